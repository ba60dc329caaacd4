import { cellKey, wordKey } from '../evidence.ts';

const headingPattern = /^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)*(#{1,6})[ \t]+\S/;
/** A box of ExDoc begins with one, which is its title. */
const boxPattern = /^[ \t]*>.*\{:\s*\.(?:error|info|neutral|tip|warning)\s*\}\s*$/;
const setextPattern = /^[ \t]*(?:=+|-{2,})[ \t]*$/;
export function headingsOf(prose: readonly string[], plain: readonly string[]) {
  const headings: { key: string; line: number; level?: number }[] = [];
  prose.forEach((line, index) => {
    const setext = setextPattern.test(prose[index + 1] ?? '') && isParagraphLine(prose, index);
    const marks = headingPattern.exec(line)?.[1];
    if ((marks === undefined && !setext) || boxPattern.test(line)) return;
    const level = marks?.length ?? (prose[index + 1]!.includes('=') ? 1 : 2);
    const key = wordKey(plain[index] ?? '');
    // One in a quotation begins no section of the page.
    const isQuoted = /^[ \t]*>/.test(line);
    if (key !== '' && !isLabel(prose, index))
      headings.push({ key, line: index + 1, ...(!isQuoted && { level }) });
  });
  return headings;
}

/** Whether a heading begins a card or the words that open a part of an accordion, and is their title. */
function isLabel(prose: readonly string[], heading: number): boolean {
  let above = heading - 1;
  while (above >= 0 && prose[above]!.trim() === '') above--;
  return /^\s*<[\w.]*(?:Card|Trigger)(?:\s[^<>]*)?>\s*$/.test(prose[above] ?? '');
}

/** What follows below a blank line, indented, is not code for sure: it may belong to an item, a box or a note. */
const holder =
  /^(?:[\s|>:!?=/{%@-]|<(?!(?:a|b|code|em|i|kbd|span|strong)\b[^<>]*>\S)|[*+]\s|\d+[.)]\s|\[\^)/;

/** A box of MkDocs, whose body is indented by four. */
const box = /^ *(?:!!!|\?\?\?\+?|===[!+]?)(?=[ ])/;

/** Indices of lines that are code by their indentation for sure: below a blank line, and below a line of prose or in a list item or a box. */
export function indentedCode(prose: readonly string[]): ReadonlySet<number> {
  const code = new Set<number>();
  let isProse = false;
  let isIn = false;
  let item = 0;
  for (const [index, line] of prose.entries()) {
    if (line.trim() === '') continue;
    const indent = /^ */.exec(line)![0].length;
    const isFirst = prose[index - 1]?.trim() === '';
    const isDeep = item > 0 && indent >= item + 4;
    if (!/^(?: {4}| {0,3}\t)/.test(line)) isProse = !holder.test(line);
    // In the paragraph that it stands below, it is words, whatever they begin with.
    const isDeepInText = item === 0 && /^ {4,}#/.test(line) && isProse && !isFirst;
    if (isDeepInText) code.add(index);
    isIn = (isDeep || (/^(?: {4}| {0,3}\t)/.test(line) && isProse)) && (isIn || isFirst);
    if (isIn) {
      code.add(index);
      continue;
    }
    const mark = /^ *(?:[-*+]|\d{1,9}[.)]) {1,3}(?=\S)/.exec(line)?.[0];
    item = box.test(line) ? indent + 4 : (mark?.length ?? Math.min(item, indent));
  }
  return code;
}

function isParagraphLine(prose: readonly string[], index: number): boolean {
  const line = prose[index]!;
  const before = prose[index - 1] ?? '';
  return before.trim() === '' && /^ {0,3}[^\s#>|<{*+-]/.test(line) && !line.includes('|');
}

const delimiterRow = /^[ \t>]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/;

/** How many cells a row has; a line without a bar is none. */
function columnsOf(row: string): number {
  if (!row.includes('|')) return 0;
  const bare = row
    .replace(/`[^`]*`|\\\|/g, ' ')
    .replace(/^[\s>*+-]*\|?/, '')
    .trimEnd();
  return (bare.endsWith('|') ? bare.slice(0, -1) : bare).split('|').length;
}

/** The lines with the bars within code escaped, where a row has more cells than its head only for them. */
export function withWholeCells(lines: readonly string[]): string[] {
  let columns = 0;
  return lines.map((line, index) => {
    const isDelimiter = line.includes('-') && line.includes('|') && delimiterRow.test(line);
    if (!line.includes('|')) columns = 0;
    else if (isDelimiter && columnsOf(lines[index - 1] ?? '') === columnsOf(line))
      columns = columnsOf(line);
    const isTooWide = columns > 0 && columnsOf(line.replaceAll('`', ' ')) > columns;
    return isTooWide && columnsOf(line) <= columns ? withBarsEscaped(line) : line;
  });
}

/** A span of code in a line. */
export const codeSpan = /(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;

/** A text in which bars within code are escaped. */
export const withBarsEscaped = (text: string): string =>
  text.replace(codeSpan, (code) => code.replace(/(?<!\\)\|/g, '\\|'));

/** Whether a line goes on a paragraph of the quotation above it, of which it is a part then. */
const isLazy = (line: string, above = ''): boolean =>
  /^[ \t]*>[ \t>]*[^\s>]/.test(above) && !/^[ \t]*>/.test(line);

/** Rows of pipe tables: the one above a delimiter row, and those below it. */
export function rowsOf(prose: readonly string[], plain: readonly string[]) {
  const rows: { cells: string[]; line: number }[] = [];
  const take = (index: number, lead = '') => {
    const whole = (plain[index] ?? '').slice(lead.length).trimEnd();
    const row = whole.replace(/\u200B|^[\s>]*\|?|\|$/g, '');
    rows.push({ cells: row.split('|').map(cellKey), line: index + 1 });
  };
  let end = 0;
  prose.forEach((line, index) => {
    if (index < end || !line.includes('|') || !line.includes('-') || !delimiterRow.test(line))
      return;
    const head = prose[index - 1] ?? '';
    if (columnsOf(head) !== columnsOf(line) || isLazy(head, prose[index - 2])) return;
    // A head may begin an item.
    take(index - 1, /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+/.exec(plain[index - 1] ?? '')?.[0]);
    for (end = index + 1; (prose[end] ?? '').includes('|'); end++) take(end);
  });
  return rows;
}

const htmlBlock =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s/>]|$)(?!.*\smarkdown\b)/i;

/** A line that is a tag alone begins one, too, but does not end a paragraph. */
const tagAlone = /^ {0,3}<\/?[a-z][\w.-]*(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?>[ \t]*$/i;

/** Blank lines do not end it. */
const preBegins = /^ {0,3}<pre(?=[\s>]|$)/i;
const preEnds = /<\/pre>/i;

/** The lines of blocks of HTML, up to the next blank one: nothing marks anything in them. */
export function linesOfHtml(prose: readonly string[]): ReadonlySet<number> {
  const lines = new Set<number>();
  let isIn = false;
  let isPre = false;
  for (const [at, line] of prose.entries()) {
    const isFirst = (prose[at - 1] ?? '').trim() === '';
    const begins = htmlBlock.test(line) || (isFirst && tagAlone.test(line));
    isPre ||= !isIn && preBegins.test(line);
    isIn = isPre || (line.trim() !== '' && (isIn || begins));
    if (isIn) lines.add(at + 1);
    if (preEnds.test(line)) isPre = false;
  }
  return lines;
}

const importedName = /(?<=^|;)[ \t]*import\s+([A-Z]\w*)\s+from\b/gm;

/** The lines of cells of tables of HTML, and of its code. */
export const linesOfCells = (prose: readonly string[]): ReadonlySet<number> =>
  linesWithin(prose, /<\/?(?:t[dh]|pre)\b/gi);

/** The lines within components that a page imports, which may make cells of what they hold. */
export function linesOfImported(prose: readonly string[], text: string): ReadonlySet<number> {
  const names = [...text.matchAll(importedName)].map(([, name]) => name);
  return names.length === 0
    ? new Set()
    : linesWithin(prose, new RegExp(`</?(?:${names.join('|')})(?=[\\s>]|$)`, 'g'));
}

function linesWithin(prose: readonly string[], tags: RegExp): ReadonlySet<number> {
  const lines = new Set<number>();
  let isIn = false;
  for (const [at, line] of prose.entries()) {
    const last = line.match(tags)?.at(-1);
    if (last !== undefined) isIn = !last.startsWith('</');
    if (isIn) lines.add(at + 1);
  }
  return lines;
}
