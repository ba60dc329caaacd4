import type { Finding } from '../../contract/message.ts';
import type { Syntax } from '../document.ts';
import { classify, type LineKind } from '../lines/scanner.ts';
import { isDataLine } from './fill-data.ts';

/**
 * No parser may take more than quadratic time or run out of stack on a text, and both do on
 * nesting and marks without end. What goes beyond these bounds, which no page does, is text.
 */
const limits = {
  /** Block quotes and list items on one line. */
  containers: 50,
  /** Columns before a list item: a hundred lists within each other. */
  indent: 200,
  /** Marks that could pair up in one paragraph; twenty thousand take the reference parser seconds. */
  marks: 20_000,
  /** Images in the descriptions of images. */
  images: 100,
};

const deepLine = new RegExp(
  `^(?:[ \\t]*(?:>|[-*+](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${limits.containers}}`,
  'm',
);
const deepItem = new RegExp(`^[ \\t]{${limits.indent},}(?=[-*+>]|\\d{1,9}[.)])`, 'm');
/** Enough to be code in a list item, too. */
const codeIndent = ' '.repeat(12);

interface Tamed {
  text: string;
  /** Whether paragraphs were indented to be code, which MDX does not have. */
  indented: boolean;
}

/**
 * Makes text of what nests beyond all reason, and code of paragraphs that hold too many marks;
 * most texts are given back as they are, unread.
 */
export function tame(text: string, syntax: Syntax, report: (finding: Finding) => void): Tamed {
  const isDeep = nestsDeeply(text);
  if (!isDeep && !hasManyImages(text) && !hasLongParagraph(text)) return { text, indented: false };
  const lines = text.split('\n');
  const kind = classify(lines, syntax);
  const flattened = isDeep ? flatten(lines, kind) : undefined;
  const quoted = indentMarks(lines, kind, syntax);
  for (const [line, reason] of [
    [
      flattened,
      `Blocks nest deeper than ${limits.containers} levels; what lies deeper was read as text.`,
    ],
    [
      quoted,
      `A paragraph has more than ${limits.marks} marks, or images nested more than ${limits.images} deep; it was read as code.`,
    ],
  ] as const) {
    if (line !== undefined)
      report({ severity: 'warning', rule: 'nesting', reason, line: line + 1 });
  }
  return { text: lines.join('\n'), indented: quoted !== undefined };
}

/** Looks only at long lines that begin with a block's mark or indentation: the expressions are slow on others. */
function nestsDeeply(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start > limits.containers) {
      const code = text.charCodeAt(start);
      const isMark = code === 0x3e || (code >= 0x2a && code <= 0x39);
      if (isMark || code === 0x20 || code === 0x09) {
        const line = text.slice(start, end);
        if (deepLine.test(line) || deepItem.test(line)) return true;
      }
    }
    start = end + 1;
  }
  return false;
}

/** A paragraph that has too many marks has at least as many characters. */
function hasLongParagraph(text: string): boolean {
  for (let start = 0; start + limits.marks < text.length; ) {
    const end = text.indexOf('\n\n', start);
    if ((end === -1 ? text.length : end) - start > limits.marks) return true;
    if (end === -1) return false;
    start = end + 2;
  }
  return false;
}

/** So many images that they could be nested too deeply; most texts have few. */
function hasManyImages(text: string): boolean {
  let images = 0;
  for (let at = text.indexOf('!['); at !== -1; at = text.indexOf('![', at + 2)) {
    if (++images > limits.images) return true;
  }
  return false;
}

/** Escapes the mark that would open one block too many; gives the first line where it did. */
function flatten(lines: string[], kind: readonly LineKind[]): number | undefined {
  let first: number | undefined;
  for (const [index, line] of lines.entries()) {
    if (kind[index] === 'code') continue;
    const deep = deepLine.exec(line) ?? deepItem.exec(line);
    if (deep === null) continue;
    first ??= index;
    const rest = line.slice(deep[0].length);
    lines[index] = deep[0] + rest.replace(/^([ \t]*)(\d*)/, '$1$2\\');
  }
  return first;
}

/** Indents the paragraphs that have too many marks, which makes them code; gives the first line where it did. */
function indentMarks(
  lines: string[],
  kind: readonly LineKind[],
  syntax: Syntax,
): number | undefined {
  let first: number | undefined;
  let start = 0;
  for (let index = 0; index <= lines.length; index++) {
    const isOutside = kind[index] === 'code' || kind[index] === 'fence';
    if (index < lines.length && lines[index]!.trim() !== '' && !isOutside) continue;
    // Data is no Markdown, whatever marks stand in it.
    const block = lines.slice(start, index).filter((line) => syntax !== 'mdx' || !isDataLine(line));
    if (!hasTooManyMarks(block)) {
      start = index + 1;
      continue;
    }
    first ??= start;
    for (let at = start; at < index; at++) lines[at] = codeIndent + lines[at]!;
    start = index + 1;
  }
  return first;
}

/** Tables are parsed cell by cell, so their length does no harm, but that of a row is. */
const hasTooManyMarks = (lines: readonly string[]): boolean =>
  isTable(lines) ? lines.some((row) => isOverLimit([row])) : isOverLimit(lines);

const isOverLimit = (lines: readonly string[]): boolean =>
  countMarks(lines) > limits.marks || nestsImages(lines);

const imageMark = /!\[|\]/g;

function nestsImages(lines: readonly string[]): boolean {
  let depth = 0;
  for (const line of lines) {
    if (!line.includes('![')) continue;
    for (const [mark] of line.matchAll(imageMark)) {
      depth = Math.max(0, depth + (mark === ']' ? -1 : 1));
      if (depth > limits.images) return true;
    }
  }
  return false;
}

const isTable = ([first = '', second = '', ...rows]: readonly string[]): boolean =>
  rows.length > 0 && /^[ \t>]*(?:\|[ \t]*)?:?-/.test(second) && first.includes('|');

/** The marks whose pairs a parser looks for through the whole paragraph. */
const paired = /[*_[\]!`{}&~:@]/g;

function countMarks(lines: readonly string[]): number {
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  if (length <= limits.marks) return 0;
  return lines.reduce((sum, line) => sum + (line.match(paired)?.length ?? 0), 0);
}
