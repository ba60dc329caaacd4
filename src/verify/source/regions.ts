import { Parser } from 'acorn';
import jsx from 'acorn-jsx';
import type { CodeBlock } from '../evidence.ts';
import {
  columnsOf,
  endOfShownFence,
  indentedBlock,
  indentOf,
  openFence,
  readFence,
} from './fence.ts';
import { readTag } from './tag.ts';

/** A source with everything that is not prose blanked out: line numbers stay. */
interface Regions {
  blocks: CodeBlock[];
  /** Lines of the text outside fences, comments, scripts, styles and ESM; the rest is empty. */
  prose: string[];
}

export interface RegionOptions {
  mdx: boolean;
  /** A line with less indentation than the fence ends what the fence stands in; such a fence is none. */
  dedented?: boolean | undefined;
}

/** Takes a source apart line by line; knows fences, comments, raw blocks and ESM, and nothing else. */
export function readRegions(text: string, { mdx, dedented }: RegionOptions): Regions {
  const lines = text.split('\n');
  const prose: string[] = [];
  const blocks: CodeBlock[] = [];
  const boxes: number[] = [];
  // Lines that are read for ESM and are none: a text of nothing else is not read again and again.
  let esmLines = 20 * (lines.length + longestEsm);
  let at = 0;
  const skipTo = (end: number) => {
    for (; at < end; at++) prose.push('');
  };
  while (at < lines.length) {
    const code = codeAt(lines, at, { mdx, dedented, colons: Math.min(...boxes) });
    if (code !== undefined) {
      blocks.push(code.block);
      skipTo(code.end);
      continue;
    }
    followBox(boxes, lines[at]!);
    const isEsm = mdx && esmLines > 0 && startsEsm(lines, prose);
    const esmEnd = isEsm ? endOfEsm(lines, at) : at;
    if (isEsm && esmEnd === at) esmLines -= longestEsm;
    if (esmEnd > at) {
      skipTo(esmEnd);
      continue;
    }
    const tagEnd = endOfTag(lines, at);
    while (at < tagEnd) prose.push(lines[at++]!);
    if (tagEnd === 0) at = readProse({ lines, at, prose });
  }
  return { blocks, prose };
}

/** The code that a fence on a line begins, and the index of the line below it. */
function codeAt(
  lines: string[],
  at: number,
  { mdx, dedented, colons }: RegionOptions & { colons: number },
): { block: CodeBlock; end: number } | undefined {
  const fence = openFence(lines[at]!, at + 1);
  if (fence === undefined) return undefined;
  const shownEnd = mdx || dedented ? 0 : endOfShownFence(lines, at);
  if (shownEnd > 0) return { block: indentedBlock(lines.slice(at, shownEnd), at), end: shownEnd };
  if (dedented && isStray(lines, at)) return undefined;
  const end = readFence(fence, { lines, from: at + 1, mdx, colons });
  const { lang, meta, lines: shown, line } = fence;
  return { block: { lang, meta, lines: shown, line }, end };
}

/** Keeps the colons of the containers that are open. */
function followBox(boxes: number[], line: string): void {
  const [, { length } = '', name = ''] = /^[ \t>]*(:{3,})[ \t]*(.*)$/.exec(line) ?? [];
  if (length === 0) return;
  if (name !== '' && boxes.length < 50) boxes.push(length);
  const at = boxes.includes(length)
    ? boxes.lastIndexOf(length)
    : boxes.findLastIndex((colons) => colons < length);
  if (name === '' && at !== -1) boxes.length = at;
}

/** Whether a line of less indentation comes before the fence is closed. */
function isStray(lines: readonly string[], at: number): boolean {
  const [, indent = '', mark = ''] = /^([ \t]*)(`{3,}|~{3,})/.exec(lines[at]!) ?? [];
  if (indent === '' || mark === '') return false;
  const columns = columnsOf(indent);
  for (let next = at + 1; next < lines.length; next++) {
    const line = lines[next]!;
    if (line.trim() !== '' && indentOf(line) < columns) return true;
    if (line.trimStart().startsWith(mark)) return false;
  }
  return true;
}

const moduleParser = Parser.extend(jsx());

/**
 * Whether the line after what was read begins ESM: it does not where a paragraph goes on, be it one
 * with a comment in it.
 */
function startsEsm(lines: readonly string[], prose: readonly string[]): boolean {
  if (!/^(?:import|export)\b/.test(lines[prose.length]!)) return false;
  let above = prose.length - 1;
  while (lines[above]?.trim() && prose[above]!.trim() === '') above--;
  const line = prose[above]?.trim() ?? '';
  return line === '' || /^(?:#{1,6}(?:\s.*)?|([-*_])(?:\s*\1){2,}|:{3,}|<[^<>]*>)$/.test(line);
}

/** Lines of the longest ESM that is looked for. */
const longestEsm = 500;

/** ESM ends at the first blank line up to which the text is a module. */
function endOfEsm(lines: readonly string[], from: number): number {
  for (let at = from + 1; at <= Math.min(lines.length, from + longestEsm); at++) {
    if (at < lines.length && lines[at]!.trim() !== '') continue;
    const text = lines.slice(from, at).join('\n');
    try {
      moduleParser.parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
      return at;
    } catch (error) {
      // What is wrong before the end stays so, whatever follows.
      const { pos = 0, message = '' } = error as { pos?: number; message?: string };
      if (pos < text.trimEnd().length && !message.startsWith('Unterminated')) break;
    }
  }
  return from;
}

const rawRegions = [
  { open: '<!--', close: '-->' },
  // What the site's tools read: `<?code-excerpt "a.java"?>`.
  { open: '<?', close: '?>' },
  { open: '{/*', close: '*/' },
  { open: '<script', close: '</script>' },
  { open: '<style', close: '</style>' },
  { open: '<textarea', close: '</textarea>' },
];

/** Index after the last line of a tag that runs over several lines, which may look like fences; 0 for none. */
function endOfTag(lines: readonly string[], at: number): number {
  const open = /^[ \t]*<\$?[A-Za-z][\w.:-]*(?=\s|$)/.exec(lines[at]!);
  if (!open || /\/?>\s*$/.test(lines[at]!)) return 0;
  const rest = lines.slice(at, at + 300).join('\n');
  const tag = readTag(rest, open[0].indexOf('<'));
  const height = tag ? rest.slice(0, tag.end).split('\n').length : 1;
  return height > 1 ? at + height : 0;
}

interface ProseCursor {
  lines: readonly string[];
  at: number;
  prose: string[];
}

/** The last line that holds each closing mark, of the lines that are being read. */
const lastLines = new WeakMap<readonly string[], Map<string, number>>();

/** Index of the first line from one on that holds a closing mark; -1 for none. */
function lineWith(close: string, lines: readonly string[], from: number): number {
  const known = lastLines.get(lines) ?? new Map<string, number>();
  lastLines.set(lines, known);
  const last = known.get(close) ?? lines.findLastIndex((row) => row.includes(close));
  known.set(close, last);
  for (let at = from; at <= last; at++) if (lines[at]!.includes(close)) return at;
  return -1;
}

/** Reads one line of prose, and on to where a comment or raw block that begins on it ends. */
function readProse({ lines, at, prose }: ProseCursor): number {
  let line = lines[at]!;
  let next = at + 1;
  for (;;) {
    const region = firstRegion(line);
    if (!region) break;
    const bodyFrom = region.index + region.open.length;
    const end = line.indexOf(region.close, bodyFrom);
    if (end !== -1) {
      const after =
        end + region.close.length + (region.open === '{/*' ? closingBrace(line, end) : 0);
      line = line.slice(0, region.index) + ' '.repeat(after - region.index) + line.slice(after);
      continue;
    }
    const closing = lineWith(region.close, lines, next);
    // A block that is a comment without an end goes on to the end of the document.
    if (closing === -1 && region.open === '<!--' && line.slice(0, region.index).trim() === '') {
      for (; next < lines.length; next++) prose.push('');
      line = '';
    }
    if (closing === -1) break;
    prose.push(line.slice(0, region.index));
    for (let skipped = next; skipped < closing; skipped++) prose.push('');
    const tail = lines[closing]!;
    const cut = tail.indexOf(region.close) + region.close.length;
    const brace = region.open === '{/*' ? closingBrace(tail, cut - region.close.length) : 0;
    line = ' '.repeat(cut + brace) + tail.slice(cut + brace);
    next = closing + 1;
  }
  prose.push(line);
  return next;
}

const closingBrace = (line: string, end: number): number =>
  /^\*\/(\s*\})/.exec(line.slice(end))?.[1]?.length ?? 0;

/** A text with its spans of code blanked out. */
export const withoutSpans = (text: string): string =>
  text.replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, (span) => ' '.repeat(span.length));

function firstRegion(line: string): { index: number; open: string; close: string } | undefined {
  const bare = withoutSpans(line);
  let first: { index: number; open: string; close: string } | undefined;
  for (const region of rawRegions) {
    const index = bare.indexOf(region.open);
    // A quoted one, as in `items={["<script>"]}`, is a text.
    const before = /^<\w/.test(region.open) ? /[\\"']/ : /\\/;
    if (index !== -1 && (!first || index < first.index) && !before.test(bare[index - 1] ?? '')) {
      first = { index, ...region };
    }
  }
  return first;
}
