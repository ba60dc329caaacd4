import type { Span } from './marks.ts';
import type { Aside } from './syntax.ts';
import type { Tag } from './tag.ts';

/** An element as it begins in a source. */
export interface SourceElement {
  name: string;
  line: number;
  /** Nothing stands in it. */
  isEmpty: boolean;
  /** The texts of its attributes. */
  values: readonly string[];
  /** Those that are words for the reader, with their names. */
  texts: readonly { name: string; text: string }[];
  /** The source of the component says something, whatever it is given. */
  speaks?: boolean;
}

/** The prose of a source without its markup: the same lines, holding words and separators alone. */
export interface Plain {
  text: string;
  /** Prose that stands in attributes and in literal expressions, with its line. */
  asides: Aside[];
  /** `uses` are the lines that refer to a definition. */
  links: { url: string; line: number; uses?: number[] }[];
  /** First and last lines of what a component puts where it wants: its slots. */
  slots: [number, number][];
  /** Texts of links. */
  linked: { text: string; line: number; url?: string | undefined }[];
  /** Where in the text links and spans of code stand. */
  spans: Span[];
  /** Elements that are not left out, each where it begins. */
  elements: SourceElement[];
  /** Titles and labels of components. */
  labels: { text: string; line: number }[];
  /** Rows of tables that elements are. */
  rows: { cells: string[]; line: number }[];
  /** Spans of code. */
  code: { text: string; line: number }[];
}

/** What the reader asks about tags: tables of prose attributes and of elements left out by a rule. */
export interface TagTables {
  /** `following` is the text after the tag. */
  prose(tag: Tag, following: string): string[];
  /** Attributes that are code, as they are. */
  code(tag: Tag): string[];
  /** The rows of a table that the element is. */
  rows(tag: Tag): string[][];
  /** What the element is called. */
  label(tag: Tag, following: string): string | undefined;
  /** Whether a listed rule leaves the element and its content out. */
  dropped(tag: Tag): boolean;
}

/** Where the reader stands, and what it has read. */
export interface Cursor {
  source: string;
  at: number;
  line: number;
  out: string[];
  plain: Plain;
  mdx: boolean;
  /** The lines of blocks of HTML, in which a backtick is one. */
  inHtml: ReadonlySet<number>;
  /** Inline code may begin with its language: `#!js x`. */
  hasShebangs: boolean;
  tables: TagTables;
  /** Where texts begin that may be those of links: indexes in `out`. A bracket that holds a link is none. */
  open: { from: number; mark: '[' | 'a'; at: number; holdsLink?: true }[];
  /** Targets of definitions, by their labels in lower case. */
  defined: ReadonlyMap<string, string>;
  /** The lines of each label, once a definition has asked for them. */
  labels?: Map<string, number[]>;
}

/** Leaves text out, keeping its line ends; a separator stands where something was. */
export function skip(cursor: Cursor, end: number, separator = '\u0001'): void {
  const lineEnds = cursor.source.slice(cursor.at, end).split('\n').length - 1;
  cursor.out.push(separator, '\n'.repeat(lineEnds));
  cursor.line += lineEnds;
  cursor.at = end;
}

export function take(cursor: Cursor, text: string, end: number): void {
  cursor.out.push(text);
  cursor.line += text.split('\n').length - 1;
  cursor.at = end;
}

/** The text of a link ends here. */
export function takeText(cursor: Cursor, url?: string): void {
  const open = cursor.open.pop();
  if (!open || (open.mark === '[' && open.holdsLink)) return;
  if (open.mark === '[' && cursor.out[open.from - 2] === '!') {
    takeAlt(cursor, open.from);
    return;
  }
  for (let at = cursor.open.length - 1; open.mark === '[' && at >= 0; at--) {
    if (cursor.open[at]!.holdsLink) break;
    cursor.open[at]!.holdsLink = true;
  }
  // What leads nowhere is not a link, and signs in HTML make none.
  if (url?.trim() === '') return;
  if (open.mark === '[' && cursor.inHtml.has(cursor.line)) return;
  const text = cursor.out.slice(open.from).join('');
  // The star of `[*](#note)` opens no emphasis.
  if (/^[*_~]$/.test(text)) cursor.out.splice(open.from, Number.POSITIVE_INFINITY, '\u0001');
  cursor.plain.linked.push({ text, line: cursor.line, url });
  cursor.plain.spans.push({ kind: 'link', from: open.from, to: cursor.out.length });
}

/** The text for a picture is plain: what is marked in it is only words. */
function takeAlt({ out }: Cursor, from: number): void {
  for (let at = from; at < out.length; at++) if (out[at] === '*') out[at] = '\u0001';
}

/** Where the text ends that a code span may be in: a row, an item or a paragraph. */
export function endOfText(source: string, at: number): number {
  const before = source.slice(source.lastIndexOf('\n', at) + 1, at + 1);
  const rest = source.slice(at);
  // The numbers of items are no longer there.
  const isNumbered = /^[ \t>]*[.)][ \t]/.test(before);
  const next = isNumbered ? /\n[ \t]*(?:\n|[-*+.)][ \t])/ : /\n[ \t]*(?:\n|[-*+][ \t])/;
  const end = rest.search(before.startsWith('|') || isRow(source, at) ? /\n/ : next);
  return end === -1 ? source.length : at + end;
}

/** How far above a row the head of its table is looked for. */
const longestTable = 20_000;

/** Whether a place is in a row of a table that begins without a bar. */
function isRow(source: string, at: number): boolean {
  const above = source.slice(Math.max(0, at - longestTable), at);
  const [, rule = '', row] = above.slice(above.lastIndexOf('\n\n') + 2).split('\n');
  return row !== undefined && rule.includes('|') && /^[ \t:|-]*-[ \t:|-]*$/.test(rule);
}
