import { blockNames, inlineNames } from '../html-names.ts';
import { TooMuchWork } from './metered-acorn.ts';

/** Why and where a parser refused a text. */
export interface Failure {
  reason: string;
  line?: number;
  column?: number;
  /** Set where the text is beyond what a parser can do in reasonable time, whatever is repaired. */
  hopeless?: true;
}

/** Reads what remark throws: a message with the place in fields. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { reason: String(error) };
  if (error instanceof TooMuchWork) return { reason: error.message, hopeless: true };
  if (error instanceof RangeError) return { reason: 'it nests too deeply', hopeless: true };
  if (error instanceof TypeError) return { reason: 'its parser gave up', line: 1 };
  const { reason, line, column, place } = error as Error & {
    reason?: unknown;
    line?: unknown;
    column?: unknown;
    place?: { start?: { line: number; column: number } };
  };
  const failure: Failure = { reason: typeof reason === 'string' ? reason : error.message };
  const start = typeof line === 'number' ? { line, column } : place?.start;
  if (typeof start?.line === 'number') failure.line = start.line;
  if (typeof start?.column === 'number') failure.column = start.column;
  return failure;
}

interface Fixed {
  text: string;
  /** What was done, for the message. */
  what: string;
}

const unclosedTag = /^Expected a closing tag for `<([^\s>`]*)>` \((\d+):(\d+)(?:-(\d+):(\d+))?\)/;
const strayTag = /^Unexpected closing (?:tag|slash)/;
const lazyLine = /^Unexpected lazy line/;
const tagInItem = /^Expected the closing tag `<\/([^>`]+)>` either after the end of `listItem`/;
const tagInParagraph = /^Expected the closing tag `<\/[^>`]+>` either after the end of `paragraph`/;

/**
 * Changes a text where MDX failed so that this failure is gone and nothing that a reader sees is:
 * a tag without end ends at once, an end without tag goes, any other `<` or `{` becomes text.
 */
export function fixFailure(text: string, failure: Failure): Fixed | undefined {
  const unclosed = unclosedTag.exec(failure.reason);
  if (unclosed !== null) return fixUnclosed(text, unclosed);
  const at = offsetOf(text, failure.line, failure.column);
  if (at === undefined) return undefined;
  if (strayTag.test(failure.reason)) return dropTag(text, at);
  const joined = tagInParagraph.test(failure.reason) ? joinBlock(text, at) : undefined;
  if (joined !== undefined) return joined;
  const name = tagInItem.exec(failure.reason)?.[1];
  const moved = name === undefined ? undefined : tagBelowList(text, { at, name });
  if (moved !== undefined) return moved;
  const indented = lazyLine.test(failure.reason) ? indentTag(text, at) : undefined;
  return indented ?? escapeBefore(text, at);
}

const itemStart = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)/;
/** Lines that a tag may take, and lines above it that its list item may begin on. */
const mostLines = 60;

/** Puts a block that is one element on one line: in MDX 1, of Docusaurus 2, all up to a blank line is JSX, not paragraphs. */
function joinBlock(text: string, at: number): Fixed | undefined {
  const start = text.lastIndexOf('\n\n', at) + 2;
  const next = text.indexOf('\n\n', at);
  const end = next === -1 ? text.length : next;
  const block = text.slice(start === 1 ? 0 : start, end);
  const lines = block.split('\n');
  const isElement = /^<([A-Za-z][\w.-]*)(?=[\s>])[\s\S]*<\/\1>\s*$/.test(block);
  if (!isElement || lines.length === 1 || lines.length > mostLines) return undefined;
  const joined = lines.map((one) => one.trim()).join(' ');
  const line = joined.replace(/(<[^<>]*>) |\u0020(?=<\/)/g, '$1');
  const before = text.slice(0, end - block.length) + line + '\n'.repeat(lines.length - 1);
  return { text: before + text.slice(end), what: 'reading a block of HTML as one line' };
}

/** Indents the lines of a tag with the list item that it continues, as CommonMark lets plain text do without. */
function indentTag(text: string, at: number): Fixed | undefined {
  const lines = text.split('\n');
  const lazy = text.slice(0, at).split('\n').length - 1;
  let first = lazy;
  while (first > 0 && first > lazy - mostLines && !/<[\w$]/.test(lines[first - 1]!)) first--;
  first--;
  let item = first;
  while (item > 0 && item > first - mostLines && !itemStart.test(lines[item]!)) item--;
  const marker = itemStart.exec(lines[item] ?? '')?.[0];
  const last = lines.findIndex((line, index) => index >= lazy && /(?<!=)>/.test(line));
  if (marker === undefined || last === -1 || last - first > mostLines) return undefined;
  for (let index = Math.max(first, item + 1); index <= last; index++)
    lines[index] = ' '.repeat(marker.length) + lines[index];
  return { text: lines.join('\n'), what: 'indenting a tag with its list item' };
}

/** Moves a closing tag alone in its line, which its indentation makes a part of the list above it, to where its tag stands. */
function tagBelowList(text: string, { at, name }: { at: number; name: string }): Fixed | undefined {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const [, indent = '', tag] = /^([ \t]+)(<\/[^<>]*>)[ \t]*(?:\n|$)/.exec(text.slice(start)) ?? [];
  if (tag === undefined || !/\n[ \t]*\n$/.test(text.slice(0, start))) return undefined;
  const above = text.slice(0, start).split('\n');
  const opened = above.findLast((line) => line.trimStart().startsWith(`<${name}`)) ?? '';
  const column = opened.length - opened.trimStart().length;
  const lead = column < indent.length ? indent.slice(0, column) : '';
  return {
    text: text.slice(0, start) + lead + text.slice(start + indent.length),
    what: `ending the list above ${tag}`,
  };
}

/** `<your-token>`, `<name of the kiln>`, `<API_KEY>`, `<名前>`. */
const placeholder = /^<(?:[\p{Ll}\p{Lo}][\p{L}\d_.:-]*|[A-Z][A-Z\d_-]+)(?: \p{L}+)*>$/u;

/** `Event<State>`, right behind the word that it belongs to. */
const argument = /^<[A-Z]\w*>$/;

function fixUnclosed(text: string, match: RegExpExecArray): Fixed | undefined {
  const [, name, line, column, endLine, endColumn] = match;
  const start = offsetOf(text, Number(line), Number(column));
  const end = offsetOf(text, Number(endLine ?? line), Number(endColumn ?? column));
  if (start === undefined || end === undefined) return undefined;
  const tag = text.slice(start, end);
  const isWord =
    placeholder.test(tag) || (argument.test(tag) && /[\w:]/.test(text[start - 1] ?? ''));
  const isPlaceholder = isWord && !inlineNames.has(name!) && !blockNames.has(name!);
  if (isPlaceholder || !tag.endsWith('>') || tag.endsWith('/>')) return escapeBefore(text, start);
  return {
    text: `${text.slice(0, end - 1)} />${text.slice(end)}`,
    what: `ending <${name}> at once`,
  };
}

function dropTag(text: string, at: number): Fixed | undefined {
  const start = text.lastIndexOf('<', at);
  const tag = /^<[^>]{0,99}>/.exec(text.slice(start))?.[0];
  if (tag === undefined) return escapeBefore(text, at);
  return {
    text: text.slice(0, start) + ' '.repeat(tag.length) + text.slice(start + tag.length),
    what: `leaving out ${tag}`,
  };
}

/** How far before the place of a failure its cause may begin. */
const reach = 2000;

function escapeBefore(text: string, from: number): Fixed | undefined {
  for (let at = from; at >= 0 && from - at < reach; at--) {
    const character = text[at];
    if ((character === '<' || character === '{') && text[at - 1] !== '\\') {
      return {
        text: `${text.slice(0, at)}\\${text.slice(at)}`,
        what: `reading a \`${character}\` as text`,
      };
    }
  }
  return undefined;
}

function offsetOf(
  text: string,
  line: number | undefined,
  column: number | undefined,
): number | undefined {
  if (line === undefined || column === undefined) return undefined;
  let start = 0;
  for (let number = 1; number < line; number++) {
    const newline = text.indexOf('\n', start);
    if (newline === -1) return undefined;
    start = newline + 1;
  }
  return start + column - 1;
}
