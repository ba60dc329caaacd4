const entities: Readonly<Record<string, string>> = {
  amp: '&',
  gt: '>',
  hellip: '…',
  ldquo: '“',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  nbsp: ' ',
  ndash: '–',
  quot: '"',
  rdquo: '”',
  rsquo: '’',
};

const decoded = (text: string) =>
  text
    .replace(/&#x([\da-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole);

const words = (text: string): string[] =>
  (text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) as string[];

/** The words that a reader sees on a rendered page, in order; tags within words do not part them. */
export function wordsOfHtml(html: string): string[] {
  const shown = html
    .replace(/<(script|style|svg|template)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    // Numbers of lines of code.
    .replace(
      /<span (?:class="ln[a-z]*"|style="[^"]*user-select: ?none[^"]*")[^>]*>[\s\S]*?<\/span>/g,
      '',
    )
    // The number of a footnote is made anew by whoever renders it.
    .replace(/<sup id="fnref[^>]*>[\s\S]*?<\/sup>/g, ' ')
    .replace(/<\/?(?:b|i|em|strong|span|code|a|sub|sup|mark|ins|del|abbr)\b[^>]*>/gi, '')
    .replace(/<[^>]*>/g, ' ');
  return words(decoded(shown));
}

/**
 * The words that an output does not hold, each as often as it is missing. Marks part words in one
 * text that stand together in the other; those are found with their neighbours.
 */
export function missingWords(shown: readonly string[], output: string): string[] {
  const plain = output.replace(/(?<=[\p{L}\p{N}])[_*`~]+(?=[\p{L}\p{N}])/gu, '');
  const held = new Map<string, number>();
  const count = (word: string) => held.set(word, (held.get(word) ?? 0) + 1);
  for (const word of words(output)) count(word);
  const apart = new Set(held.keys());
  for (const word of words(plain)) if (!apart.has(word)) count(word);
  const joined = words(output).join('');
  return shown.filter((word, at) => {
    const left = held.get(word) ?? 0;
    if (left > 0) held.set(word, left - 1);
    if (left > 0 || (word.length > 3 && joined.includes(word))) return false;
    const around = [(shown[at - 1] ?? '') + word, word + (shown[at + 1] ?? '')];
    return !around.some((pair) => pair.length > word.length + 1 && joined.includes(pair));
  });
}
