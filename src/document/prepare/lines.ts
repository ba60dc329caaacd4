import type { Syntax } from '../document.ts';

/** What a line of the source is to the syntaxes: prose they may read, or content they must leave alone. */
export type LineKind = 'text' | 'code' | 'fence' | 'comment';

/** The lines of a text; which of them are code is found when it is first asked. */
export class Lines {
  readonly text: readonly string[];
  /** Line of the source that each line came from, from 1. */
  readonly source: readonly number[];
  readonly #syntax: Syntax;
  #kind: readonly LineKind[] | undefined;

  constructor(text: readonly string[], source: readonly number[], syntax: Syntax) {
    this.text = text;
    this.source = source;
    this.#syntax = syntax;
  }

  /** `fence` lines open or close what the `code` lines between them are. */
  get kind(): readonly LineKind[] {
    this.#kind ??= classify(this.text, this.#syntax);
    return this.#kind;
  }

  /** The same places with other lines. */
  with(text: readonly string[], source: readonly number[]): Lines {
    return new Lines(text, source, this.#syntax);
  }
}

interface Fence {
  /** The marks that it began with; as many or more of them end it. */
  marker: string;
  indent: number;
  /** Number of `>` before it. */
  quotes: number;
  /** Column at which the content of its list item begins. */
  base: number;
}

const fenceStart = /^(`{3,}(?!.*`)|~{3,})/;
const listMarker = /^(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)/;
const rawStart = /^<(script|style|!--)/i;

/** Splits a text into lines. */
export function scanLines(text: string, syntax: Syntax): Lines {
  const lines = text.split('\n');
  return new Lines(
    lines,
    lines.map((_, index) => index + 1),
    syntax,
  );
}

/** Tells code and comments from prose, line by line, knowing block quotes, lists and indentation. */
export function classify(lines: readonly string[], syntax: Syntax): LineKind[] {
  const scanner = new Scanner(syntax);
  return lines.map((line) => scanner.next(line));
}

class Scanner {
  readonly #syntax: Syntax;
  #fence: Fence | undefined;
  /** What ends the comment, script or style that is open. */
  #rawEnd: string | undefined;
  /** Columns at which the contents of the open list items begin. */
  #items: number[] = [];
  #afterBlank = true;
  #indentedCode = false;

  constructor(syntax: Syntax) {
    this.#syntax = syntax;
  }

  next(line: string): LineKind {
    if (this.#fence === undefined && this.#rawEnd === undefined) {
      if (line === '') return this.#blank();
      if (beginsPlain(line.charCodeAt(0))) {
        this.#items.length = 0;
        this.#indentedCode = false;
        this.#afterBlank = false;
        return 'text';
      }
    }
    if (this.#fence?.base === 0 && this.#fence.quotes === 0 && !line.includes(this.#fence.marker)) {
      return 'code';
    }
    const { content, indent, quotes } = splitPrefix(line);
    if (this.#fence !== undefined) {
      const kind = this.#inFence(this.#fence, content, indent, quotes);
      if (kind !== undefined) return kind;
    }
    if (this.#rawEnd !== undefined) return this.#inRaw(content);
    if (content === '') return this.#blank();
    const kind = this.#begin(content, indent, quotes);
    this.#afterBlank = false;
    return kind;
  }

  #blank(): LineKind {
    this.#afterBlank = true;
    return this.#indentedCode ? 'code' : 'text';
  }

  #inFence(fence: Fence, content: string, indent: number, quotes: number): LineKind | undefined {
    const left = quotes < fence.quotes || (content !== '' && indent < fence.base);
    if (left) {
      this.#fence = undefined;
      return undefined;
    }
    const closes =
      content.startsWith(fence.marker) &&
      content.replaceAll(fence.marker[0]!, '') === '' &&
      (this.#syntax === 'mdx' || indent <= fence.indent + 3);
    if (!closes) return 'code';
    this.#fence = undefined;
    return 'fence';
  }

  #inRaw(content: string): LineKind {
    if (content.toLowerCase().includes(this.#rawEnd!)) this.#rawEnd = undefined;
    return 'comment';
  }

  #begin(content: string, indent: number, quotes: number): LineKind {
    while (this.#items.length > 0 && indent < this.#items.at(-1)!) this.#items.pop();
    const base = this.#items.at(-1) ?? 0;
    if (
      this.#syntax === 'markdown' &&
      indent >= base + 4 &&
      (this.#afterBlank || this.#indentedCode)
    ) {
      this.#indentedCode = true;
      return 'code';
    }
    this.#indentedCode = false;
    const { rest, column } = this.#listItems(content, indent);
    const first = rest.charAt(0);
    const fence = first === '`' || first === '~' ? fenceStart.exec(rest)?.[1] : undefined;
    if (fence !== undefined) {
      const inner = this.#items.at(-1) ?? 0;
      this.#fence = { marker: fence, indent: column, quotes, base: Math.min(inner, column) };
      return 'fence';
    }
    const raw = first === '<' ? rawStart.exec(rest)?.[1]?.toLowerCase() : undefined;
    if (raw !== undefined) {
      const end = raw === '!--' ? '-->' : `</${raw}`;
      if (!rest.toLowerCase().includes(end, raw === '!--' ? 4 : 0)) this.#rawEnd = end;
      return 'comment';
    }
    return 'text';
  }

  /** Opens the list items that a line begins, and gives what stands after their markers. */
  #listItems(content: string, indent: number): { rest: string; column: number } {
    let rest = content;
    let column = indent;
    for (let marker = listMarker.exec(rest); marker !== null; marker = listMarker.exec(rest)) {
      if (isThematicBreak(rest)) break;
      const [whole] = marker;
      const padding = whole.length - whole.trimEnd().length;
      const width = padding > 4 ? whole.trimEnd().length + 1 : whole.length;
      column += rest.length === whole.length ? whole.trimEnd().length + 1 : width;
      this.#items.push(column);
      rest = rest.slice(whole.length);
      if (rest === '' || padding > 4) break;
    }
    return { rest, column };
  }
}

function isThematicBreak(line: string): boolean {
  return /^(?:\*[ \t]*){3,}$|^(?:-[ \t]*){3,}$/.test(line);
}

/** Whether a line that begins with a character is neither code, nor comment, nor in a list or quote. */
function beginsPlain(code: number): boolean {
  return (code > 0x3e && code !== 0x60 && code !== 0x7e) || code === 0x23;
}

const prefix = /^[ \t]*(?:>[ \t]?[ \t]*)*/;

/** The block quote marks and indentation before a line's content; `indent` counts after the last mark. */
export function splitPrefix(line: string): {
  lead: string;
  content: string;
  indent: number;
  quotes: number;
} {
  const first = line.charCodeAt(0);
  if (first > 0x20 && first !== 0x3e)
    return { lead: '', content: line.trimEnd(), indent: 0, quotes: 0 };
  const lead = prefix.exec(line)![0];
  const content = line.slice(lead.length).trimEnd();
  const mark = lead.lastIndexOf('>');
  if (mark === -1) return { lead, content, indent: widthOf(lead), quotes: 0 };
  const inner = lead.slice(mark + 1);
  const quotes = lead.split('>').length - 1;
  return { lead, content, indent: Math.max(0, widthOf(inner) - 1), quotes };
}

function widthOf(blanks: string): number {
  if (!blanks.includes('\t')) return blanks.length;
  let width = 0;
  for (const blank of blanks) width += blank === '\t' ? 4 - (width % 4) : 1;
  return width;
}
