import { fenceMarker } from '../../lines/fences.ts';
import { columnOf, itemMarks, movedLeft, splitPrefix } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

/** SuperFences takes fences out before HTML is read; to CommonMark, what HTML goes on to is HTML. */
export function prepareFences({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'fence' || kind[index - 1] !== 'text') continue;
    let end = index + 1;
    while (kind[end] === 'code') end++;
    // To SuperFences, what nothing closes is no fence.
    if (kind[end] !== 'fence') continue;
    const { lead } = splitPrefix(line);
    for (let at = index - 1; kind[at] === 'text'; at--) {
      const { content } = splitPrefix(text[at]!);
      if (content === '') break;
      if (!/^<\/?[a-z]/i.test(content)) continue;
      edits.insertBefore(index, lead.trimEnd());
      break;
    }
  }
  return edits;
}

const emptyItem = /^\s*(?:[-*+]|\d{1,9}[.)])\s*$/;
const laterNumber = /^(?!1[.)])\d/;

/** Lines that are looked at for the start of a paragraph. */
const longestParagraph = 100;

/** SuperFences finds a fence right below words at any column; to CommonMark, it goes on with the words. */
export function prepareDeepFences({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  /** Down to which line nothing ends a fence that begins so. */
  const unclosed = new Map<string, number>();
  /** The line below the last fence. */
  let below = 0;
  for (let index = 1; index < text.length; index++) {
    const line = text[index]!;
    const marker = kind[index] === 'code' ? undefined : fenceMarker(line.trimStart());
    if (kind[index - 1] !== 'text') below = index;
    if (marker === undefined || kind[index - 1] !== 'text' || text[index - 1]!.trim() === '') {
      continue;
    }
    const column = columnOf(line);
    const start = `${column} ${marker}`;
    if (index < (unclosed.get(start) ?? 0)) continue;
    const end = endOfDeep(text, index, { column, marker });
    if (text[end]?.trim() !== marker || columnOf(text[end]!) !== column) {
      unclosed.set(start, end);
      continue;
    }
    const by = column - columnOfWords(text, index - 1, below);
    moveFence(edits, text, { first: index, last: end, by });
    index = end;
    below = end + 1;
  }
  return edits;
}

interface DeepFence {
  column: number;
  marker: string;
}

/** The line below the content of a fence that begins on a line. */
function endOfDeep(text: readonly string[], index: number, fence: DeepFence): number {
  let end = index + 1;
  while (end < text.length && isInside(text[end]!, fence)) end++;
  return end;
}

function isInside(line: string, { column, marker }: DeepFence): boolean {
  if (line.trim() === '') return true;
  return columnOf(line) >= column && line.trim() !== marker;
}

/** Moves a fence to the column of the words above it: to the left, or into an empty item. */
function moveFence(
  edits: Edits,
  text: readonly string[],
  { first, last, by }: { first: number; last: number; by: number },
): void {
  if (by < 0 && emptyItem.test(text[first - 1]!)) {
    for (let at = first; at <= last; at++) edits.replace(at, ' '.repeat(-by) + text[at]!);
  }
  // Words below the fence would be code.
  for (let at = first; by > 0 && (at <= last || text[at]?.trim()); at++) {
    edits.replace(at, movedLeft(text[at]!, by));
  }
}

/** Column at which the paragraph that a line is in begins. */
function columnOfWords(text: readonly string[], index: number, first: number): number {
  const marks = (at: number) => itemMarks.exec(`${text[at]!.trimStart()} `)![0];
  let at = index;
  /** A number that is not the first begins an item only below another one, not below a paragraph. */
  let number: number | undefined;
  const highest = Math.max(first, index - longestParagraph);
  while (at > highest && text[at - 1]?.trim()) {
    const mark = marks(at);
    if (mark !== '' && (number !== undefined || !laterNumber.test(mark))) break;
    if (mark !== '') number = at;
    at--;
  }
  const begin = number !== undefined && marks(at) !== '' ? number : at;
  return columnOf(text[begin]!) + marks(begin).length;
}
