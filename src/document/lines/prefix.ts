/** What stands before a line's content. */
export interface LinePrefix {
  /** The indentation and the block quote marks, as written. */
  lead: string;
  /** The rest of the line, without blanks at its end. */
  content: string;
  /** Columns between the last quote mark and the content. */
  indent: number;
  /** Number of `>`. */
  quotes: number;
}

const prefix = /^[ \t]*(?:>[ \t]?[ \t]*)*/;

/** The marks of list items, each with the blanks after it, at the start of a line's content. */
export const itemMarks = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*/;

/** Splits a line into its indentation and quote marks, and its content. */
export function splitPrefix(line: string): LinePrefix {
  const first = line.charCodeAt(0);
  if (first > 0x20 && first !== 0x3e)
    return { lead: '', content: line.trimEnd(), indent: 0, quotes: 0 };
  const lead = prefix.exec(line)![0];
  const content = line.slice(lead.length).trimEnd();
  const mark = lead.lastIndexOf('>');
  if (mark === -1) return { lead, content, indent: columnsOf(lead), quotes: 0 };
  const inner = lead.slice(mark + 1);
  const quotes = lead.split('>').length - 1;
  return { lead, content, indent: Math.max(0, columnsOf(inner) - 1), quotes };
}

/** Columns before a line's quote mark that follows `quotes` others. */
export function indentOfQuote(lead: string, quotes: number): number {
  const before = columnsOf(lead.split('>')[quotes]!);
  return quotes === 0 ? before : Math.max(0, before - 1);
}

const tabStop = 4;

/** Columns that the start of a line takes, tabs included. */
export function columnsOf(start: string): number {
  if (!start.includes('\t')) return start.length;
  let columns = 0;
  for (const character of start) columns += character === '\t' ? tabStop - (columns % tabStop) : 1;
  return columns;
}

/** Column at which the content of a line begins. */
export const columnOf = (line: string): number =>
  columnsOf(line.slice(0, line.length - line.trimStart().length));

/** A line without the blanks of its first columns; where a tab is wider than that, blanks stand for the rest of it. */
export function movedLeft(line: string, columns: number): string {
  let at = 0;
  let passed = 0;
  for (; passed < columns; at++) {
    if (line[at] === ' ') passed++;
    else if (line[at] === '\t') passed += tabStop - (passed % tabStop);
    else break;
  }
  return ' '.repeat(Math.max(0, passed - columns)) + line.slice(at);
}

/** A text without the blanks around it. Expressions that do this besides something else take quadratic time, or worse. */
export function trimmed(text: string, blanks = ' \t'): string {
  let from = 0;
  const to = text.length;
  while (from < to && blanks.includes(text[from]!)) from++;
  return text.slice(from, endOf(text, to, blanks));
}

/** A text without the blanks at its end. */
export const trimmedEnd = (text: string, blanks = ' \t'): string =>
  text.slice(0, endOf(text, text.length, blanks));

function endOf(text: string, end: number, blanks: string): number {
  let to = end;
  while (to > 0 && blanks.includes(text[to - 1]!)) to--;
  return to;
}
