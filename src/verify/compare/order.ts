import { type CodeBlock, type Evidence, markBits, type Word, wordsOf } from '../evidence.ts';
import { align } from './align.ts';
import { type BareWords, bareWords } from './bare.ts';

/** A block of code of the source that is in the output. */
export interface CodePair {
  line: number;
  /** Equal blocks have equal keys; nobody can say which of them became which. */
  key: string;
}

export interface Item {
  /** A word; for a block of code its key after a null byte. */
  text: string;
  line: number;
  marks?: number;
}

export interface Order {
  /** Words of the source's text, and blocks of code, that are not where they stood. */
  open: Item[];
  /** Words of the output that go with none of the source. */
  spare: string[];
  /** Blocks of the output that are none of the source's: prose may have become code. */
  made: CodeBlock[];
  /** Words that stand where they stood, without what they stood in. */
  bare: BareWords[];
  sides: Sides;
}

/** Both texts side by side. */
export interface Sides {
  source: Item[];
  output: Item[];
  /** By index of the source: that of the output, or -1. */
  pairs: Int32Array;
}

/**
 * Lays the words of both texts side by side, in their order; those of attributes may stand anywhere.
 * A block of code that was found counts as a word.
 */
export function compareOrder(source: Evidence, output: Evidence, code: readonly CodePair[]): Order {
  const mine = items(
    source.words,
    code.map(({ line, key }) => blockItem(line, key)),
  );
  const found = new Set(code.map(({ key }) => key));
  const blocks = output.code.map((block) => ({ ...block, key: keyOf(block) }));
  const made = blocks.filter(({ key }) => !found.has(key));
  const theirs = items(
    [...output.words, ...made.flatMap(wordsOfCode)],
    blocks.flatMap(({ line, key }) => (found.has(key) ? [blockItem(line, key)] : [])),
  );
  const pairs = align(
    mine.map(({ text }) => text),
    theirs.map(({ text }) => text),
  );
  const order: Order = {
    open: [],
    spare: [],
    made,
    bare: [...bareWords(mine, theirs, pairs)],
    sides: { source: mine, output: theirs, pairs },
  };
  for (const { from, to, outFrom, outTo } of gaps(pairs, theirs.length)) {
    const [mineHere, theirsHere] = [mine.slice(from, to), theirs.slice(outFrom, outTo)];
    // Markup may divide a word in one of the texts alone.
    if (joined(mineHere) === joined(theirsHere)) continue;
    order.open.push(...mineHere);
    order.spare.push(...theirsHere.map(({ text }) => text));
  }
  return order;
}

const wordsOfCode = ({ lines, line }: CodeBlock): Word[] =>
  wordsOf(lines.join('\n'), line).map((word) => ({ ...word, marks: markBits.code }));
const blockItem = (line: number, key: string): Item => ({ text: `\0${key}`, line });

interface Block {
  lang: string;
  lines: readonly string[];
}

/** What a block of the output says. */
export const keyOf = (block: Block): string => keyOfLines(withoutDiff(block));

/** Blocks are compared without spaces at line ends and blank lines at either end. */
export const keyOfLines = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');

/** A diff fence has a mark of one character before each of its lines; a source's own diff matches either way. */
export const withoutDiff = ({ lang, lines }: Block): readonly string[] =>
  lang === 'diff' ? lines.map((line) => line.replace(/^[+\- ]/, '')) : lines;

const joined = (list: readonly Item[]): string => list.map(({ text }) => text).join('');

function items(words: readonly Word[], blocks: readonly Item[]): Item[] {
  const all: Item[] = [...words.filter(({ aside }) => !aside), ...blocks];
  return all.sort((a, b) => a.line - b.line);
}

/** What lies between the pairs, on both sides. */
function* gaps(pairs: Int32Array, outLength: number) {
  let from = 0;
  let outFrom = 0;
  for (let at = 0; at <= pairs.length; at++) {
    const outTo = at < pairs.length ? pairs[at]! : outLength;
    if (outTo < 0) continue;
    if (at > from || outTo > outFrom) yield { from, to: at, outFrom, outTo };
    from = at + 1;
    outFrom = outTo + 1;
  }
}
