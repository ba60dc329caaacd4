import type { Edits } from '../edits.ts';

/** `*[HTML]: Hyper Text`, of PHP Markdown Extra, Python-Markdown and kramdown. */
export const abbreviation = /^\*\[([^\]]+)\]:[ \t]*(.+)$/;

/** The meanings of abbreviations, the longest first; their lines are emptied. */
export function takeAbbreviations(text: readonly string[], edits: Edits): Map<string, string> {
  const abbreviations = new Map<string, string>();
  for (const [index, line] of text.entries()) {
    const match = abbreviation.exec(line);
    if (match === null) continue;
    abbreviations.set(match[1]!, match[2]!);
    edits.replace(index, '');
  }
  return new Map([...abbreviations].sort(([one], [other]) => other.length - one.length));
}

/** The first place that an abbreviation is used at gets its meaning; headings and definitions of links do not. */
export function expandFirst(text: string, abbreviations: Map<string, string>): string {
  if (/^\s*(?:#|\[[^\]^][^\]]*\]:)/.test(text)) return text;
  let made = text;
  for (const [short, long] of abbreviations) {
    const at = wordAt(made, short);
    if (at === -1) continue;
    abbreviations.delete(short);
    const tag = `<abbr title="${long.replaceAll('"', '&quot;')}">${short}</abbr>`;
    made = made.slice(0, at) + tag + made.slice(at + short.length);
  }
  return made;
}

/** Where a word stands by itself, outside tags, addresses, link targets and other abbreviations. */
function wordAt(text: string, word: string): number {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text.slice(0, at);
    const around = `${before.at(-1) ?? ' '}${text[at + word.length] ?? ' '}`;
    const inTag = before.lastIndexOf('<') > before.lastIndexOf('>');
    const isTaken = /\]\([^)]*$|\[[^\]]*$|:\/\/\S*$|<abbr [^>]*>[^<]*$/.test(before);
    if (!/[\p{L}\p{N}_]/u.test(around) && !inTag && !isTaken) return at;
  }
  return -1;
}
