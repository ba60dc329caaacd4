import { type Chunk, type ChunkedPage, chunksOf } from './chunks.ts';
import type { BodyCut } from './cut.ts';
import { type PageWords, pageWords } from './page-words.ts';

/** What search needs to know of a page: its lines of `chunks.jsonl` and its words. */
export interface PageEntry {
  lines: readonly string[];
  words: PageWords;
}

export interface EntryPage extends ChunkedPage {
  description: string;
  topics: readonly string[];
}

/** Cuts a page into chunks and counts their words. */
export function pageEntry(page: EntryPage, body: string, options: EntryOptions): PageEntry {
  const chunks: Chunk[] = chunksOf(page, body, options);
  const { title, description, topics } = page;
  // A description that was made of the text would count twice.
  const told = body.includes(openingWords(description)) ? [] : [description];
  const about = [title, ...told, ...topics];
  return { lines: chunks.map((chunk) => JSON.stringify(chunk)), words: pageWords(chunks, about) };
}

export interface EntryOptions {
  count: (text: string) => number;
  cut?: BodyCut;
}

/** The first three words: those after them may stand in the text with marks. */
const openingWords = (line: string): string => /^(?:\S+\s+){0,2}\S*/.exec(line)![0];

/** Neither words nor JSON hold it. */
const separator = '\u001e';

/** An entry as one line of text, without tabs. */
export function encodeEntry({ lines, words }: PageEntry): string {
  const numbers = Buffer.from(words.numbers).toString('base64');
  return [words.words.join(' '), numbers, ...lines].join(separator);
}

export function decodeEntry(text: string): PageEntry {
  const [words, numbers, ...lines] = text.split(separator);
  const listed = words === '' ? [] : words!.split(' ');
  return { lines, words: { words: listed, numbers: Buffer.from(numbers!, 'base64') } };
}
