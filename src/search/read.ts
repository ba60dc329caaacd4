import { ContextorError } from '../errors.ts';
import { firstOf } from '../first-of.ts';
import { anchorOf } from './chunks.ts';
import { lastPart, nearest } from './nearest.ts';
import type { OutputReader } from './reader.ts';

type Count = (text: string) => number;

export interface ReadOptions {
  /** Most tokens of the text; default: all of it. */
  maxTokens?: number | undefined;
  /** Where an earlier answer stopped. */
  cursor?: string | undefined;
}

/** A page or a section of one. */
export interface ReadResult {
  path: string;
  title: string;
  /** Address of the page or section, or the path of its output. */
  url: string;
  text: string;
  tokens: number;
  /** Others wrote the text. */
  foreign?: true;
  /** Given where there is more: the `cursor` of the next call. */
  next?: string;
}

/**
 * Reads a page, the section of an anchor with what is below it, or one part of a long section.
 *
 * @param name path of the source or output, or address, with or without `#anchor` and `~part`
 * @throws ContextorError `PAGE_UNKNOWN`, `SECTION_UNKNOWN`, `CURSOR_INVALID`, `BUDGET_INVALID`
 */
export function readContext(
  readers: readonly OutputReader[],
  name: string,
  { maxTokens = Number.POSITIVE_INFINITY, cursor, count }: ReadOptions & { count: Count },
): ReadResult {
  if (!(maxTokens >= 1)) {
    throw new ContextorError(`maxTokens must be at least 1; received ${maxTokens}`, {
      code: 'BUDGET_INVALID',
      remedy: 'Give a number of tokens, such as 4000.',
    });
  }
  const { reader, page, anchor, part } = findPage(readers, name);
  const numbers = chunksOf(reader, page, { anchor, part });
  const { path, title, url, out } = reader.index.pages[page]!;
  const parts = numbers.map((number) => ({
    text: reader.chunk(number).text,
    tokens: reader.index.chunks.tokens[number]!,
  }));
  const length = parts.reduce((sum, { text }) => sum + text.length, 0);
  const piece = pieceOf(parts, startOf(cursor, length), { maxTokens, count });
  const place = anchor === '' ? '' : `#${anchor}`;
  return {
    path,
    title,
    url: (url || out) + place,
    text: piece.text,
    tokens: piece.tokens,
    ...(reader.index.about.foreign && { foreign: true as const }),
    ...(piece.end < length && { next: String(piece.end) }),
  };
}

interface Place {
  reader: OutputReader;
  page: number;
  anchor: string;
  /** `~2` for the second part of a section. */
  part: string;
}

function findPage(readers: readonly OutputReader[], name: string): Place {
  const [part = ''] = /~\d+(?:@\d+)?$/.exec(name) ?? [];
  const [whole = '', anchor = ''] = name.slice(0, name.length - part.length).split('#');
  const wanted = whole
    .trim()
    .replace(/^\.?\//, '')
    .replace(/\/$/, '');
  // An address of a page may end as its file does: `https://acme.dev/a.html`.
  const plain = wanted.replace(/\.(?:html|md)$/, '');
  const found = firstOf(readers, (reader) => {
    const page = reader.index.pages.findIndex(({ path, out, url }) => {
      const address = url.replace(/\/$/, '');
      return [path, out, address, path.replace(/\.\w+$/, '')].includes(wanted) || address === plain;
    });
    return page === -1 ? undefined : { reader, page, anchor, part };
  });
  if (found) return found;
  const pages = readers.flatMap(({ index }) =>
    index.pages.map(({ path, title }) => ({ shown: path, names: [lastPart(path), title] })),
  );
  throw new ContextorError(`there is no page "${name.slice(0, 200)}"`, {
    code: 'PAGE_UNKNOWN',
    remedy:
      pages.length === 0
        ? 'The output has no pages.'
        : `Nearest: ${nearest(wanted, pages).join(', ')}`,
  });
}

function chunksOf(
  reader: OutputReader,
  page: number,
  { anchor, part }: Pick<Place, 'anchor' | 'part'>,
): number[] {
  const { from, to } = reader.rangeOf(page);
  const all = Array.from({ length: to - from }, (_, at) => from + at);
  if (part !== '') {
    const { path } = reader.index.pages[page]!;
    const id = `${path}${anchor === '' ? '' : `#${anchor}`}${part}`;
    const alone = all.find((number) => reader.chunk(number).id === id);
    if (alone !== undefined) return [alone];
  }
  if (anchor === '') return all;
  const anchorAt = (number: number): string => anchorOf(reader.chunk(number));
  // A site may write its anchors in another way: `#server-proxy` for `#serverproxy`.
  const first =
    all.find((number) => anchorAt(number) === anchor) ??
    all.find((number) => lettersOf(anchorAt(number)) === lettersOf(anchor));
  if (first === undefined) {
    const anchors = [...new Set(all.map(anchorAt))].filter((one) => one !== '');
    throw new ContextorError(
      `the page ${reader.index.pages[page]!.path} has no section #${anchor}`,
      {
        code: 'SECTION_UNKNOWN',
        remedy: `Its sections: ${
          anchors
            .slice(0, 20)
            .map((one) => `#${one}`)
            .join(', ') || 'none'
        }`,
      },
    );
  }
  const depth = reader.chunk(first).headings.length;
  const below = all.filter((number) => number > first);
  const end = below.findIndex((number) => {
    const { headings } = reader.chunk(number);
    return headings.length <= depth && anchorAt(number) !== anchorAt(first);
  });
  return [first, ...(end === -1 ? below : below.slice(0, end))];
}

const lettersOf = (anchor: string): string => anchor.toLowerCase().replace(/[-_.]/g, '');

function startOf(cursor: string | undefined, length: number): number {
  if (cursor === undefined) return 0;
  const start = Number(cursor);
  if (/^\d+$/.test(cursor) && start <= length) return start;
  throw new ContextorError(`"${cursor.slice(0, 40)}" is not a cursor of this page`, {
    code: 'CURSOR_INVALID',
    remedy: 'Omit the cursor to read from the start; with it, give the same page and section.',
  });
}

interface Piece {
  text: string;
  tokens: number;
  /** Where the next piece begins. */
  end: number;
}

/** As many chunks as fit from an offset on, or the part of the first that does. */
function pieceOf(
  parts: readonly { text: string; tokens: number }[],
  start: number,
  { maxTokens, count }: { maxTokens: number; count: Count },
): Piece {
  const piece: Piece = { text: '', tokens: 0, end: start };
  let at = 0;
  for (const part of parts) {
    const from = at;
    at += part.text.length;
    if (at <= start) continue;
    const text = part.text.slice(Math.max(0, start - from));
    const tokens = from >= start ? part.tokens : count(text);
    if (piece.tokens + tokens > maxTokens) {
      if (piece.text === '') cutInto(piece, text, { maxTokens, count });
      break;
    }
    piece.text += text;
    piece.tokens += tokens;
    piece.end = at;
  }
  return piece;
}

/** Ends at a blank line, else at a line, else at a word, else anywhere. */
function cutInto(
  piece: Piece,
  text: string,
  { maxTokens, count }: { maxTokens: number; count: Count },
): void {
  let fits = 0;
  let over = text.length;
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (count(text.slice(0, middle)) <= maxTokens) fits = middle;
    else over = middle;
  }
  const whole = /[\ud800-\udbff]$/.test(text.slice(0, fits)) ? fits - 1 : fits;
  const ends = ['\n\n', '\n', ' '].flatMap((mark) => {
    const at = text.lastIndexOf(mark, fits - mark.length);
    return at < 1 ? [] : at + mark.length;
  });
  for (const end of [...ends, whole]) {
    const tokens = count(text.slice(0, end));
    if (tokens > maxTokens) continue;
    piece.text = text.slice(0, end);
    piece.tokens = tokens;
    piece.end += end;
    return;
  }
}
