import { decoded } from '../../files/decoded.ts';
import type { CodeBlock } from '../evidence.ts';
import { documentFences } from '../exceptions.ts';

interface Fence extends CodeBlock {
  mark: string;
  prefix: string;
}

const prefixPattern = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/;
const openerPattern = /^(`{3,})(?!<\/(?:code|pre)\b)([^`]*)$|^(~{3,})(.*)$/;

/** `ts:src/kiln.ts`: a file behind the language. */
const withFile = /^([\w+#-]+):([^\s:=,{}"']*[./][^\s:=,{}"']*)$/;

/** The fence that a line opens, without its body yet. */
export function openFence(line: string, number: number): Fence | undefined {
  const prefix = prefixPattern.exec(line)![0];
  const match = openerPattern.exec(line.slice(prefix.length));
  if (!match) return undefined;
  const info = (match[2] ?? match[4] ?? '').trim();
  // Right after the language may stand lines to colour, `js{2-6}`, or a title, `js:title=a.js`; MyST has `{note}` in its place.
  const first = /^(?:\{\S*|[\w+#-]+(?=:\w+=)|[^\s{]*)/.exec(info)![0];
  const [, lang = first, file] = withFile.exec(first) ?? [];
  const rest = info.slice(first.length).replace(/^:/, '').trim();
  const meta = file === undefined ? rest : `title="${file}" ${rest}`;
  return { lang, meta, lines: [], line: number, mark: (match[1] ?? match[3])!, prefix };
}

/**
 * Reads the body of a fence; answers the index after its closing line. MDX closes a fence at any
 * indentation, unless the indented closer belongs to a fence that the block shows. A fence ends with
 * the container that it stands in; one that the block shows has its own end.
 */
export function readFence(
  fence: Fence,
  { lines, from, mdx, colons }: { lines: string[]; from: number; mdx: boolean; colons: number },
) {
  const item = itemAround(lines, from - 1, fence.prefix);
  const mark = `\\${fence.mark[0]}{${fence.mark.length},}`;
  const closer = new RegExp(`^[ \\t]*${mark}[ \\t]*$`);
  const opener = new RegExp(`^[ \\t]*${mark}[^\\s\`~]`);
  // A fence that is indented without a list ends where one does that begins at the margin.
  const width = item === 0 && !/\S/.test(fence.prefix) ? columnsOf(fence.prefix) : 0;
  const most = width < 4 ? 4 - width : 4;
  const isDeep = (body: string) => indentOf(body) >= most;
  const shown = new ShownFences({ closer, opener, isDeep, mdx, isLive: isLive(fence) });
  let boxes = 0;
  for (let at = from; at < lines.length; at++) {
    const body = stripPrefix(lines[at]!, fence.prefix);
    if (body === undefined || isLeft(lines[at]!, item)) return at;
    boxes = boxesBelow(body, boxes, colons);
    if (boxes < 0) return at;
    if (shown.isEnd(body)) return at + 1;
    fence.lines.push(body);
  }
  return lines.length;
}

const isLive = ({ lang }: Fence): boolean => documentFences.has(lang);

function opensLive(line: string): boolean {
  const fence = openFence(line, 0);
  return fence !== undefined && isLive(fence);
}

interface FenceLines {
  closer: RegExp;
  opener: RegExp;
  isDeep(body: string): boolean;
  mdx: boolean;
  /** Whether the block is a document, which may hold another. */
  isLive: boolean;
}

/** The fences that a block shows. */
class ShownFences {
  readonly #lines: FenceLines;
  readonly #open: ('code' | 'document')[] = [];

  constructor(lines: FenceLines) {
    this.#lines = lines;
  }

  /** Whether a line ends the block itself, and none that it shows. */
  isEnd(body: string): boolean {
    const { closer, opener, isDeep, mdx } = this.#lines;
    if (closer.test(body)) {
      const ends = !isDeep(body) || (mdx && this.#open.length === 0);
      if (ends && this.#open.at(-1) !== 'document') return true;
      this.#open.pop();
    } else if (opener.test(body)) {
      if (this.#lines.isLive && opensLive(body)) this.#open.push('document');
      else if (isDeep(body)) this.#open.push('code');
    }
    return false;
  }
}

/** How many boxes are open below a line of a fence; fewer than none where it ends one around the fence. */
function boxesBelow(line: string, above: number, colons: number): number {
  const [, mark, name] = /^\s*(:{3,})[ \t]*(.*)$/.exec(line) ?? [];
  if (mark === undefined) return above;
  if (name) return above + 1;
  if (above > 0) return above - 1;
  return mark.length >= colons ? -1 : 0;
}

const isDeep = (line: string): boolean => /^(?: {4}| {0,3}\t)/.test(line);

/**
 * Index after the indented code that begins with a fence, which is none there: four columns in, below
 * a blank line and a paragraph or heading at the margin. 0 where that is not sure.
 */
export function endOfShownFence(lines: readonly string[], at: number): number {
  if (!isDeep(lines[at]!) || !/^\s+[`~]{3}(?!\{)/.test(lines[at]!) || lines[at - 1]?.trim())
    return 0;
  const top = Math.max(0, at - 100);
  let above = at - 1;
  while (above > top && (!lines[above]!.trim() || isDeep(lines[above]!))) above--;
  const last = above;
  while (above > top && lines[above - 1]!.trim()) above--;
  if (![above, last].every((line) => /^[\p{L}"'(#]/u.test(lines[line] ?? ''))) return 0;
  let end = at + 1;
  while (end < lines.length && (!lines[end]!.trim() || isDeep(lines[end]!))) end++;
  while (!lines[end - 1]!.trim()) end--;
  return end;
}

/** A block of the indented code in some lines. */
export const indentedBlock = (lines: readonly string[], number: number): CodeBlock => ({
  lang: '',
  meta: '',
  lines: lines.map((line) => stripColumns(line, { from: 0, to: 4 })),
  line: number,
});

/** The columns at which the list item begins that an indented fence stands in; 0 where none is seen. */
function itemAround(lines: readonly string[], fence: number, prefix: string): number {
  const width = columnsOf(prefix);
  if (width < 2 || /\S/.test(prefix)) return 0;
  for (let at = fence - 1; at >= Math.max(0, fence - 30); at--) {
    const line = lines[at]!;
    if (!isLeft(line, width)) continue;
    const [marker] = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)/.exec(line) ?? [];
    const begin = marker === undefined ? 0 : columnsOf(marker.replace(/\S/g, ' '));
    return begin <= width ? begin : 0;
  }
  return 0;
}

/** Whether a line that says something begins before a column. */
const isLeft = (line: string, column: number): boolean =>
  column > 0 && /\S/.test(line) && columnsOf(/^[ \t]*/.exec(line)![0]) < column;

/** Takes the containers of a fence's opener off a line; undefined where its quote has ended. */
function stripPrefix(line: string, prefix: string): string | undefined {
  let rest = line;
  for (const part of prefix.split(/(>)/)) {
    if (part === '>') {
      const quote = /^[ \t]*> ?/.exec(rest);
      if (!quote) return undefined;
      const column = columnsOf(line.slice(0, line.length - rest.length) + quote[0]);
      rest = rest.slice(quote[0].length);
      // One column of a tab belongs to the quote.
      if (rest.startsWith('\t') && quote[0].endsWith('>'))
        rest = ' '.repeat(3 - (column % 4)) + rest.slice(1);
    } else {
      // The column after `>` belongs to the quote, which has taken it already.
      rest = stripColumns(rest, { from: rest === line ? 0 : 1, to: columnsOf(part) });
    }
  }
  return rest;
}

/** The columns of a text of blanks and tabs. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text) columns += char === '\t' ? 4 - (columns % 4) : 1;
  return columns;
}

function stripColumns(line: string, { from, to }: { from: number; to: number }): string {
  let column = from;
  let at = 0;
  while (column < to && (line[at] === ' ' || line[at] === '\t')) {
    column += line[at] === '\t' ? 4 - (column % 4) : 1;
    at++;
  }
  return ' '.repeat(at === 0 ? 0 : column - Math.min(column, to)) + line.slice(at);
}

export const indentOf = (line: string): number => columnsOf(/^[ \t]*/.exec(line)![0]);

/** Where `[text]` after the language of a fence is its label; elsewhere it shows nothing. */
const bracketed = new Set(['', 'vitepress', 'vocs', 'mdc']);

/** A block with its title where all blocks have theirs: Mintlify's is what follows the language and sets nothing. */
export function withTitle(given: CodeBlock, dialect: string): CodeBlock {
  const meta = given.meta.replace(/^\[(?!\[)[^\]]*\]/, '');
  const block = bracketed.has(dialect) ? given : { ...given, meta };
  const name = /^name=([^&\s"]+%20[^&\s"]*)/.exec(block.meta)?.[1];
  if (name) return { ...block, meta: `title="${decoded(name)}"` };
  if ((dialect !== 'mintlify' && dialect !== 'fern') || /(?:title|filename)=/.test(block.meta))
    return block;
  const [title = ''] =
    /^(?:(?![\w-]+=|[{['"]|(?:wrap|lines|expandable|twoslash|nocopy|npm2yarn|showLineNumbers)\b)[^\s"]+\s*)+/.exec(
      block.meta,
    ) ?? [];
  return /\p{L}/u.test(title) ? { ...block, meta: `title="${title.trim()}" ${block.meta}` } : block;
}

/** A pattern that passes over fences of code. */
export const outsideFences = (pattern: RegExp): RegExp =>
  new RegExp(
    `^[ \\t]*(?<fence>\`{3,}(?!\`)|~{3,}(?!~))[\\s\\S]*?^[ \\t]*\\k<fence>|${pattern.source}`,
    pattern.flags,
  );

export type Shown = (whole: string, groups: Readonly<Record<string, string | undefined>>) => string;

/** Replaces what such a pattern finds outside fences. */
export const replaceFound = (text: string, pattern: RegExp, shown: Shown): string =>
  text.replace(pattern, (whole: string, ...rest) => {
    const groups = rest.at(-1);
    return groups.fence === undefined ? shown(whole, groups) : whole;
  });

/** A fence with its lines, in a whole text. */
export const fenced = /^([ \t]*)(`{3,}(?!`)|~{3,}(?!~))[^\n]*\n(?:[\s\S]*?\n)??\1\2/gm;

/** A text without what stands in its lines. */
export const emptied = (text: string): string => text.replace(/[^\n]+/g, '');
