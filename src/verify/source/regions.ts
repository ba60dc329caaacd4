import { Parser } from 'acorn';
import jsx from 'acorn-jsx';
import type { CodeBlock } from '../evidence.ts';

/** A source with everything that is no prose blanked out: line numbers stay. */
export interface Regions {
  blocks: CodeBlock[];
  /** Lines of the text outside fences, comments, scripts, styles and ESM; the rest is empty. */
  prose: string[];
}

export interface RegionOptions {
  mdx: boolean;
}

interface Fence extends CodeBlock {
  mark: string;
  prefix: string;
}

const prefixPattern = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/;
const openerPattern = /^(`{3,})([^`]*)$|^(~{3,})(.*)$/;

/** Takes a source apart line by line; knows fences, comments, raw blocks and ESM, and nothing else. */
export function readRegions(text: string, { mdx }: RegionOptions): Regions {
  const lines = text.split('\n');
  const prose: string[] = [];
  const blocks: CodeBlock[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at]!;
    const fence = openFence(line, at + 1);
    if (fence) {
      const end = readFence(fence, lines, at + 1);
      blocks.push({ lang: fence.lang, meta: fence.meta, lines: fence.lines, line: fence.line });
      while (at < end) {
        prose.push('');
        at++;
      }
      continue;
    }
    const esmEnd = mdx && startsEsm(lines, at) ? endOfEsm(lines, at) : at;
    if (esmEnd > at) {
      while (at < esmEnd) {
        prose.push('');
        at++;
      }
      continue;
    }
    at = readProse({ lines, at, prose });
  }
  return { blocks, prose };
}

function openFence(line: string, number: number): Fence | undefined {
  const prefix = prefixPattern.exec(line)![0];
  const match = openerPattern.exec(line.slice(prefix.length));
  if (!match) return undefined;
  const info = (match[2] ?? match[4] ?? '').trim();
  const lang = /^\S*/.exec(info)![0];
  const meta = info.slice(lang.length).trim();
  return { lang, meta, lines: [], line: number, mark: (match[1] ?? match[3])!, prefix };
}

/** Reads the body of a fence; answers the index after its closing line. */
function readFence(fence: Fence, lines: readonly string[], from: number): number {
  const closer = new RegExp(`^[ \\t]*\\${fence.mark[0]}{${fence.mark.length},}[ \\t]*$`);
  for (let at = from; at < lines.length; at++) {
    const body = stripPrefix(lines[at]!, fence.prefix);
    if (body === undefined) return at;
    if (closer.test(body) && indentOf(body) < 4) return at + 1;
    fence.lines.push(body);
  }
  return lines.length;
}

/** Takes the containers of a fence's opener off a line; undefined where its quote has ended. */
function stripPrefix(line: string, prefix: string): string | undefined {
  let rest = line;
  for (const part of prefix.split(/(>)/)) {
    if (part === '>') {
      const quote = /^[ \t]*> ?/.exec(rest);
      if (!quote) return undefined;
      rest = rest.slice(quote[0].length);
    } else {
      // The space after `>` belongs to the quote, which has taken it already.
      const width = rest === line ? part.length : Math.max(0, part.length - 1);
      rest = stripColumns(rest, width);
    }
  }
  return rest;
}

function stripColumns(line: string, width: number): string {
  let column = 0;
  let at = 0;
  while (column < width && (line[at] === ' ' || line[at] === '\t')) {
    column += line[at] === '\t' ? 4 - (column % 4) : 1;
    at++;
  }
  return ' '.repeat(Math.max(0, column - width)) + line.slice(at);
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)![0].replaceAll('\t', '    ').length;
}

const moduleParser = Parser.extend(jsx());

function startsEsm(lines: readonly string[], at: number): boolean {
  return /^(?:import|export)\b/.test(lines[at]!) && (at === 0 || lines[at - 1]!.trim() === '');
}

/** ESM ends at the first blank line up to which the text is a module. */
function endOfEsm(lines: readonly string[], from: number): number {
  for (let at = from + 1; at <= lines.length; at++) {
    if (at < lines.length && lines[at]!.trim() !== '') continue;
    try {
      moduleParser.parse(lines.slice(from, at).join('\n'), {
        ecmaVersion: 'latest',
        sourceType: 'module',
      });
      return at;
    } catch {
      if (at - from > 500) break;
    }
  }
  return from;
}

const rawRegions = [
  { open: '<!--', close: '-->' },
  { open: '{/*', close: '*/' },
  { open: '<script', close: '</script>' },
  { open: '<style', close: '</style>' },
];

interface ProseCursor {
  lines: readonly string[];
  at: number;
  prose: string[];
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
    const closing = lines.findIndex((row, index) => index >= next && row.includes(region.close));
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

function closingBrace(line: string, end: number): number {
  return /^\*\/(\s*\})/.exec(line.slice(end))?.[1]?.length ?? 0;
}

function firstRegion(line: string): { index: number; open: string; close: string } | undefined {
  const bare = line.replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, (code) => ' '.repeat(code.length));
  let first: { index: number; open: string; close: string } | undefined;
  for (const region of rawRegions) {
    const index = bare.indexOf(region.open);
    if (index !== -1 && (!first || index < first.index) && bare[index - 1] !== '\\') {
      first = { index, ...region };
    }
  }
  return first;
}
