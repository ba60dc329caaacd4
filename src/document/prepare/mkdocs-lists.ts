import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';

const item = /^( {1,3})((?:[-*+]|\d{1,9}[.)]) +)\S/;
const outerItem = /^(?:[-*+]|\d{1,9}[.)])\s/;
const tabLength = 4;

/**
 * Python-Markdown takes four blanks for the inside of an item, however wide its mark is:
 * `  1.  text` is an item whose blocks stand at column four, where CommonMark wants six.
 */
export function prepareLists({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  let isInOuter = false;
  for (const [index, line] of text.entries()) {
    if (line.trim() === '' || kind[index] !== 'text') continue;
    if (/^\S/.test(line)) isInOuter = outerItem.test(line);
    const [, lead, mark] = isInOuter ? [] : (item.exec(line) ?? []);
    if (lead === undefined || mark === undefined) continue;
    const width = lead.length + mark.length;
    if (width > tabLength && isShort(text, index + 1, width)) {
      edits.replace(index, line.slice(lead.length));
    }
  }
  return edits;
}

/** Whether a block of the item stands before its text. */
function isShort(text: readonly string[], from: number, width: number): boolean {
  for (let at = from; at < text.length; at++) {
    const line = text[at]!;
    if (line.trim() === '') continue;
    const column = line.length - line.trimStart().length;
    if (column < tabLength) return false;
    if (column < width && text[at - 1]!.trim() === '') return true;
  }
  return false;
}
