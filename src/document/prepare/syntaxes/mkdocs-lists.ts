import { columnOf, movedLeft } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const item = /^( {0,3})((?:[-*+]|\d{1,9}[.)]) {1,4})\S/;
const twoItems = /^ *(?:(?:[-*+]|\d{1,9}[.)]) +){2}/;
const emptyItem = /^ {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+$/;
const outerItem = /^(?:[-*+]|\d{1,9}[.)])\s/;
const innerItem = /^ {4,7}(?:[-*+]|\d{1,9}\.) +\S/;
const fence = /^\s*(?:`{3}|~{3})/;
const tabLength = 4;

const wideItem = /^( {0,3}(?:[-*+]|\d{1,9}[.)])) {5,}(?=\S)/;

/** Python-Markdown never takes the text after the mark of an item for code, however many blanks stand between. */
export function prepareWideItems({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  let isInFence = false;
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'code') isInFence = kind[index] === 'fence' && !isInFence;
    const mark = isInFence ? undefined : wideItem.exec(line)?.[1];
    if (mark !== undefined)
      edits.replace(index, line.replace(wideItem, `${mark} `.padEnd(tabLength)));
  }
  return edits;
}

/**
 * Python-Markdown takes four blanks for the inside of an item, however wide its mark is:
 * `  1.  text` is an item whose blocks stand at column four, where CommonMark wants six, and in an
 * item of `- text` a block at column six is no code. An item may be empty in its first line.
 */
export function prepareLists({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  let isInOuter = false;
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text') continue;
    const line = text[index]!;
    if (emptyItem.test(line)) fillItem(text, index, edits);
    const [, lead = '', mark] = item.exec(line) ?? [];
    if (/^\S/.test(line)) isInOuter = outerItem.test(line);
    else if (isInOuter) continue;
    if (mark === undefined || twoItems.test(line)) continue;
    const missing = lead.length + mark.length - tabLength;
    const end = endOfItem(text, index + 1);
    if (!isMisread(text, { from: index + 1, end, missing })) continue;
    for (let at = index + 1; at < end; at++) {
      if (columnOf(text[at]!) >= tabLength) edits.replace(at, moved(text[at]!, missing));
    }
    index = end - 1;
  }
  return edits;
}

const snippetLine = /^ *-{1,}8<-{1,}[ \t]+["']/;
const listItem = /^ *(?:[-*+]|\d{1,9}[.)])\s/;

/** Items of a list may stand in a snippet: what is indented below it, beside other items, belongs to one of them, and is no code. */
export function prepareSnippetItems({ lines: { text } }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    if (!line.includes('8<') || !snippetLine.test(line)) continue;
    const column = columnOf(line);
    const outer = (step: number) => {
      let at = index + step;
      while (isWithin(text[at], column + tabLength)) at += step;
      return at;
    };
    const isItem = (at: number) => columnOf(text[at] ?? '') === column && listItem.test(text[at]!);
    const end = outer(1);
    if (!isItem(end) && !isItem(outer(-1))) continue;
    for (let at = index + 1; at < end; at++) edits.replace(at, movedLeft(text[at]!, tabLength));
  }
  return edits;
}

const isWithin = (line: string | undefined, column: number): boolean =>
  line !== undefined && (line.trim() === '' || columnOf(line) >= column);

/** Takes out the blank lines between the mark of an item and what it holds. */
function fillItem(text: readonly string[], index: number, edits: Edits): void {
  let next = index + 1;
  while (text[next]?.trim() === '') next++;
  if (next > index + 1 && columnOf(text[next] ?? '') >= tabLength)
    edits.remove(index + 1, next - 1);
}

const moved = (line: string, columns: number): string =>
  columns < 0 ? movedLeft(line, -columns) : ' '.repeat(columnOf(line) + columns) + line.trimStart();

/** The first line that is not inside the item; text below text is, whatever its column. */
function endOfItem(text: readonly string[], from: number): number {
  for (let at = from; at < text.length; at++) {
    const line = text[at]!;
    if (line.trim() === '' || columnOf(line) >= tabLength) continue;
    if (text[at - 1]!.trim() === '' || item.test(line)) return at;
  }
  return text.length;
}

/** Whether a block of the item stands before its text, or so far behind it that it would be code. */
function isMisread(
  text: readonly string[],
  { from, end, missing }: { from: number; end: number; missing: number },
): boolean {
  const least = missing > 0 ? tabLength : 2 * tabLength + missing;
  const most = missing > 0 ? tabLength + missing : 2 * tabLength;
  let isFound = false;
  for (let at = from; at < end; at++) {
    const line = text[at]!;
    const column = columnOf(line);
    // What stands in such a fence must not move.
    if (column < tabLength && fence.test(line)) return false;
    if (column < least || column >= most) continue;
    const beginsBlock = missing > 0 && (fence.test(line) || innerItem.test(line));
    if (text[at - 1]!.trim() === '' || beginsBlock) isFound = true;
  }
  return isFound;
}
