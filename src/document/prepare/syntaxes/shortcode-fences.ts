import { columnOf, itemMarks } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import { isCodeName } from './data-body.ts';
import { call, closedNames } from './shortcode-margins.ts';

const fenceStart = /^[ \t]*(`{3,}|~{3,})/;
const indentedCall = /^[ \t]+\{\{[<%]\s*[\w]/;

interface Open {
  name: string;
  /** Columns before the line that it begins on. */
  column: number;
  /** Whether a list item holds it. */
  inItem: boolean;
  /** Its lines so far that begin before it does. */
  before: number[];
  isMoved: boolean;
}

/**
 * To Hugo, all that a shortcode holds belongs to the list item that it stands in. A block of code in it
 * that begins before the item's text would end the list, and moves below the shortcode, with its other lines.
 */
export function indentFences({ lines: { text } }: Preparation): Edits {
  const edits = new Edits();
  if (!text.some((line) => indentedCall.test(line))) return edits;
  const closed = closedNames(text);
  const open: Open[] = [];
  /** Columns at which the text of the open list items begins. */
  const items: number[] = [];
  let fence: { end: RegExp; shift: number } | undefined;
  let isAfterBlank = true;
  for (const [index, line] of text.entries()) {
    const isBlank = line.trim() === '';
    if (fence !== undefined) {
      if (fence.shift > 0 && !isBlank) edits.replace(index, ' '.repeat(fence.shift) + line);
      if (fence.end.test(line)) fence = undefined;
      continue;
    }
    if (isBlank) {
      isAfterBlank = true;
      continue;
    }
    const top = open.at(-1);
    const column = columnOf(line);
    const [, mark] = fenceStart.exec(line) ?? [];
    const shift = top?.inItem && !isCodeName(top.name) ? Math.max(0, top.column - column) : 0;
    if (shift > 0) top!.before.push(index);
    if (mark !== undefined) {
      fence = { end: new RegExp(`^[ \\t]*${mark}${mark[0]}*[ \\t]*$`), shift };
      for (const one of shift > 0 ? open : []) one.isMoved = one.inItem;
    }
    for (const one of open) {
      for (const at of one.isMoved ? one.before.splice(0) : [])
        edits.replace(at, ' '.repeat(one.column - columnOf(text[at]!)) + text[at]!);
    }
    if (mark !== undefined) continue;
    const [marks] = itemMarks.exec(line.trimStart())!;
    const floor = top?.column ?? -1;
    const mayEnd = isAfterBlank || marks !== '';
    while (mayEnd && items.length > 0 && items.at(-1)! > Math.max(column, floor)) items.pop();
    if (marks !== '') items.push(column + marks.length);
    isAfterBlank = false;
    for (const [, end, name = '', alone] of line.matchAll(call)) {
      const at = end ? open.findLastIndex((one) => one.name === name) : -1;
      if (at >= 0) open.length = at;
      if (end || alone || !closed.has(name)) continue;
      const outer = open.at(-1);
      const own = { name, column, inItem: column > 0 && items.length > 0 };
      // What begins before the shortcode around it moves with that one.
      const moved = outer?.inItem && outer.column > column ? { ...outer, name } : own;
      open.push({ ...moved, before: [], isMoved: false });
    }
  }
  return edits;
}
