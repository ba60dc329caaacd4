import { componentIds } from './component-ids.ts';

/** A heading, or ids that stand elsewhere in its section. */
export type Mark =
  | {
      depth: number;
      /** Markdown of the heading's content. */
      source: string;
      /** Ids of anchors that stand right before it. */
      before: readonly string[];
    }
  | { ids: readonly string[] };

const hash = 35;
const backtick = 96;
const tilde = 126;
const less = 60;
const brace = 123;
const equals = 61;
const dash = 45;
const space = 32;
const tab = 9;
const carriageReturn = 13;

const idAttribute =
  /<(?:[A-Za-z][\w.]*(?=\s)[^<>]*?\s(?:id|titleId|permalink)|a\s(?:[^<>]*?\s)?name)=["']([^"'\s]+)["']/g;
const marker = /^(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)+(?=#{1,6}[ \t])/;
const onlyTags = /^\s*(?:<[^>]*>\s*)+$/;
const htmlHeading = /^<h([1-6])\b[^>]*>([\s\S]{0,2000}?)<\/h\1>/;

/** Goes through the lines of a body once; lines of code and comments are jumped over. */
export function scanMarks(text: string, start: number): Mark[] {
  const marks: Mark[] = [];
  const hasIds = /\s(?:id|name|titleId|permalink)=["']/.test(text);
  let before: string[] = [];
  let paragraph = -1;
  let end = start;
  for (let at = start; at < text.length; at = end + 1) {
    end = lineEnd(text, at);
    const first = skipBlanks(text, at, end);
    if (first === end) {
      paragraph = -1;
      continue;
    }
    const code = text.charCodeAt(first);
    if (code === backtick || code === tilde) {
      const close = fenceEnd(text, first, first - at);
      if (close >= 0) {
        end = close;
        paragraph = -1;
        continue;
      }
    }
    const heading =
      code === hash || isMarker(text, first)
        ? atxHeading(text.slice(first, end).replace(marker, ''))
        : code === less
          ? tagHeading(text, first)
          : (code === equals || code === dash) && paragraph >= 0
            ? setextHeading(text, paragraph, at, end)
            : undefined;
    if (heading !== undefined) {
      marks.push({ ...heading, before });
      before = [];
      paragraph = -1;
      if (code === less) end = lineEnd(text, text.indexOf('</h', first));
      continue;
    }
    const comment = code === less || code === brace ? commentEnd(text, first) : -1;
    if (comment >= 0) {
      end = lineEnd(text, comment);
      continue;
    }
    if (before.length > 0) {
      marks.push({ ids: before });
      before = [];
    }
    if (code === less) {
      const ids = componentIds(text.slice(first, end));
      if (ids.length > 0) marks.push({ ids });
    }
    if (hasIds) {
      const line = text.slice(first, end);
      const ids = Array.from(line.matchAll(idAttribute), (match) => match[1]!);
      if (ids.length > 0 && onlyTags.test(line)) before = ids;
      else if (ids.length > 0) marks.push({ ids });
    }
    if (paragraph < 0 && isParagraphStart(code)) paragraph = first;
  }
  if (before.length > 0) marks.push({ ids: before });
  return marks;
}

// A list item or quote that begins with a heading.
function isMarker(text: string, first: number): boolean {
  const code = text.charCodeAt(first);
  return (code === dash || code === 62 || code === 42) && text.charCodeAt(first + 2) === hash;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code !== space && code !== tab && code !== carriageReturn) break;
    at++;
  }
  return at;
}

/** The end of the line that closes the fence opened at `first`; -1 where no fence opens there. */
function fenceEnd(text: string, first: number, indent: number): number {
  const code = text.charCodeAt(first);
  let run = first;
  while (text.charCodeAt(run) === code) run++;
  const length = run - first;
  const openEnd = lineEnd(text, first);
  if (length < 3) return -1;
  if (code === backtick && text.slice(run, openEnd).includes('`')) return -1;
  const marker = text.slice(first, run);
  for (let at = text.indexOf(marker, openEnd); at >= 0; at = text.indexOf(marker, at)) {
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const end = lineEnd(text, at);
    const closes =
      skipBlanks(text, lineStart, end) === at &&
      at - lineStart - indent <= 3 &&
      text.slice(at, end).replaceAll(marker[0]!, '').trim() === '';
    if (closes) return end;
    at = end;
  }
  return text.length;
}

function commentEnd(text: string, first: number): number {
  for (const [open, close] of [
    ['<!--', '-->'],
    ['{/*', '*/}'],
  ] as const) {
    if (text.startsWith(open, first)) {
      const at = text.indexOf(close, first);
      return at < 0 ? text.length : at;
    }
  }
  return -1;
}

function atxHeading(line: string): { depth: number; source: string } | undefined {
  const match = /^(#{1,6})(?:[ \t]+(.*))?\r?$/.exec(line);
  return match === null ? undefined : { depth: match[1]!.length, source: match[2] ?? '' };
}

function tagHeading(text: string, first: number): { depth: number; source: string } | undefined {
  const next = text.charCodeAt(first + 1);
  if (next !== 104) return undefined;
  const match = htmlHeading.exec(text.slice(first, first + 2500));
  return match === null ? undefined : { depth: Number(match[1]), source: match[0] };
}

function setextHeading(
  text: string,
  paragraph: number,
  ...[at, end]: [number, number]
): { depth: number; source: string } | undefined {
  const line = text.slice(at, end).trim();
  const depth = /^=+$/.test(line) ? 1 : /^-{2,}$/.test(line) ? 2 : 0;
  if (depth === 0) return undefined;
  return { depth, source: text.slice(paragraph, at - 1).replace(/\s*\n\s*/g, ' ') };
}

// A line that begins like a list, quote, table, container or tag makes no setext heading.
function isParagraphStart(code: number): boolean {
  return !'#-*+>|<{:!=0123456789'.includes(String.fromCharCode(code));
}
