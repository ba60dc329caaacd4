import { columnsOf, movedLeft } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

export const call = /\{\{[<%]\s*(\/?)\s*([\w./-]+)[^{}]*?(\/?)\s*[>%]\}\}/g;
const startsWithCall = /^[ \t]*\{\{[<%]\s*(\/?)\s*[\w]/;
const fence = /^[ \t]*(?:`{3}|~{3})/;

interface Pair {
  name: string;
  /** Columns before its first tag, and how many its lines lose. */
  column: number;
  shift: number;
  /** Whether nothing but shortcodes stands in it so far. */
  holdsCalls: boolean;
}

/**
 * Shortcodes in a shortcode begin where that one does, and take along what they hold. Hugo puts its
 * HTML in their place before it reads Markdown, to which lines indented by four would be code.
 */
export const levelShortcodes = ({ lines: { text } }: Preparation): Edits =>
  new Margins(text).level();

interface Line {
  index: number;
  /** Columns before it, and how many it loses. */
  columns: number;
  shift: number;
  /** Whether it begins with a shortcode that is to begin where the one around it does. */
  isLevel: boolean;
  /** Where the shortcode begins that it begins with. */
  first: number | undefined;
}

class Margins {
  readonly #edits = new Edits();
  readonly #text: readonly string[];
  readonly #indents: readonly number[];
  readonly #pairs: ReturnType<typeof pairsIn>;
  readonly #open: Pair[] = [];

  constructor(text: readonly string[]) {
    this.#text = text;
    this.#indents = text.map(indentOf);
    this.#pairs = pairsIn(text);
  }

  level(): Edits {
    let isCode = false;
    for (const [index, text] of this.#text.entries()) {
      if (fence.test(text)) isCode = !isCode;
      const line = this.#line(index, isCode ? null : startsWithCall.exec(text));
      if (text.trim() !== '') this.#take(line);
      if (isCode) continue;
      for (const match of text.matchAll(call)) this.#tag(match, line);
    }
    return this.#edits;
  }

  #line(index: number, start: RegExpExecArray | null): Line {
    const top = this.#open.at(-1);
    const columns = Math.max(0, this.#indents[index]!);
    const isLevel = start?.[1] === '' && top?.holdsCalls === true;
    const wanted = isLevel ? columns - top.column : (top?.shift ?? 0);
    const shift = Math.max(0, Math.min(wanted, columns));
    return { index, columns, shift, isLevel, first: start?.[0].indexOf('{') };
  }

  /** Moves a line that is not blank, and tells the shortcode around it what it holds. */
  #take({ index, shift, first }: Line): void {
    if (shift > 0) this.#edits.replace(index, movedLeft(this.#text[index]!, shift));
    if (first === undefined) this.#holdsText();
  }

  #holdsText(): void {
    const top = this.#open.at(-1);
    if (top !== undefined) top.holdsCalls = false;
  }

  #tag(match: RegExpExecArray, { index, columns, shift, isLevel, first }: Line): void {
    const [whole, end, name = '', alone] = match;
    if (end) this.#end(name);
    if (end || alone || !this.#pairs.closed.has(name)) return;
    if (!isLevel) this.#holdsText();
    const isLast = this.#text[index]!.slice(match.index + whole.length).trim() === '';
    const holdsCalls = match.index === first && isLast;
    const last = this.#pairs.lastLines.get(keyOf(index, match)) ?? 0;
    const inner = this.#least(shift, index + 1, last);
    this.#open.push({ name, column: columns - shift, shift: inner, holdsCalls });
  }

  /** So many columns, or as many as all lines from one to before another have. */
  #least(columns: number, from: number, to: number): number {
    let least = columns;
    for (let at = from; least > 0 && at < to; at++)
      if (this.#indents[at]! >= 0) least = Math.min(least, this.#indents[at]!);
    return least;
  }

  #end(name: string): void {
    const at = this.#open.findLastIndex((pair) => pair.name === name);
    if (at >= 0) this.#open.length = at;
  }
}

/** Columns before the text of a line; -1 for a blank one. */
const indentOf = (line: string): number =>
  line.trim() === '' ? -1 : columnsOf(/^[ \t]*/.exec(line)![0]);

const keyOf = (line: number, { index }: RegExpMatchArray) => `${line}:${index}`;

/** Names that some tag closes, and the lines on which tags that open are closed, by their places. */
function pairsIn(text: readonly string[]): {
  closed: ReadonlySet<string>;
  lastLines: ReadonlyMap<string, number>;
} {
  const closed = new Set<string>();
  const lastLines = new Map<string, number>();
  const open = new Map<string, string[]>();
  for (const [line, content] of text.entries()) {
    for (const match of content.matchAll(call)) {
      const [, end, name = '', alone] = match;
      const places = open.get(name) ?? [];
      if (end) {
        closed.add(name);
        const place = places.pop();
        if (place !== undefined) lastLines.set(place, line);
      } else if (!alone) {
        places.push(keyOf(line, match));
        open.set(name, places);
      }
    }
  }
  return { closed, lastLines };
}

/** Names that some tag closes. */
export const closedNames = (text: readonly string[]): ReadonlySet<string> => pairsIn(text).closed;
