import { type Evidence, type Kept, type Word, wordsOf } from '../evidence.ts';
import { afterExceptions } from './code.ts';
import { Supply } from './supply.ts';

export interface WordLoss {
  line: number;
  words: string[];
}

/**
 * Which words of the source's prose the output lacks, wherever they stand; grouped by source line.
 * `leftOut` tells the lines whose words a note accounts for.
 */
export function compareWords(
  source: Evidence,
  output: Evidence,
  leftOut: (line: number) => boolean,
): { kept: Kept; losses: WordLoss[] } {
  const supply = new Supply(output.words.map((word) => word.text));
  let missing = source.words.map((word, index) => ({ word, index }));
  missing = missing.filter(({ word }) => !supply.take(word.text));
  if (missing.length > 0) missing = takeFromCode(missing, source, output);
  if (missing.length > 0) missing = withoutJoined(missing, source.words, supply);
  const total = source.words.length;
  const kept = { total, kept: total - missing.length };
  const noted = new Supply(
    source.words.filter(({ line }) => leftOut(line)).map(({ text }) => text),
  );
  const open = missing.filter(({ word }) => !noted.take(word.text));
  return { kept, losses: byLine(open, source.words) };
}

interface Lost {
  word: Word;
  index: number;
}

/**
 * Prose may have become code, such as a terminal block. A line of code in the output that is none of
 * the source's own code, and that the source's prose has word for word, accounts for its words.
 */
function takeFromCode(missing: Lost[], source: Evidence, output: Evidence): Lost[] {
  const own = new Set(
    source.code.flatMap((block) => [block.lines, afterExceptions(block)]).map(keyOf),
  );
  const prose = ` ${source.words.map(({ text }) => text).join(' ')} `;
  const supply = new Supply();
  for (const { lines } of output.code) {
    if (own.has(keyOf(lines))) continue;
    for (const line of lines) {
      const words = wordsIn([line]);
      if (prose.includes(` ${words.join(' ')} `)) for (const word of words) supply.add(word);
    }
  }
  return missing.filter(({ word }) => !supply.take(word.text));
}

const keyOf = (lines: readonly string[]) => wordsIn(lines).join(' ');

function wordsIn(lines: readonly string[]): string[] {
  return wordsOf(lines.join('\n'), 1).map((word) => word.text);
}

/**
 * Two words that markup split in the source may be one in the output. Its parts are accounted for
 * then, wherever the comparison has looked for them.
 */
function withoutJoined(missing: Lost[], words: readonly Word[], supply: Supply): Lost[] {
  const found = new Supply();
  words.forEach((word, index) => {
    const after = words[index + 1];
    if (!word.glued || !after || !supply.take(word.text + after.text)) return;
    found.add(word.text);
    found.add(after.text);
  });
  return missing.filter(({ word }) => !found.take(word.text));
}

/**
 * A multiset cannot tell which of several equal words was lost. Lines on which most words are
 * missing are the likeliest, so a loss is laid there.
 */
function byLine(missing: readonly Lost[], words: readonly Word[]): WordLoss[] {
  const open = new Supply(missing.map(({ word }) => word.text));
  const lost = new Set(missing.map(({ word }) => word.text));
  const lines = new Map<number, Word[]>();
  for (const word of words) {
    const line = lines.get(word.line);
    if (line) line.push(word);
    else lines.set(word.line, [word]);
  }
  const score = (line: Word[]) => line.filter(({ text }) => lost.has(text)).length / line.length;
  const ranked = [...lines].filter(([, line]) => line.some(({ text }) => lost.has(text)));
  ranked.sort(([, a], [, b]) => score(b) - score(a));
  const losses: WordLoss[] = [];
  for (const [line, candidates] of ranked) {
    const taken = candidates.filter(({ text }) => open.take(text)).map(({ text }) => text);
    if (taken.length > 0) losses.push({ line, words: taken });
  }
  return losses.sort((a, b) => a.line - b.line);
}
