const tag =
  /\{%-?\s*(?:(if|unless|case)\b|(els(?:e|e?if)|elif|when)\b|end(?:if|unless|case)\b)[^\n]*?%\}/g;
const raw = /\{%-?\s*raw\s*-?%\}[\s\S]*?\{%-?\s*endraw\s*-?%\}/g;
const anyTag = /\{%.*?%\}|\{\{.*?\}\}/gs;
const firstWords = /[\p{L}\p{N}]{2,}(?:[ ][\p{L}\p{N}]+){0,3}/u;

/**
 * A source of Jekyll or Eleventy without its conditions, and without the branches of whose first words the output has
 * nothing: its site decides them. Line numbers stay.
 */
export function withoutConditions(source: string, output: string): string {
  const read = source.replace(raw, (text) => text.replaceAll('{%', '{\0%'));
  const shown = withoutHiddenBranches(read, output).replace(tag, (whole, _, next?: string) => {
    const isKept = !/%-?\s*end/.test(whole) && output.includes(whole);
    return isKept ? whole : ' '.repeat(next ? 1 : 0);
  });
  return shown.replaceAll('{\0%', '{%');
}

function withoutHiddenBranches(source: string, output: string): string {
  const open: { from: number; bodies: [from: number, to: number][] }[] = [];
  let made = source;
  for (const { 0: whole, 1: opens, 2: next, index } of source.matchAll(tag)) {
    const from = index + whole.length;
    if (opens !== undefined) {
      open.push({ from, bodies: [] });
      continue;
    }
    const last = next === undefined ? open.pop() : open.at(-1);
    if (last === undefined) continue;
    last.bodies.push([last.from, index]);
    last.from = from;
    if (next !== undefined) continue;
    for (const [start, end] of last.bodies) {
      const body = source.slice(start, end);
      const [words] = firstWords.exec(body.replace(anyTag, '')) ?? [];
      if (words !== undefined && !new RegExp(`(?<![\\p{L}\\p{N}])${words}`, 'u').test(output))
        made = made.slice(0, start) + body.replace(/[^\n]/g, ' ') + made.slice(end);
    }
  }
  return made;
}
