import { type Chunk, isContinued } from './chunks.ts';
import { ByteWriter, type Counts, countBits, type OwnField, ownFields } from './postings.ts';
import { WordTable } from './word-table.ts';

/** The words of a page as they stand there, and where: all that the index wants to know of its text. */
export interface PageWords {
  /** Parted by blanks. */
  words: string;
  /**
   * Of each chunk: its tokens; the words of its text and code; 1 for a second or later part of a
   * section, else 0; how many words its heading has, and which; how many different words it has, and
   * of each its number and {@link Counts}. Read them with {@link readNumbers}.
   */
  numbers: Uint8Array;
}

/**
 * Counts the words of a page by chunk and field. Nothing here depends on other pages or on the
 * language, so that workers can do it.
 *
 * @param about what the page says of itself, searched with its opening
 */
export function pageWords(chunks: readonly Chunk[], about: readonly string[]): PageWords {
  table.clear();
  const counts: Counts[] = [];
  const bytes = new ByteWriter();
  for (const [at, chunk] of chunks.entries()) {
    const fields = fieldsOf(chunk, at === 0 ? about : []);
    const met: number[] = [];
    let heading: number[] = [];
    let length = 0;
    for (const field of ownFields) {
      const { one, all } = countBits[field];
      const found = table.numbersOf(fields[field]);
      if (field === 'text' || field === 'code') length += found.length;
      if (field === 'heading') heading = [...found].filter(isKept);
      countWords(found, counts, { met, one, all });
    }
    bytes.numbers([chunk.tokens, length, Number(isContinued(chunk)), heading.length, ...heading]);
    bytes.number(met.length);
    for (const word of met) {
      bytes.number(word);
      bytes.number(counts[word]!);
      counts[word] = 0;
    }
  }
  return { words: table.words(), numbers: bytes.bytes() };
}

/** Adds one to the counts of each word; `met` gets those that had none. */
function countWords(
  found: Int32Array,
  counts: Counts[],
  { met, one, all }: { met: number[]; one: number; all: number },
): void {
  for (let at = 0; at < found.length; at++) {
    const word = found[at]!;
    if (word < 0) continue;
    const before = counts[word] ?? 0;
    if (before === 0) met.push(word);
    counts[word] = (before & all) === all ? before : before + one;
  }
}

const isKept = (word: number): boolean => word >= 0;

/** Used for one page after the other. */
const table = new WordTable();

const fence = /^([ \t>]*)(`{3,})[^\n]*\n([\s\S]*?)^[ \t>]*\2`*[ \t]*$/gm;
const inlineCode = /(`+)([^`\n][^\n]*?)\1(?!`)/g;
const target = /\]\((?:[^()\s\\]|\\.|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)/g;
const address = /<?https?:\/\/[^\s)>\]]+>?/g;
const comment = /<!--[\s\S]*?-->/g;

/**
 * The searchable text of a chunk by field; addresses are left out.
 *
 * @param about what the page says of itself, for its opening
 */
function fieldsOf(
  { path, headings, text }: Pick<Chunk, 'path' | 'headings' | 'text'>,
  about: readonly string[] = [],
): Record<OwnField, string> {
  const code: string[] = [];
  const keep = (part: string): string => {
    code.push(part);
    return ' ';
  };
  let prose = text.replace(/^#{1,6} [^\n]*\n?/, '');
  const hasCode = prose.includes('`');
  if (hasCode) prose = prose.replace(fence, (_, _indent, _ticks, lines: string) => keep(lines));
  if (prose.includes('<!--')) prose = prose.replace(comment, ' ');
  if (prose.includes('](')) prose = prose.replace(target, '] ');
  if (prose.includes('://')) prose = prose.replace(address, ' ');
  if (hasCode) prose = prose.replace(inlineCode, (_, _ticks, words: string) => keep(words));
  return {
    title: `${headings[0]!}\n${path.replace(/\.\w+$/, '')}`,
    heading: headings.at(-1)!,
    above: headings.slice(1, -1).join('\n'),
    code: code.join('\n'),
    text: [...about, prose].join('\n'),
  };
}
