import { type Chunk, isContinued } from './chunks.ts';
import { ByteWriter, type Counts, countBits, type OwnField } from './postings.ts';
import { longestWord, wordsOf } from './terms.ts';

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
  const numbers = new Map<string, number>();
  const numbersOf = (text: string): number[] =>
    wordsOf(text).map((word) => numberOf(word, numbers));
  const title = numbersOf(titleOf(chunks));
  const found = chunks.map((chunk, at) => {
    const { above, heading, code, text } = fieldsOf(chunk, at === 0 ? about : []);
    return [numbersOf(above), numbersOf(heading), numbersOf(code), numbersOf(text)] as const;
  });
  const counter = new WordCounter(numbers.size);
  const bytes = new ByteWriter();
  for (const [at, chunk] of chunks.entries()) {
    const [above, heading, code, text] = found[at]!;
    counter.add(title, 'title');
    counter.add(above, 'above');
    counter.add(heading, 'heading');
    counter.add(code, 'code');
    counter.add(text, 'text');
    const kept = heading.filter((word) => word !== tooLong);
    bytes.number(chunk.tokens);
    bytes.number(code.length + text.length);
    bytes.number(Number(isContinued(chunk)));
    bytes.number(kept.length);
    for (const word of kept) bytes.number(word);
    counter.writeTo(bytes);
  }
  return { words: [...numbers.keys()].join(' '), numbers: bytes.bytes() };
}

const tooLong = -1;

function numberOf(word: string, numbers: Map<string, number>): number {
  if (word.length > longestWord) return tooLong;
  const number = numbers.get(word) ?? numbers.size;
  numbers.set(word, number);
  return number;
}

/** Counts words by field, for one chunk after the other. */
class WordCounter {
  readonly #counts: Uint16Array;
  /** The words of the chunk, in the order in which they came. */
  readonly #met: Uint32Array;
  #length = 0;

  /** @param words numbers that there are */
  constructor(words: number) {
    this.#counts = new Uint16Array(words);
    this.#met = new Uint32Array(words);
  }

  add(found: readonly number[], field: OwnField): void {
    const { one, all } = countBits[field];
    const [counts, met] = [this.#counts, this.#met];
    for (const word of found) {
      if (word === tooLong) continue;
      const before = counts[word]!;
      if (before === 0) met[this.#length++] = word;
      if ((before & all) !== all) counts[word] = before + one;
    }
  }

  /** Writes how many words there are, and each with its {@link Counts}; begins anew. */
  writeTo(bytes: ByteWriter): void {
    bytes.number(this.#length);
    for (let at = 0; at < this.#length; at++) {
      const word = this.#met[at]!;
      bytes.number(word);
      bytes.number(this.#counts[word]!);
      this.#counts[word] = 0;
    }
    this.#length = 0;
  }
}

const fence = /^([ \t>]*)(`{3,})[^`\n]*\n([\s\S]*?)(?:^[ \t>]*\2`*[ \t]*$|(?![\s\S]))/gm;
const inlineCode = /(?<!`)(`+)([^`\n][^\n]*?)(?<!`)\1(?!`)/g;
const target = /\]\((?:[^()\s\\]|\\.|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)/g;
const address = /<?https?:\/\/[^\s)>\]]+>?/g;
const comment = /<!--[\s\S]*?-->/g;

/** What counts as the title, which is the same for all chunks of a page. */
const titleOf = ([chunk]: readonly Chunk[]): string =>
  chunk === undefined ? '' : `${chunk.headings[0]!}\n${chunk.path.replace(/\.\w+$/, '')}`;

/**
 * The other searchable text of a chunk by field; addresses are left out.
 *
 * @param about what the page says of itself, for its opening
 */
function fieldsOf(
  { headings, text }: Pick<Chunk, 'headings' | 'text'>,
  about: readonly string[],
): Record<Exclude<OwnField, 'title'>, string> {
  const code: string[] = [];
  const keep = (part: string): string => {
    code.push(part);
    return ' ';
  };
  let prose = text.replace(/^#{1,6} [^\n]*\n?/, '');
  const hasCode = prose.includes('`');
  if (prose.includes('```'))
    prose = prose.replace(fence, (_, _indent, _ticks, lines: string) => keep(lines));
  // Behind the last end, none that is open has one.
  const ended = prose.lastIndexOf('-->');
  if (ended > 0) prose = prose.slice(0, ended + 3).replace(comment, ' ') + prose.slice(ended + 3);
  if (prose.includes('](')) prose = prose.replace(target, '] ');
  if (prose.includes('://')) prose = prose.replace(address, ' ');
  if (hasCode) prose = prose.replace(inlineCode, (_, _ticks, words: string) => keep(words));
  return {
    heading: headings.at(-1)!,
    above: headings.slice(1, -1).join('\n'),
    code: code.join('\n'),
    text: [...about, prose].join('\n'),
  };
}
