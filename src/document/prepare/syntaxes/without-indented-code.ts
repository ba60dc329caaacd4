import { columnOf, itemMarks, movedLeft } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

/** Lines that are moved may hold lists, in which others are as deep. */
const maxDepth = 5;

/** mdsvex knows no code by indentation: such lines are text, of the container of the line before them. */
export function withoutIndentedCode(preparation: Preparation): void {
  for (let depth = 0; depth < maxDepth; depth++) {
    const edits = movedLines(preparation);
    if (edits.size === 0) return;
    preparation.apply(edits);
  }
}

function movedLines({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  let isFence = false;
  let column = 0;
  for (let index = 0; index < text.length; index++) {
    const line = text[index]!;
    if (kind[index] === 'fence') isFence = !isFence;
    if (line.trim() === '' || isFence) continue;
    if (kind[index] !== 'code') {
      column = columnOf(line) + itemMarks.exec(line.trimStart())![0].length;
      continue;
    }
    let end = index;
    while (end < text.length && (kind[end] === 'code' || text[end]!.trim() === '')) end++;
    const run = text.slice(index, end).filter((one) => one.trim() !== '');
    const shift = Math.min(...run.map(columnOf)) - column;
    for (let at = index; shift > 0 && at < end; at++)
      if (text[at]!.trim() !== '') edits.replace(at, movedLeft(text[at]!, shift));
    index = end - 1;
  }
  return edits;
}
