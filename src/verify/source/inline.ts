import { endOfElement } from './element.ts';
import { endOfBraces, readTag, type Tag } from './tag.ts';

/** The prose of a source without its markup: the same lines, holding words and separators alone. */
export interface Plain {
  text: string;
  /** Prose that stands in attributes and in literal expressions, with its line. */
  asides: { text: string; line: number }[];
  /** `uses` are the lines that refer to a definition. */
  links: { url: string; line: number; uses?: number[] }[];
  /** First and last lines of what a component puts where it wants: its slots. */
  slots: [number, number][];
  /** Texts of links. */
  linked: { text: string; line: number; url?: string | undefined }[];
  /** Spans of code. */
  code: { text: string; line: number }[];
}

/** What the reader asks about tags: tables of prose attributes and of elements left out by a rule. */
export interface TagTables {
  /** `following` is the text behind the tag. */
  prose(tag: Tag, following: string): string[];
  /** Whether a listed rule leaves the element and its content out. */
  dropped(tag: Tag): boolean;
}

interface Cursor {
  source: string;
  at: number;
  line: number;
  out: string[];
  plain: Plain;
  mdx: boolean;
  tables: TagTables;
  /** Where texts begin that may be those of links: indexes in `out`. */
  open: { from: number; mark: '[' | 'a' }[];
  /** Labels of definitions, in lower case. */
  defined: ReadonlySet<string>;
  /** The lines of each label, once a definition has asked for them. */
  labels?: Map<string, number[]>;
}

type Step = (cursor: Cursor) => boolean;

const steps: Record<string, Step> = {
  '\\': readEscape,
  '`': readCode,
  '<': readAngle,
  '{': readBrace,
  '[': readDefinition,
  ']': readTarget,
  '&': readEntity,
  h: readUrl,
};

/** Reads prose character by character; what no step takes is text. */
export function readInline(source: string, options: { mdx: boolean; tables: TagTables }): Plain {
  const plain: Plain = { text: '', asides: [], links: [], slots: [], linked: [], code: [] };
  const defined = new Set(
    [...source.matchAll(/^[ \t>]*\[([^\]^\n][^\]\n]*)\]:/gm)].map(([, label = '']) =>
      label.toLowerCase(),
    ),
  );
  const cursor: Cursor = { source, at: 0, line: 1, out: [], plain, open: [], defined, ...options };
  while (cursor.at < source.length) {
    const char = source[cursor.at]!;
    if (steps[char]?.(cursor)) continue;
    cursor.out.push(char);
    if (char === '\n') cursor.line++;
    cursor.at++;
  }
  plain.text = cursor.out.join('');
  return plain;
}

/** Leaves text out, keeping its line ends; a separator stands where something was. */
function skip(cursor: Cursor, end: number, separator = '\u0001'): void {
  const lineEnds = cursor.source.slice(cursor.at, end).split('\n').length - 1;
  cursor.out.push(separator, '\n'.repeat(lineEnds));
  cursor.line += lineEnds;
  cursor.at = end;
}

function take(cursor: Cursor, text: string, end: number): void {
  cursor.out.push(text);
  cursor.line += text.split('\n').length - 1;
  cursor.at = end;
}

function readEscape(cursor: Cursor): boolean {
  const next = cursor.source[cursor.at + 1];
  if (!next || !/[!-/:-@[-`{-~]/.test(next)) return false;
  take(cursor, next === '|' ? ' ' : `\u0001${next}`, cursor.at + 2);
  return true;
}

/** A code span ends at the next run of as many backticks, within its paragraph. */
function readCode(cursor: Cursor): boolean {
  const { source, at } = cursor;
  const run = /^`+/.exec(source.slice(at, at + 100))![0].length;
  const blank = source.slice(at).search(/\n[ \t]*(?:\n|[-*+][ \t])/);
  const limit = blank === -1 ? source.length : at + blank;
  const mark = '`'.repeat(run);
  let end = source.indexOf(mark, at + run);
  while (end !== -1 && end < limit) {
    let stop = end;
    while (source[stop] === '`') stop++;
    if (stop - end === run) {
      const code = source.slice(at + run, end);
      const shown = code.replace(/\{:[\w.]+\}$|^[ \t]*#!\w+[ ]/, '');
      const inImage = cursor.open.some(({ from }) => cursor.out[from - 2] === '!');
      const text = shown.replaceAll('\\|', '|');
      if (!inImage) cursor.plain.code.push({ text, line: cursor.line });
      take(cursor, `\u0001${shown.replace(/\\\||[*_~]/g, '\u0001')}\u0001`, stop);
      return true;
    }
    end = source.indexOf(mark, stop);
  }
  take(cursor, mark, at + run);
  return true;
}

function readAngle(cursor: Cursor): boolean {
  const { source, at, tables, plain, line } = cursor;
  const autolink = /^<(https?:\/\/[^\s<>]*|mailto:[^\s<>]*)>/.exec(source.slice(at, at + 2000));
  if (autolink) {
    plain.links.push({ url: autolink[1]!, line });
    skip(cursor, at + autolink[0].length);
    return true;
  }
  const tag = readTag(source, at);
  if (!tag) return false;
  const following = source.slice(tag.end, tag.end + 200).trimStart();
  for (const text of tables.prose(tag, following)) plain.asides.push({ text, line });
  for (const { name, value, expression } of inCode(source, at) ? [] : tag.attributes) {
    if (!expression && /^https?:/.test(value) && linkAttributes.has(name)) {
      plain.links.push({ url: value, line });
    }
  }
  if (tag.name === 'a' && !tag.selfClosing) readAnchor(cursor, tag);
  if (!tag.closing && tag.attributes.some(({ name }) => /^(?:slot$|v-slot|#)/.test(name))) {
    const height = source.slice(at, endOfElement(source, tag)).split('\n').length;
    plain.slots.push([line, line + height - 1]);
  }
  const end = tag.closing || !tables.dropped(tag) ? tag.end : endOfElement(source, tag);
  skip(cursor, end);
  return true;
}

/** What stands in `<a href>` is the text of a link. */
function readAnchor(cursor: Cursor, tag: Tag): void {
  if (!tag.closing) {
    // The signatures that TypeDoc writes become code, which has no links.
    const isSignature = tag.attributes.some(({ value }) => /\btsd-/.test(value));
    const isLink = tag.attributes.some(({ name }) => name === 'href');
    if (isLink && !isSignature && !inCode(cursor.source, cursor.at))
      cursor.open.push({ from: cursor.out.length, mark: 'a' });
  } else if (cursor.open.at(-1)?.mark === 'a') {
    const start = cursor.source.lastIndexOf('<a', cursor.at - 1);
    // What holds blocks becomes a list or a card.
    const isBlock = /<(?:h[1-6]|p|div|img|figure)\b/i.test(cursor.source.slice(start, cursor.at));
    if (isBlock) cursor.open.pop();
    else takeText(cursor);
  }
}

/** The text of a link ends here. */
function takeText(cursor: Cursor, url?: string): void {
  const open = cursor.open.pop();
  if (!open || (open.mark === '[' && cursor.out[open.from - 2] === '!')) return;
  cursor.plain.linked.push({ text: cursor.out.slice(open.from).join(''), line: cursor.line, url });
}

/** A link inside `<code>` becomes its text: Markdown has no links in code. */
function inCode(source: string, at: number): boolean {
  const before = source.slice(Math.max(0, at - 1000), at);
  return (
    before.lastIndexOf('<code') > before.lastIndexOf('</code>') ||
    before.lastIndexOf('tsd-signature"') > before.lastIndexOf('</div>')
  );
}

const linkAttributes = new Set(['href', 'src', 'to', 'url']);

const literal = /^\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)\s*$/s;

/** An expression is no prose, unless it is a literal; in Markdown a brace is a brace. */
function readBrace(cursor: Cursor): boolean {
  const { source, at } = cursor;
  const id = /^\{#[^}\n]*\}[ \t]*(?=\n|$)/.exec(source.slice(at, at + 300));
  if (id) {
    skip(cursor, at + id[0].length);
    return true;
  }
  if (!cursor.mdx) return false;
  const end = endOfBraces(source, at);
  if (end === undefined) return false;
  const value = literal.exec(source.slice(at + 1, end - 1));
  const text = value?.[1] ?? value?.[2] ?? value?.[3];
  if (text !== undefined) {
    const words = text.replace(/\\[nrt]/g, ' ');
    cursor.plain.asides.push({ text: words, line: cursor.line });
  }
  skip(cursor, end);
  return true;
}

const targetPattern =
  /^\]\(\s*(?:<([^<>\n]*)>|((?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\]|\([^\s()]*\))*\))*))(?:\s+("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?\s*\)/;
const referencePattern = /^\]\[[^\][\n]*(?:\n[^\][\n]+)?\]/;
const definitionPattern =
  /^\[(?!\^)(?:\\.|[^\]\\]){1,999}\]:[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|(\S+))([ \t]*\n?[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?=\n|$)/;

/** The target of a link or an image with its title, or the label that stands for it. */
function readTarget(cursor: Cursor): boolean {
  const rest = cursor.source.slice(cursor.at, cursor.at + 10_000);
  const match = targetPattern.exec(rest);
  const isText = cursor.open.at(-1)?.mark === '[';
  if (match) {
    if (isText) takeText(cursor, match[1] ?? match[2] ?? '');
    return takeTarget(cursor, match);
  }
  const reference = referencePattern.exec(rest);
  const text = isText ? cursor.out.slice(cursor.open.at(-1)!.from).join('') : '';
  const label = reference?.[0].slice(2, -1).replace(/\s+/g, ' ') || text;
  if (isText && cursor.defined.has(label.toLowerCase())) takeText(cursor);
  else if (isText) cursor.open.pop();
  if (reference) skip(cursor, cursor.at + reference[0].length);
  return reference !== null;
}

function readDefinition(cursor: Cursor): boolean {
  const { source, at } = cursor;
  if (!beginsLine(source, at)) return openText(cursor);
  const match = definitionPattern.exec(source.slice(at, at + 5000));
  if (!match) return openText(cursor);
  cursor.labels ??= labelsIn(source);
  const label = labelAt(match[0], 0)!;
  const uses = cursor.labels.get(label) ?? [];
  // A second definition of the same label is not seen.
  cursor.labels.delete(label);
  if (uses.length > 0) return takeTarget(cursor, match, uses);
  skip(cursor, at + match[0].length);
  return true;
}

/** A bracket may begin the text of a link; it stays for now. */
function openText(cursor: Cursor): false {
  cursor.open.push({ from: cursor.out.length + 1, mark: '[' });
  return false;
}

/** Whether nothing but the marks of containers stands before it in its line. */
function beginsLine(source: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0 && /[ \t>*+.)-]/.test(source.charAt(before))) before--;
  return before < 0 || source[before] === '\n';
}

/**
 * The lines that refer to each label. A definition to which none refers is not seen; some serve as
 * comments.
 */
function labelsIn(source: string): Map<string, number[]> {
  const labels = new Map<string, number[]>();
  let line = 1;
  let counted = 0;
  for (let at = source.indexOf('['); at !== -1; at = source.indexOf('[', at + 1)) {
    const label = labelAt(source, at);
    if (label === undefined || source[at + label.length] === ':') continue;
    line += source.slice(counted, at).split('\n').length - 1;
    counted = at;
    const lines = labels.get(label);
    if (lines) lines.push(line);
    else labels.set(label, [line]);
  }
  return labels;
}

/** Longer ones are no labels: https://spec.commonmark.org/0.31.2/#link-label */
const labelPattern = /\[(?:\\.|[^\]\\]){1,999}\]/y;

function labelAt(source: string, at: number): string | undefined {
  labelPattern.lastIndex = at;
  return labelPattern.exec(source)?.[0].toLowerCase();
}

function takeTarget(cursor: Cursor, match: RegExpExecArray, uses?: number[]): boolean {
  const { plain, line, at } = cursor;
  const url = match[1] ?? match[2] ?? '';
  if (/^https?:/.test(url))
    plain.links.push(uses === undefined ? { url, line } : { url, line, uses });
  if (match[3]) plain.asides.push({ text: match[3], line });
  skip(cursor, at + match[0].length);
  return true;
}

function readEntity(cursor: Cursor): boolean {
  const entity = /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,30});/.exec(
    cursor.source.slice(cursor.at, cursor.at + 40),
  );
  if (!entity) return false;
  skip(cursor, cursor.at + entity[0].length);
  return true;
}

function readUrl(cursor: Cursor): boolean {
  const { source, at, line } = cursor;
  if (!source.startsWith('http', at) || /\w/.test(source[at - 1] ?? '')) return false;
  const url = /^https?:\/\/(?:(?!&(?:quot|lt|gt|apos);)[^\s<>"'`)\]}|])+/.exec(
    source.slice(at, at + 5000),
  );
  if (!url) return false;
  cursor.plain.links.push({ url: url[0], line });
  skip(cursor, at + url[0].length);
  return true;
}
