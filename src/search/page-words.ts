import type { Chunk } from './chunks.ts';
import { fieldsOf } from './fields.ts';
import { ByteReader, ByteWriter, type Counts, countBits, fieldNames } from './postings.ts';
import { eachWord, longestWord } from './terms.ts';

/** The words of a page as they stand there, and where: all that the index wants to know of its text. */
export interface PageWords {
  words: readonly string[];
  /** See {@link ChunkWords}; read them with {@link readPageWords}. */
  numbers: Uint8Array;
}

/** Of one chunk. */
export interface ChunkWords {
  tokens: number;
  /** Words of its text and code. */
  length: number;
  /** Whether it is the second or a later part of a section. */
  continues: boolean;
  /** Words of its lowest heading, by number. */
  heading: number[];
}

/**
 * Counts the words of a page by chunk and field. Nothing here depends on other pages or on the
 * language, so that workers can do it.
 *
 * @param about what the page says of itself, searched with its opening
 */
export function pageWords(chunks: readonly Chunk[], about: readonly string[]): PageWords {
  const numbers = new Map<string, number>();
  const counts: Counts[] = [];
  const numberOf = (word: string): number => {
    let number = numbers.get(word);
    if (number === undefined) {
      number = counts.push(0) - 1;
      numbers.set(word, number);
    }
    return number;
  };
  const bytes = new ByteWriter();
  for (const [at, chunk] of chunks.entries()) {
    const fields = fieldsOf(chunk, at === 0 ? about : []);
    const met: number[] = [];
    let length = 0;
    for (const field of fieldNames) {
      const { one, all } = countBits[field];
      const inBody = field === 'text' || field === 'code';
      eachWord(fields[field], (word) => {
        if (inBody) length++;
        if (word.length > longestWord) return;
        const number = numberOf(word);
        const before = counts[number]!;
        if (before === 0) met.push(number);
        if ((before & all) !== all) counts[number] = before + one;
      });
    }
    const heading: number[] = [];
    eachWord(chunk.headings.at(-1)!, (word) => {
      if (word.length <= longestWord) heading.push(numberOf(word));
    });
    bytes.numbers(chunk.tokens, length, Number(isContinued(chunk)), heading.length, ...heading);
    bytes.number(met.length);
    for (const number of met) {
      bytes.numbers(number, counts[number]!);
      counts[number] = 0;
    }
  }
  return { words: [...numbers.keys()], numbers: bytes.bytes() };
}

const isContinued = ({ id }: Chunk): boolean => /~\d+(?:@\d+)?$/.test(id);

/**
 * Reads what {@link pageWords} gave.
 *
 * @param open called with each chunk
 * @param take called with each word of the chunk after it
 */
export function readPageWords(
  numbers: Uint8Array,
  open: (chunk: ChunkWords) => void,
  take: (word: number, counts: Counts) => void,
): void {
  const bytes = new ByteReader(numbers);
  while (!bytes.isAtEnd) {
    const [tokens, length, continues] = [bytes.number(), bytes.number(), bytes.number() === 1];
    const heading = Array.from({ length: bytes.number() }, () => bytes.number());
    open({ tokens, length, continues, heading });
    for (let left = bytes.number(); left > 0; left--) take(bytes.number(), bytes.number());
  }
}
