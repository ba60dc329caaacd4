import { columnsOf } from './columns.ts';

/** A line that may begin another block than the paragraph that it stands in. */
export const blockInside = /\n[ \t]*(?:[-*+_>#|<={]|\d|`{3}|~{3})/;

const listItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/;

export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

export function endOfParagraph(text: string, at: number): number {
  const end = text.indexOf('\n\n', at);
  return end === -1 ? text.length : end;
}

/** The end of a run of one character. */
export function endOfRun(text: string, at: number): number {
  const code = text.charCodeAt(at);
  let after = at + 1;
  while (text.charCodeAt(after) === code) after++;
  return after;
}

type EsmWord = '\nimport' | '\nexport';

/** Finds the lines that import or export, going on through a text; each word is looked for once. */
export class EsmLines {
  readonly #text: string;
  readonly #next: Record<EsmWord, number> = { '\nimport': -2, '\nexport': -2 };

  constructor(text: string) {
    this.#text = text;
  }

  /** The start of the first such line at or after a place; the end of the text where there is none. */
  next(at: number): number {
    return Math.min(this.#find('\nimport', at), this.#find('\nexport', at));
  }

  #find(word: EsmWord, at: number): number {
    if (this.#next[word] < at) {
      this.#next[word] = this.#search(word, at);
    }
    return this.#next[word];
  }

  #search(word: string, at: number): number {
    if (at === 0 && this.#text.startsWith(word.slice(1))) return 0;
    const found = this.#text.indexOf(word, Math.max(0, at - 1));
    return found === -1 ? this.#text.length : found + 1;
  }
}

/** The end of the line that closes a fence whose content begins at `start`; of the text where none does. */
export function fenceEnd(text: string, marker: string, start: number): number {
  for (let close = text.indexOf(marker, start); close !== -1; ) {
    const after = endOfRun(text, close);
    const before = text.slice(text.lastIndexOf('\n', close) + 1, close);
    const isAlone =
      /^[ \t>]*$/.test(before) && text.slice(after, endOfLine(text, after)).trim() === '';
    if (isAlone) return endOfLine(text, after);
    close = text.indexOf(marker, after);
  }
  return text.length;
}

/** Finds the list item that may be around a place, going on through a text. */
export class ItemsAbove {
  readonly #text: string;
  #at = 0;
  #column: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * The column of what is in the nearest item that begins above the line of a place, and after the
   * last line without indentation. To be asked for places in order.
   */
  columnAt(place: number): number | undefined {
    const lineStart = this.#text.lastIndexOf('\n', place - 1) + 1;
    while (this.#at < lineStart) {
      const end = endOfLine(this.#text, this.#at);
      const line = this.#text.slice(this.#at, end);
      const marker = listItem.exec(line);
      if (marker !== null) this.#column = columnsOf(marker[0].replace(/\S$/, '$& '));
      else if (/^\S/.test(line)) this.#column = undefined;
      this.#at = end + 1;
    }
    return this.#column;
  }
}

interface Fence {
  /** What stands before its marks. */
  lead: string;
  /** Where its content begins and ends. */
  start: number;
  end: number;
  items: ItemsAbove;
}

/** Whether a fence may lose the list item or quote around it before it is closed, and end with that. */
export function leavesItem(text: string, { lead, start, end, items }: Fence): boolean {
  const body = text
    .slice(start, end)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lead.includes('>')) return body.some((line) => !line.startsWith(lead));
  const item = items.columnAt(start - 1);
  if (item === undefined) return false;
  const enough = Math.min(item, columnsOf(lead));
  return body.some((line) => columnsOf(/^[ \t]*/.exec(line)![0]) < enough);
}
