import { hash } from 'node:crypto';
import { Slugs } from '../site/slug.ts';
import { type BodySection, type Span, sectionsOf } from './sections.ts';

/** Most tokens of a chunk, but for a block that is larger by itself. */
export const chunkTokens = 400;

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
  /** Tokens (`o200k_base`) of the text. */
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

export interface ChunkOptions {
  count: (text: string) => number;
  maxTokens?: number;
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
  { count, maxTokens = chunkTokens }: ChunkOptions,
): Chunk[] {
  const { path, out, title } = page;
  const address = page.url === '' ? out : page.url;
  const slugs = new Slugs();
  const chunks: Chunk[] = [];
  const above: { depth: number; heading: string }[] = [];
  for (const section of sectionsOf(body)) {
    const heading = plainHeading(section.heading);
    const slug = section.depth > 0 ? slugs.next(heading) : '';
    const anchor = section.depth > 1 ? slug : '';
    if (section.depth > 1) {
      while (above.length > 0 && above.at(-1)!.depth >= section.depth) above.pop();
      above.push({ depth: section.depth, heading });
    } else above.length = 0;
    const headings = [title, ...above.map(({ heading }) => heading)];
    const place = anchor === '' ? '' : `#${anchor}`;
    for (const [index, part] of partsOf(body, section, { count, maxTokens }).entries()) {
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

/** The text of a heading without its marks. */
export function plainHeading(heading: string): string {
  return heading
    .replace(/!?\[((?:[^[\]\\]|\\.)*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)/g, '$1')
    .replace(/(`+)(.+?)\1/g, '$2')
    .replace(/(\*\*|__|~~)(?=\S)(.+?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}\\])_(?=\S)(.+?)_(?![\p{L}\p{N}])/gu, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

interface Part extends Span {
  tokens: number;
}

/** Fills parts with blocks as long as they fit; a heading always stays with the block below it. */
function partsOf(
  body: string,
  { start, end, depth, cuts }: BodySection,
  { count, maxTokens }: Required<ChunkOptions>,
): Part[] {
  const tokens = count(body.slice(start, end));
  if (tokens <= maxTokens || cuts.length === 0) return [{ start, end, tokens }];
  const parts: Part[] = [];
  let open: Part | undefined;
  for (const [index, from] of [start, ...cuts].entries()) {
    const to = cuts[index] ?? end;
    const more = count(body.slice(from, to));
    if (open !== undefined && ((index === 1 && depth > 0) || open.tokens + more <= maxTokens)) {
      open = { start: open.start, end: to, tokens: open.tokens + more };
    } else {
      if (open !== undefined) parts.push(open);
      open = { start: from, end: to, tokens: more };
    }
  }
  return [...parts, open!];
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
