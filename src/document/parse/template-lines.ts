import type { ListItem, Nodes, Root } from 'mdast';
import type { ElementNode } from '../../contract/element.ts';
import { columnOf, movedLeft } from '../lines/prefix.ts';
import { type Expression, isElement, isExpression } from './node-kinds.ts';

/** A template literal that goes on in the next line, or what may be one. */
const sign = /[{[(:,=?]\s*`[^`\n]*\n/;
const literals = /`(?:[^`\\]|\\[\s\S])*`/g;

/** Blanks that MDX takes off each line of an expression, those of texts included. */
const taken = 2;

/**
 * Gives the lines of template literals the indentation that their author wrote. MDX takes some off
 * each line, so that lines of code which are indented less, or follow one that begins right behind
 * the sign, no longer stand in the others. Where all lines lose the same, nothing is lost.
 */
export function restoreTemplates(root: Root, text: string): void {
  if (!sign.test(text)) return;
  const source = text.split('\n');
  const stack: [node: Nodes, column: number][] = [[root, 0]];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [node, outer] = entry;
    if (node.type === 'blockquote') continue;
    const column = node.type === 'listItem' ? contentColumn(node) : outer;
    if (isExpression(node)) restoreExpression(node, placeOf(node, source, column));
    else if (isElement(node)) restoreAttributes(node, placeOf(node, source, column));
    if ('children' in node) for (const child of node.children) stack.push([child, column]);
  }
}

function restoreExpression(node: Expression, place: Place): void {
  node.value = restored(node.value, { ...place, to: place.from + linesIn(node.value) });
}

function restoreAttributes({ attributes }: ElementNode, place: Place): void {
  for (const { value } of attributes)
    if (typeof value === 'object' && value) value.value = restored(value.value, place);
}

interface Place {
  source: readonly string[];
  /** The first line and the one behind the last, from 0. */
  from: number;
  to: number;
  /** Where the content of the list item around it begins, from 0. */
  column: number;
}

const placeOf = ({ position }: Nodes, source: readonly string[], column: number): Place => ({
  source,
  from: (position?.start.line ?? 1) - 1,
  to: position?.end.line ?? 0,
  column,
});

const contentColumn = ({ children, position }: ListItem): number =>
  (children[0]?.position?.start.column ?? position?.start.column ?? 1) - 1;

const linesIn = (text: string): number => text.split('\n').length;

function restored(value: string, place: Place): string {
  if (!/`[^`]*\n/.test(value)) return value;
  const lines = value.split('\n');
  const start = startOf(lines, place);
  if (start === undefined) return value;
  const written = (index: number) => movedLeft(place.source[start + index]!, place.column);
  let first = 0;
  let passed = 0;
  for (const { 0: literal, index } of value.matchAll(literals)) {
    first += linesIn(value.slice(passed, index)) - 1;
    passed = index;
    const texts = literal.slice(1, -1).split('\n');
    const inner = texts.flatMap((text, at) => (at > 0 && text.trim() ? [first + at] : []));
    if (losesTheSame({ texts, first, inner }, (at) => columnOf(written(at)))) continue;
    for (const at of inner) {
      const blanks = /^[ \t]*/.exec(written(at))![0];
      lines[at] = blanks + lines[at]!.trimStart();
    }
  }
  return lines.join('\n');
}

interface Literal {
  /** What stands on each of its lines. */
  texts: readonly string[];
  /** The line that it begins in, and those below it that are not blank. */
  first: number;
  inner: readonly number[];
}

/** Whether MDX takes the same off all lines of a literal. */
function losesTheSame(
  { texts, first, inner }: Literal,
  columnAt: (line: number) => number,
): boolean {
  const columns = inner.map(columnAt);
  if (texts[0]!.trim() === '') return Math.min(...columns) >= taken;
  // What stands as far right as the line that the text begins in belongs to the page.
  const own = columnAt(first);
  if (texts.at(-1)!.trim() === '') columns.push(columnAt(first + texts.length - 1));
  return own >= taken && Math.min(...columns) >= own;
}

/** The line of the source in which a value begins. */
function startOf(lines: readonly string[], { source, from, to }: Place): number | undefined {
  const fits = (line: string, at: number, index: number): boolean => {
    const written = source[at]!;
    if (index === 0) return written.trimEnd().endsWith(line.trimEnd());
    return index === lines.length - 1
      ? written.trimStart().startsWith(line.trimStart())
      : written.trim() === line.trim();
  };
  for (let start = from; start + lines.length <= to; start++)
    if (lines.every((line, index) => fits(line, start + index, index))) return start;
  return undefined;
}
