import { defused, documentEnd, documentOpening } from '../contract/document-frame.ts';
import { inLine } from '../contract/one-line.ts';
import type { Chunk } from './chunks.ts';
import type { PackSource } from './pack.ts';
import type { OutputReader } from './reader.ts';

/** A chunk as a pack holds it; its links stand by themselves. */
export type PackedChunk = Pick<Chunk, 'id' | 'headings' | 'text'>;

/** The chosen chunks of an output as Markdown, each page in a `<document>`; adds their sources. */
export function documentsOf(
  reader: OutputReader,
  chosen: ReadonlyMap<number, PackedChunk>,
  sources: PackSource[],
): string[] {
  const byPage = new Map<number, number[]>();
  for (const number of [...chosen.keys()].sort((a, b) => a - b)) {
    const page = reader.index.chunks.page[number]!;
    byPage.set(page, [...(byPage.get(page) ?? []), number]);
  }
  return [...byPage].map(([page, numbers]) => {
    const { from, to } = reader.rangeOf(page);
    const chunks = numbers.map((number) => chosen.get(number)!);
    const { path, title, url, out } = reader.index.pages[page]!;
    const source = { path, title, url: url || out, chunks: chunks.map(({ id }) => id) };
    sources.push({ ...source, of: to - from });
    const text = chunks
      .map((chunk, at) => {
        const follows = at > 0 && numbers[at - 1] === numbers[at]! - 1;
        const first = numbers[at] === from;
        const lead = follows || first ? '' : `${pathLine(chunk.headings)}\n`;
        return `${lead}${withoutLastBreaks(chunk.text)}\n`;
      })
      .join('\n');
    const tag = openingTag(reader, page, { parts: numbers.length, of: to - from });
    return `${tag}\n${defused(text)}${documentEnd}\n`;
  });
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

/** Where a chunk stands whose headings above are not in the pack. */
export const pathLine = (headings: readonly string[]): string =>
  `[${inLine(headings.join(' > '))}]`;

/** A regular expression would look at every character. */
function withoutLastBreaks(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}
