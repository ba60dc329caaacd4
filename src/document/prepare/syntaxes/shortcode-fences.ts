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
  return text.some((line) => indentedCall.test(line)) ? new Indenter(text).read() : new Edits();
}

class Indenter {
  readonly #text: readonly string[];
  readonly #edits = new Edits();
  readonly #closed: ReadonlySet<string>;
  readonly #open: Open[] = [];
  /** Columns at which the text of the open list items begins. */
  readonly #items: number[] = [];
  #fence: { end: RegExp; shift: number } | undefined;
  #isAfterBlank = true;

  constructor(text: readonly string[]) {
    this.#text = text;
    this.#closed = closedNames(text);
  }

  read(): Edits {
    for (const [index, line] of this.#text.entries()) {
      const isBlank = line.trim() === '';
      if (this.#fence !== undefined) {
        if (this.#fence.shift > 0 && !isBlank) this.#indent(index, this.#fence.shift);
        if (this.#fence.end.test(line)) this.#fence = undefined;
      } else if (isBlank) {
        this.#isAfterBlank = true;
      } else {
        const column = columnOf(line);
        if (this.#beginsFence(index, column)) continue;
        this.#followItems(line, column);
        this.#followCalls(line, column);
      }
    }
    return this.#edits;
  }

  #indent(index: number, columns: number): void {
    this.#edits.replace(index, ' '.repeat(columns) + this.#text[index]!);
  }

  #beginsFence(index: number, column: number): boolean {
    const top = this.#open.at(-1);
    const [, mark] = fenceStart.exec(this.#text[index]!) ?? [];
    const shift = top?.inItem && !isCodeName(top.name) ? Math.max(0, top.column - column) : 0;
    if (shift > 0) top!.before.push(index);
    if (mark !== undefined) {
      this.#fence = { end: new RegExp(`^[ \\t]*${mark}${mark[0]}*[ \\t]*$`), shift };
      for (const one of shift > 0 ? this.#open : []) one.isMoved = one.inItem;
    }
    for (const one of this.#open) {
      for (const at of one.isMoved ? one.before.splice(0) : [])
        this.#indent(at, one.column - columnOf(this.#text[at]!));
    }
    return mark !== undefined;
  }

  #followItems(line: string, column: number): void {
    const items = this.#items;
    const [marks] = itemMarks.exec(line.trimStart())!;
    const floor = Math.max(column, this.#open.at(-1)?.column ?? -1);
    const mayEnd = this.#isAfterBlank || marks !== '';
    while (mayEnd && items.length > 0 && items.at(-1)! > floor) items.pop();
    if (marks !== '') items.push(column + marks.length);
    this.#isAfterBlank = false;
  }

  #followCalls(line: string, column: number): void {
    const open = this.#open;
    for (const [, end, name = '', alone] of line.matchAll(call)) {
      const at = end ? open.findLastIndex((one) => one.name === name) : -1;
      if (at >= 0) open.length = at;
      if (end || alone || !this.#closed.has(name)) continue;
      const outer = open.at(-1);
      const own = { name, column, inItem: column > 0 && this.#items.length > 0 };
      // What begins before the shortcode around it moves with that one.
      const moved = outer?.inItem && outer.column > column ? { ...outer, name } : own;
      open.push({ ...moved, before: [], isMoved: false });
    }
  }
}
