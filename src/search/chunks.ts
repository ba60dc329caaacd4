import { hash } from 'node:crypto';
import { Slugs } from '../site/slug.ts';
import { type BodyCut, type CutOptions, chunkTokens, cutBody } from './cut.ts';

/** One line of `chunks.jsonl`: a section of a page, or a part of one that is long. */
export interface Chunk {
  /** Path of the source and anchor, and the number of the part from the second on: `a/b.md#set-up~2`. */
  id: string;
  /** Path of the source, relative to the source root. */
  path: string;
  /** Path of the page, relative to the output root. */
  out: string;
  /** Address of the section: that of the site where it is known, else the path of the output. */
  url: string;
  /** Headings from the page's title down to this section's. */
  headings: string[];
  /** Lines of the page, as they are; the chunks of a page together are its body. */
  text: string;
  /** Tokens of the text. */
  tokens: number;
  /** SHA-256 of the text, in hexadecimal. */
  hash: string;
  /** The text is one block of more than {@link chunkTokens}. */
  oversize?: true;
}

/** What a page's chunks say of it. */
export interface ChunkedPage {
  path: string;
  out: string;
  title: string;
  url: string;
}

interface ChunkOptions extends CutOptions {
  /** The body as it was cut before. */
  cut?: BodyCut;
}

/**
 * Cuts the body of a page into chunks: one a heading, more where a section is long. No fence, table
 * or list item is cut.
 *
 * @param body the output below its front matter
 * @example
 * chunksOf(page, '# Title\n\n## Set up\n\nRun it.\n', { count }).map(({ id }) => id);
 * // ['guide.md', 'guide.md#set-up']
 */
export function chunksOf(
  page: ChunkedPage,
  body: string,
  { cut, ...options }: ChunkOptions,
): Chunk[] {
  const { path, out, title } = page;
  const { maxTokens = chunkTokens } = options;
  const address = page.url === '' ? out : page.url;
  const slugs = new Slugs();
  const chunks: Chunk[] = [];
  const above: { depth: number; heading: string }[] = [];
  for (const section of (cut ?? cutBody(body, options)).sections) {
    const heading = plainHeading(section.heading);
    const slug = section.depth > 0 ? slugs.next(heading) : '';
    const anchor = section.depth > 1 ? slug : '';
    if (section.depth > 1) {
      while (above.length > 0 && above.at(-1)!.depth >= section.depth) above.pop();
      above.push({ depth: section.depth, heading });
    } else above.length = 0;
    const headings = [title, ...above.map(({ heading }) => heading)];
    const place = anchor === '' ? '' : `#${anchor}`;
    for (const [index, part] of section.parts.entries()) {
      const text = body.slice(part.start, part.end);
      chunks.push({
        id: `${path}${place}${index === 0 ? '' : `~${index + 1}`}`,
        path,
        out,
        url: `${address}${place}`,
        headings,
        text,
        tokens: part.tokens,
        hash: hash('sha256', text),
        ...(part.tokens > maxTokens && { oversize: true as const }),
      });
    }
  }
  return distinct(chunks);
}

/** Whether a chunk is a second or later part of its section. */
export const isContinued = ({ id }: Pick<Chunk, 'id'>): boolean => /~\d+(?:@\d+)?$/.test(id);

/** The anchor of a chunk's section; empty for the opening of its page. */
export const anchorOf = ({ url }: Pick<Chunk, 'url'>): string => url.split('#')[1] ?? '';

/** What may be a mark, and white space that is not one blank between words. */
const marked = /[[`*_~\\]|[^\S ]|^ | $| {2}/;

/** A longer one is no heading that somebody reads; some marks are looked for from each place on. */
const longestHeading = 2_000;

/** The text of a heading without its marks. */
export function plainHeading(heading: string): string {
  if (!marked.test(heading)) return heading;
  if (heading.length > longestHeading) return heading.replace(/\s+/g, ' ').trim();
  return heading
    .replace(/!?\[((?:[^[\]\\]|\\.)*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)/g, '$1')
    .replace(/(?<!`)(`+)(.+?)(?<!`)\1(?!`)/g, '$2')
    .replace(/(\*\*|__|~~)(?=\S)(.+?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}\\])_(?=\S)(.+?)_(?![\p{L}\p{N}])/gu, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Two headings that would have one id are told apart by a number, as in the anchors of a page. */
function distinct(chunks: Chunk[]): Chunk[] {
  const seen = new Map<string, number>();
  for (const chunk of chunks) {
    const times = seen.get(chunk.id) ?? 0;
    seen.set(chunk.id, times + 1);
    if (times > 0) chunk.id = `${chunk.id}@${times + 1}`;
  }
  return chunks;
}
