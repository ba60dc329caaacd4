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
    let end = index + 1;
    while (end < text.length && isInside(text[end]!, column, marker)) end++;
    if (text[end]?.trim() !== marker || columnOf(text[end]!) !== column) {
      unclosed.set(start, end);
      continue;
    }
    const moved = column - columnOfWords(text, index - 1, below);
    if (moved < 0 && emptyItem.test(text[index - 1]!)) {
      for (let at = index; at <= end; at++) edits.replace(at, ' '.repeat(-moved) + text[at]!);
    }
    // Words below the fence would be code.
    for (let at = index; moved > 0 && (at <= end || text[at]?.trim()); at++) {
      edits.replace(at, movedLeft(text[at]!, moved));
    }
    index = end;
    below = end + 1;
  }
  return edits;
}

function isInside(line: string, column: number, marker: string): boolean {
  if (line.trim() === '') return true;
  return columnOf(line) >= column && line.trim() !== marker;
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
