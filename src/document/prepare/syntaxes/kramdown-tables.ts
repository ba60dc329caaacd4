import type { LineKinds } from '../../lines/lines.ts';
import { splitPrefix } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';
import { cellsIn, delimiters, withCells, withMarkedPipes } from './table-rows.ts';

/**
 * A table of kramdown has as many columns as its longest row, and a `|` within code ends no cell.
 * CommonMark wants as many delimiters as cells in the head, leaves out further cells of a row, and
 * wants a backslash. https://kramdown.gettalong.org/syntax.html#tables
 */
export function prepareKramdownTables({ text, kind }: LineKinds): Edits {
  const edits = new Edits();
  const isRow = (at: number) => kind[at] === 'text' && text[at]!.includes('|');
  for (let index = 1; index < text.length; index++) {
    if (!isRow(index) || !isRow(index - 1)) continue;
    if (!delimiters.test(splitPrefix(text[index]!).content)) continue;
    let end = index + 1;
    while (end < text.length && isRow(end)) end++;
    const rows = text.slice(index - 1, end).map(withMarkedPipes);
    const columns = rows.reduce(
      (most, row, at) =>
        at === 1 ? most : Math.max(most, cellsIn(row.replace(ofLiquid, '')).length),
      0,
    );
    rows[0] = withCells(rows[0]!, columns, ' ');
    rows[1] = withCells(rows[1]!, columns, '-');
    rows.forEach((row, at) => {
      if (row !== text[index - 1 + at]) edits.replace(index - 1 + at, row);
    });
    index = end;
  }
  return edits;
}

/** What kramdown does not read as part of a row. */
const ofLiquid = /\{\{[^{}]*\}\}|\{%[^{}%]*%\}/g;

/** Between the parts of a table: `|-----+-----|`, and `|=====|` above its foot. */
const separator =
  /^\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-+:?[ \t]*)*[|+]?$|^\|?[ \t]*=+[ \t]*(?:[|+][ \t]*=+[ \t]*)*[|+]?$/;

/**
 * Tables in the form that CommonMark has: lines may stand above the head, between rows and above the foot,
 * with `+` between columns, and a table needs no head. https://kramdown.gettalong.org/syntax.html#tables
 */
export function usualTables({ text, kind }: LineKinds): Edits {
  const edits = new Edits();
  const isRow = (at: number) =>
    kind[at] === 'text' && splitPrefix(text[at]!).content.startsWith('|');
  for (let first = 0; first < text.length; first++) {
    if (!isRow(first)) continue;
    let end = first + 1;
    while (isRow(end)) end++;
    const isApart = [first - 1, end].every((at) => /^[ \t>]*(?:\{:.*)?$/.test(text[at] ?? ''));
    if (isApart && end - first > 1) usualTable(text, { first, end }, edits);
    first = end;
  }
  return edits;
}

function usualTable(
  text: readonly string[],
  { first, end }: { first: number; end: number },
  edits: Edits,
): void {
  const isSeparator = (at: number) => separator.test(splitPrefix(text[at]!).content.trimEnd());
  const rows = Array.from({ length: end - first }, (_, at) => first + at);
  const head = rows.find((at) => !isSeparator(at));
  if (head === undefined) return;
  const below = isSeparator(head + 1 < end ? head + 1 : head) ? head + 1 : undefined;
  for (const at of rows) if (isSeparator(at) && at !== below) edits.remove(at);
  if (below !== undefined) {
    const { lead, content } = splitPrefix(text[below]!);
    const made = lead + content.replaceAll('+', '|').replaceAll('=', '-');
    if (made !== text[below]) edits.replace(below, made);
    return;
  }
  const columns = Math.max(...rows.map((at) => cellsIn(withMarkedPipes(text[at]!)).length));
  const { lead } = splitPrefix(text[head]!);
  const line = (filling: string) => `${lead}|${`${filling}|`.repeat(columns)}`;
  edits.insertBefore(head, line(' '), line('-'));
}
