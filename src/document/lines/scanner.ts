import type { Syntax } from '../document.ts';
import {
  closesFence,
  containerLine,
  endsContainer,
  type Fence,
  fenceMarker,
  isInContainer,
  passes,
} from './fences.ts';
import { indentOfQuote, type LinePrefix, splitPrefix } from './prefix.ts';
import { beginsPlain, isProse } from './prose.ts';

/** What a line of the source is to the syntaxes: prose they may read, or content they must leave alone. */
export type LineKind = 'text' | 'code' | 'fence' | 'comment';

interface OpenItem {
  /** Column at which its content begins. */
  column: number;
  /** Number of `>` before it. */
  quotes: number;
}

/** List items that one line may begin; bounds the time that a hostile line takes. */
const mostItems = 100;
/** The mark of a definition is one where its first line opens a fence. */
const listMarker = /^(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)|:[ \t]+(?=`{3}|~{3}))/;
const footnote = /^\[\^[^\]\s]+\]:[ \t]*/;
/** Columns by which what belongs to a footnote is indented, wherever its label begins. */
const footnoteWidth = 4;
const rawStart = /^<(script|style|!--)/i;
/** Containers within each other; bounds the time that a hostile text takes. */
const mostContainers = 50;

/** Tells code and comments from prose, line by line, knowing block quotes, lists and indentation. */
export function classify(lines: readonly string[], syntax: Syntax): LineKind[] {
  const scanner = new LineScanner(syntax);
  return lines.map((line) => scanner.next(line));
}

/** A text, read as MDX, with an empty line in place of code. Most code is passed over at once, no line of it read. */
export function withoutCode(text: string): string {
  if (!text.includes('```') && !text.includes('~~~')) return text;
  const scanner = new LineScanner('mdx');
  let kept = '';
  let from = 0;
  for (let at = 0, next = 0; at <= text.length; at = next) {
    next = scanner.endOfCode(text, at);
    let isCode = next > at;
    if (!isCode) {
      const end = text.indexOf('\n', at);
      next = (end === -1 ? text.length : end) + 1;
      isCode = scanner.next(text.slice(at, next - 1)) === 'code';
    }
    if (!isCode) continue;
    kept += `${text.slice(from, at)}\n`;
    from = next;
  }
  return kept + text.slice(from);
}

/**
 * Reads a text line by line and tells what each line is. The one place that knows where fences,
 * indented code and comments begin and end within block quotes and lists.
 */
class LineScanner {
  readonly #syntax: Syntax;
  #fence: Fence | undefined;
  /** What ends the comment, script or style that is open. */
  #rawEnd: string | undefined;
  #items: OpenItem[] = [];
  /** The colons of each container that is open, `:::name`. */
  readonly #containers: number[] = [];
  #afterBlank = true;
  #indentedCode = false;
  /** Whether the last line is prose of an item, which the next may go on with although it is not indented. */
  #isProse = false;

  constructor(syntax: Syntax) {
    this.#syntax = syntax;
  }

  next(line: string): LineKind {
    if (this.#fence === undefined && this.#rawEnd === undefined) {
      if (line === '') return this.#blank();
      if (beginsPlain(line.charCodeAt(0), this.#syntax) && !line.startsWith('[^')) {
        this.#isProse &&= isProse(line);
        if (!this.#isProse) this.#items.length = 0;
        this.#indentedCode = false;
        this.#afterBlank = false;
        return 'text';
      }
    }
    if (this.#fence !== undefined && passes(this.#fence, line)) return 'code';
    const prefix = splitPrefix(line);
    const { content } = prefix;
    if (this.#fence !== undefined) {
      const kind = this.#inFence(this.#fence, prefix);
      if (kind !== undefined) return kind;
    }
    if (this.#rawEnd !== undefined) return this.#inRaw(content);
    if (content === '') return this.#blank();
    const kind = this.#begin(prefix);
    this.#afterBlank = false;
    return kind;
  }

  /** From the beginning of a line on, where the next line begins that may not be code. */
  endOfCode(text: string, at: number): number {
    const fence = this.#fence;
    if (fence?.base !== 0 || fence.quotes !== 0 || isInContainer(fence)) return at;
    const mark = text.indexOf(fence.marker, at);
    return mark === -1 ? text.length : text.lastIndexOf('\n', mark) + 1;
  }

  #blank(): LineKind {
    this.#afterBlank = true;
    this.#isProse = false;
    return this.#indentedCode ? 'code' : 'text';
  }

  #inFence(fence: Fence, { lead, content, indent, quotes }: LinePrefix): LineKind | undefined {
    // More quote marks than the fence has are content of it.
    const isQuoted = quotes > fence.quotes;
    const own = isQuoted ? indentOfQuote(lead, fence.quotes) : indent;
    const isBlank = content === '' && !isQuoted;
    if (quotes < fence.quotes || (!isBlank && own < fence.base)) {
      this.#fence = undefined;
      return undefined;
    }
    if (isQuoted) return 'code';
    if (endsContainer(fence, content)) {
      this.#fence = undefined;
      return undefined;
    }
    const closes =
      closesFence(content, fence.marker) && (this.#syntax === 'mdx' || indent <= fence.base + 3);
    if (!closes) return 'code';
    this.#fence = undefined;
    return 'fence';
  }

  #inRaw(content: string): LineKind {
    if (content.toLowerCase().includes(this.#rawEnd!)) this.#rawEnd = undefined;
    return 'comment';
  }

  #begin(prefix: LinePrefix): LineKind {
    const { content, indent, quotes } = prefix;
    this.#isProse &&= quotes === this.#items.at(-1)?.quotes && isProse(content);
    if (!this.#isProse) this.#endItems(prefix);
    const base = this.#base(quotes);
    if (
      this.#syntax === 'markdown' &&
      indent >= base + 4 &&
      (this.#afterBlank || this.#indentedCode)
    ) {
      this.#indentedCode = true;
      return 'code';
    }
    const { inItem, column } = this.#listItems(prefix);
    const rest = inItem.trimStart();
    this.#indentedCode = rest !== '' && rest !== inItem && this.#syntax === 'markdown';
    if (this.#indentedCode) return 'code';
    this.#isProse = this.#items.length > 0 && isProse(rest);
    const marker = fenceMarker(rest);
    const inner = this.#base(quotes);
    // What is indented further goes on with a paragraph.
    const mayFence = this.#syntax === 'mdx' || column < inner + 4;
    if (marker !== undefined && mayFence) {
      const ends = { base: Math.min(inner, column), colons: Math.min(...this.#containers) };
      this.#fence = { marker, indent: column, quotes, ...ends, shown: 0 };
      return 'fence';
    }
    if (rest.startsWith(':::')) this.#container(rest);
    return this.#beginsRaw(rest) ? 'comment' : 'text';
  }

  /** Whether a line begins a comment, script or style, which may end in it or stays open. */
  #beginsRaw(line: string): boolean {
    const raw = line.startsWith('<') ? rawStart.exec(line)?.[1]?.toLowerCase() : undefined;
    if (raw !== undefined) {
      const end = raw === '!--' ? '-->' : `</${raw}`;
      if (!line.toLowerCase().includes(end, raw === '!--' ? 4 : 0)) this.#rawEnd = end;
      return true;
    }
    if (this.#syntax !== 'mdx' || !line.startsWith('{/*') || line.includes('*/', 3)) return false;
    this.#rawEnd = '*/}';
    return true;
  }

  /** Opens a container, or ends one. */
  #container(line: string): void {
    const [, { length } = '', name = ''] = containerLine.exec(line)!;
    const open = this.#containers;
    if (name !== '' && open.length < mostContainers) open.push(length);
    if (name !== '') return;
    const at = open.includes(length)
      ? open.lastIndexOf(length)
      : open.findLastIndex((colons) => colons < length);
    if (at !== -1) open.length = at;
  }

  /** Ends the list items that a line is not in: a quote in an item stands where the item's content does. */
  #endItems({ lead, indent, quotes }: LinePrefix): void {
    const ended = this.#items.findIndex(
      (item) =>
        item.quotes > quotes ||
        item.column > (item.quotes === quotes ? indent : indentOfQuote(lead, item.quotes)),
    );
    if (ended !== -1) this.#items.length = ended;
  }

  /** Column at which the content of the innermost item begins, within so many quotes. */
  #base(quotes: number): number {
    const item = this.#items.at(-1);
    return item?.quotes === quotes ? item.column : 0;
  }

  /** Opens the list items that a line begins, and gives what stands after their markers, with the blanks before indented code. */
  #listItems({ content, indent, quotes }: LinePrefix): { inItem: string; column: number } {
    let rest = content;
    let column = indent;
    const note = footnote.exec(rest);
    if (note !== null) {
      column = this.#base(quotes) + footnoteWidth;
      this.#items.push({ column, quotes });
      rest = rest.slice(note[0].length);
    }
    for (let depth = 0; depth < mostItems; depth++) {
      const marker = listMarker.exec(rest);
      if (marker === null || isThematicBreak(rest)) break;
      const [whole] = marker;
      const least = whole.trimEnd().length + 1;
      const width = whole.length > least + 3 || whole === rest ? least : whole.length;
      column += width;
      this.#items.push({ column, quotes });
      rest = rest.slice(width);
      if (width !== whole.length) break;
    }
    return { inItem: rest, column };
  }
}

const isThematicBreak = (line: string): boolean =>
  /^(?:\*[ \t]*){3,}$|^(?:-[ \t]*){3,}$/.test(line);
