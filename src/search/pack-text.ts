import { posix } from 'node:path';
import {
  defused,
  documentEnd,
  documentOpening,
  inLine,
  withoutLastBreaks,
} from '../contract/safe-text.ts';
import { decoded } from '../files/decoded.ts';
import { groupBy } from '../maps.ts';
import { type Chunk, isContinued } from './chunks.ts';
import type { PackSource } from './pack.ts';
import type { OutputReader } from './reader.ts';

/** A chunk as a pack holds it; its links stand by themselves. */
export type PackedChunk = Pick<Chunk, 'id' | 'headings' | 'text'>;

/**
 * The chosen chunks of an output as Markdown, each page in a `<document>`; adds their sources. The
 * pieces, which begin lines, are the text together.
 */
export function documentsOf(
  reader: OutputReader,
  chosen: ReadonlyMap<number, PackedChunk>,
  sources: PackSource[],
): string[] {
  const inOrder = [...chosen.keys()].sort((a, b) => a - b);
  const byPage = groupBy(inOrder, (number) => reader.index.chunks.page[number]!);
  return [...byPage].flatMap(([page, numbers]) => {
    const { from, to } = reader.rangeOf(page);
    const chunks = numbers.map((number) => chosen.get(number)!);
    const { path, title, url, out } = reader.index.pages[page]!;
    const source = { path, title, url: url || out, chunks: chunks.map(({ id }) => id) };
    sources.push({ ...source, of: to - from });
    const texts = chunks.flatMap((chunk, at) => {
      const follows = at > 0 && numbers[at - 1] === numbers[at]! - 1;
      const first = numbers[at] === from;
      const lead = follows || first ? '' : placeLine(chunk);
      const breaks = at < chunks.length - 1 ? '\n\n' : '\n';
      return [lead, `${withoutLastBreaks(chunk.text)}${breaks}`].map(defused);
    });
    const tag = openingTag(reader, page, { parts: numbers.length, of: to - from });
    const blank = sources.length > 1 ? '\n' : '';
    return [`${blank}${tag}\n`, ...texts, `${documentEnd}\n`];
  });
}

/**
 * The tokens of pieces together, each of which begins a line. What is known of some need not be
 * counted again: only a slash or white space goes into one token with the line break before it.
 */
export function countPieces(
  pieces: readonly string[],
  { known, count }: { known: ReadonlyMap<string, number>; count: (text: string) => number },
): number {
  let total = 0;
  let open = '';
  for (const piece of pieces) {
    if (/^[\s/]/.test(piece)) {
      open += piece;
    } else {
      total += known.get(open) ?? count(open);
      open = piece;
    }
  }
  return total + (known.get(open) ?? count(open));
}

/** The tag of a page; it says how much of the page follows. */
export function openingTag(
  { index: { pages, about } }: Pick<OutputReader, 'index'>,
  page: number,
  { parts, of }: { parts: number; of: number },
): string {
  const { url, out, title } = pages[page]!;
  return documentOpening({
    source: url || out,
    title,
    ...(parts < of && { cut: `${parts} of ${of} parts` }),
    ...(about.foreign && { foreign: 'true' }),
  });
}

/**
 * Where a chunk stands, as a line: what neither the page's tag nor the chunk's own text names. Empty
 * for a section right below the title.
 */
export function placeLine(chunk: Pick<Chunk, 'id' | 'headings'>): string {
  const headings = chunk.headings.slice(1, isContinued(chunk) ? undefined : -1);
  return headings.length === 0 ? '' : `[${inLine(headings.join(' > '))}]\n`;
}

const code =
  /^([ \t>]*)(`{3,})[^`\n]*\n[\s\S]*?(?:^[ \t>]*\2`*[ \t]*$|(?![\s\S]))|(?<!`)(`+)[^`\n][^\n]*?(?<!`)\3(?!`)/;
const link = /\]\((?![a-z][a-z\d+.-]*:|[/#])(?<to>[^()\s#<>\\]+)(?=[#)\s])/;
const codeOrLink = new RegExp(`${code.source}|${link.source}`, 'gim');

/**
 * Text of a page that can stand elsewhere: links to files beside the page lead to the address of the
 * page that is meant, or to its path from the output root. Code stays as it is.
 *
 * @param out path of the page's output
 * @param addressOf the address of the page with this output; undefined or empty where none is known
 */
export function withWholeLinks(
  text: string,
  out: string,
  addressOf: (out: string) => string | undefined,
): string {
  if (!text.includes('](')) return text;
  return text.replace(codeOrLink, (whole, ...groups) => {
    const { to } = groups.at(-1) as { to?: string };
    if (to === undefined) return whole;
    const path = posix.join(posix.dirname(out), to);
    return `](${addressOf(decoded(path)) || path}`;
  });
}
