import type { Random } from './random.ts';

/**
 * A text in blocks: what stands between empty lines outside fences and preformatted text. What is
 * indented belongs to what it stands below.
 */
export function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  const verbatim = new Verbatim();
  let lines: string[] = [];
  let gap = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '' && !verbatim.isOpen) {
      gap++;
      continue;
    }
    const goesOn = gap === 0 || /^[ \t]/.test(line);
    if (!goesOn && lines.length > 0) blocks.push(lines.join('\n'));
    const above = lines.length > 0 ? Array<string>(gap).fill('') : [];
    lines = goesOn ? [...lines, ...above, line] : [line];
    gap = 0;
    verbatim.take(line);
  }
  if (lines.length > 0) blocks.push(lines.join('\n'));
  return blocks;
}

/** Whether a fence or preformatted text is open, line by line. */
class Verbatim {
  #fence: string | undefined;
  #isRaw = false;

  get isOpen(): boolean {
    return this.#fence !== undefined || this.#isRaw;
  }

  take(line: string): void {
    const mark = /^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)*(`{3,}|~{3,})/.exec(line)?.[1];
    if (this.#fence === undefined) this.#fence = mark;
    else if (mark?.startsWith(this.#fence) && line.replace(/^[ \t>]+/, '').trim() === mark)
      this.#fence = undefined;
    if (/^\s*<(?:pre|script|style)\b/i.test(line)) this.#isRaw = true;
    if (/<\/(?:pre|script|style)>/i.test(line)) this.#isRaw = false;
  }
}

type BlockMutation = (blocks: string[], random: Random, donor: () => string[]) => void;

/** Changes that leave each block whole: what comes out is a document that somebody could have written. */
const mutations: readonly BlockMutation[] = [
  (blocks, random) => blocks.splice(random.below(blocks.length), 1),
  (blocks, random) => {
    const block = random.pick(blocks);
    if (!isUnique(block)) blocks.splice(random.below(blocks.length + 1), 0, block);
  },
  (blocks, random, donor) => {
    const other = donor();
    const from = random.below(other.length);
    const taken = other.slice(from, from + 1 + random.below(4));
    blocks.splice(random.below(blocks.length + 1), 0, ...taken);
  },
  (blocks, random) => {
    const a = random.below(blocks.length);
    const b = random.below(blocks.length);
    [blocks[a], blocks[b]] = [blocks[b]!, blocks[a]!];
  },
  (blocks, random) => {
    const at = random.below(blocks.length);
    blocks.splice(at, blocks.length, ...blocks.slice(at).map(withCarriageReturns));
  },
  (blocks, random) => {
    const at = random.below(blocks.length);
    blocks[at] = wrap(blocks[at]!, random.pick(prefixes));
  },
];

/** Headings and definitions: the second of them is none. */
const isUnique = (block: string) => /^#|\n(?:=+|-+)\s*$|^[\s>*+.\d)-]*\[[^\]]+\]:/m.test(block);

const withCarriageReturns = (block: string) => block.replace(/\r?\n/g, '\r\n');

/** What makes a block the content of a quote or of an item. */
const prefixes = [
  ['> ', '> '],
  ['- ', '  '],
  ['1. ', '   '],
  ['> - ', '>   '],
] as const;

function wrap(block: string, [first, rest]: (typeof prefixes)[number]): string {
  // Imports are such nowhere else, and an indented block of code would be another one.
  if (/^(?:import|export)\b|^[ \t]/m.test(block)) return block;
  return block
    .split('\n')
    .map((line, row) => (row === 0 ? first : rest) + line)
    .join('\n');
}

const frontMatter = /^---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/;

/** Takes out, repeats, moves, wraps whole blocks, and puts some of another document in. */
export function mutateBlocks(text: string, random: Random, donor: () => string): string {
  const head = frontMatter.exec(text)?.[0] ?? '';
  const blocks = blocksOf(text.slice(head.length));
  // A title or a definition that is there twice stands once.
  const donated = () =>
    blocksOf(donor().replace(frontMatter, '')).filter(
      (block) => !/^# /m.test(block) && !text.includes(block),
    );
  for (let count = 1 + random.below(4); count > 0 && blocks.length > 0; count--) {
    random.pick(mutations)(blocks, random, donated);
  }
  return `${head}${blocks.join('\n\n')}\n`;
}
