import { addTo } from '../../maps.ts';
import { wordKey } from '../evidence.ts';
import { shownKey } from '../source/read.ts';
import type { Sides } from './order.ts';

/** Texts of fewer words are like too many others. */
const fewestWords = 5;
const mostWords = 120;
/** `openapi: get /users`, which a page shows in capitals, perhaps after the name of a file. */
const endpoint = /^(?:\S+ )?(?:get|post|put|patch|delete|head|options|trace) \//i;

/**
 * Texts that stand beside the prose (in front matter, data and modules) of which the output says all
 * words but one, or all in another order; `known` are all that there are. What stands in the source
 * itself, such as a name of a video, is a text of its own.
 */
export function* garbledTexts(known: readonly string[], sides: Sides, source: string) {
  const texts = new Set(known.filter((text) => !endpoint.test(text)).map(shownKey));
  const lines = ownLines(sides);
  if (lines.size === 0) return;
  let written: string | undefined;
  const said = ` ${sides.output.map(({ text }) => text).join(' ')} `;
  for (const text of texts) {
    const words = text.split(' ');
    const isAsked = words.length >= fewestWords && words.length <= mostWords;
    if (!isAsked || said.includes(` ${text} `)) continue;
    for (const [line, shown] of lines) {
      const part = alike(words, shown);
      if (part === undefined || isInOne(texts, part)) continue;
      written ??= ` ${wordKey(source)} `;
      if (written.includes(` ${part} `)) continue;
      yield { line, what: `not as it is written: "${text}"` };
      break;
    }
  }
}

const isInOne = (texts: ReadonlySet<string>, part: string): boolean => {
  for (const text of texts) if (` ${text} `.includes(` ${part} `)) return true;
  return false;
};

/** Words of the lines of the output that hold some that are none of the prose. */
function ownLines({ output, pairs }: Sides): Map<number, string[]> {
  const paired = new Set<number>(pairs);
  const lines = new Map<number, string[]>();
  const own = new Set<number>();
  output.forEach(({ text, line }, at) => {
    if (text.startsWith('\0')) return;
    addTo(lines, line, text);
    if (!paired.has(at)) own.add(line);
  });
  return new Map(
    [...lines].filter(([line, words]) => own.has(line) && words.length >= fewestWords - 1),
  );
}

/** The part of a line that is a text but for one word; undefined where there is none. */
function alike(words: readonly string[], line: readonly string[]): string | undefined {
  const has = new Set(line);
  if (words.filter((word) => !has.has(word)).length > 1) return undefined;
  for (let from = 0; from <= line.length - words.length + 1; from++) {
    // One word may be gone or another one at either end.
    if (line[from] !== words[0] && line[from] !== words[1] && line[from + 1] !== words[1]) continue;
    for (const length of [words.length, words.length - 1]) {
      const part = line.slice(from, from + length);
      if (common(words, part) === words.length - 1) return part.join(' ');
    }
  }
  return undefined;
}

/** How many words two rows have in common, in order. */
function common(a: readonly string[], b: readonly string[]): number {
  let above = new Uint16Array(b.length + 1);
  for (const word of a) {
    const row = new Uint16Array(b.length + 1);
    for (let at = 1; at <= b.length; at++)
      row[at] = word === b[at - 1] ? above[at - 1]! + 1 : Math.max(above[at]!, row[at - 1]!);
    above = row;
  }
  return above[b.length]!;
}
