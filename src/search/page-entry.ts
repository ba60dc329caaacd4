import { anchorOf, type Chunk, type ChunkedPage, chunksOf, isContinued } from './chunks.ts';
import type { BodyCut } from './cut.ts';
import { type PageWords, pageWords } from './page-words.ts';

/** What search needs to know of a page. */
export interface PageEntry {
  /** Its lines of `chunks.jsonl`, each with its line break. */
  lines: Buffer;
  words: PageWords;
  /** Of each section, in order; empty for the opening. */
  anchors: readonly string[];
}

interface EntryPage extends ChunkedPage {
  description: string;
  topics: readonly string[];
}

/** Cuts a page into chunks and counts their words; the entry is one line of text, without tabs. */
export function pageEntry(page: EntryPage, body: string, options: EntryOptions): string {
  const chunks: Chunk[] = chunksOf(page, body, options);
  const { title, description, topics } = page;
  // A description that was made of the text would count twice.
  const extra = body.includes(openingWords(description)) ? [] : [description];
  const { words, numbers } = pageWords(chunks, [title, ...extra, ...topics]);
  const lines = chunks.map((chunk) => JSON.stringify(chunk));
  const anchors = anchorsOf(chunks).join(' ');
  return [words, Buffer.from(numbers).toString('base64'), anchors, ...lines, ''].join(separator);
}

/** The anchor of each section, in order; none holds a blank. */
export const anchorsOf = (chunks: readonly Chunk[]): string[] =>
  chunks.filter((chunk) => !isContinued(chunk)).map(anchorOf);

interface EntryOptions {
  count: (text: string) => number;
  cut?: BodyCut;
}

/** The first three words: those after them may stand in the text with marks. */
const openingWords = (line: string): string => /^(?:\S+\s+){0,2}\S*/.exec(line)![0];

/** Neither words nor JSON hold it; it stands for a line break. */
const separator = '\u001e';
const [separatorByte, newline] = [0x1e, 10];

/** Reads what {@link pageEntry} gave. It takes the bytes: the lines become a part of them. */
export function decodeEntry(bytes: Buffer): PageEntry {
  const afterWords = bytes.indexOf(separatorByte) + 1;
  const afterNumbers = bytes.indexOf(separatorByte, afterWords) + 1;
  const afterAnchors = bytes.indexOf(separatorByte, afterNumbers) + 1;
  const words = bytes.toString('utf8', 0, afterWords - 1);
  const numbers = bytes.toString('latin1', afterWords, afterNumbers - 1);
  const anchors = bytes.toString('utf8', afterNumbers, afterAnchors - 1).split(' ');
  const lines = bytes.subarray(afterAnchors);
  for (let at = lines.indexOf(separatorByte); at >= 0; at = lines.indexOf(separatorByte, at)) {
    lines[at] = newline;
  }
  return { lines, anchors, words: { words, numbers: Buffer.from(numbers, 'base64') } };
}
