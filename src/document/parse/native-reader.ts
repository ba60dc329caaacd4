import { endOfString, endOfTemplate, opensString, readSlash, type Token } from './native-lexer.ts';
import { type Read, readTag } from './native-tag.ts';

const [brace, braceEnd, less, slash, tick] = [...'{}</`'].map((sign) => sign.charCodeAt(0));

/** What hides no mark. */
const plain = /[^{}<"'`/]*/y;

const beginOfTag = /[A-Za-z_$/>]/;

/** Where native's calls nest deeper than this, what is read depends on where native began. */
const maxDepth = 32;

/** Children of elements that may be looked at: their number grows with the square of the elements without an end. */
const maxSteps = 2e6;

/**
 * Reads a text as 0.10.5 of native does (`scan_mdx_expression_end_inner`, `scan_mdx_jsx_element_end`)
 * from its marks on, each `{` and each `<`. What is read does not depend on what stands before the
 * mark, so each is read once: the braces from the last one on, the others when they are needed.
 */
export class NativeReader {
  readonly text: string;
  /** Where the marks are; the end of the text is the last one. */
  readonly marks: readonly number[];
  #steps = 0;
  readonly reads: (Read | undefined)[];
  readonly tags: (Read | undefined)[];

  constructor(text: string, marks: readonly number[]) {
    this.text = text;
    this.marks = marks;
    this.reads = marks.map(() => undefined);
    this.tags = marks.map(() => undefined);
  }

  /** Whether so much was looked at that no more should be. */
  get isSpent(): boolean {
    return this.#steps > maxSteps;
  }

  /** What is read of an expression, an element or a closing tag. */
  read(mark: number, level = 0): Read {
    this.reads[mark] ??= this.#bounded(
      this.text.charCodeAt(this.marks[mark]!) === brace
        ? this.#expression(mark)
        : this.#element(mark, level),
    );
    return this.reads[mark];
  }

  /** What is read of the tag alone that an element begins with. */
  tag(mark: number): Read {
    this.tags[mark] ??= this.#bounded(readTag(this, mark));
    return this.tags[mark];
  }

  /** The first mark that is not before a place; not one before the given mark. */
  nextFrom(mark: number, at: number): number {
    let next = mark;
    while (this.marks[next]! < at) next++;
    return next;
  }

  #bounded(read: Read): Read {
    return read.depth > maxDepth ? { ...read, work: Infinity } : read;
  }

  #element(mark: number, level: number): Read {
    const { text, marks } = this;
    const isClosing = text.charCodeAt(marks[mark]! + 1) === slash;
    const opening = this.tag(mark);
    if (!opening.isWhole || isClosing || text.charCodeAt(opening.end - 2) === slash) return opening;
    let { end: from, next, work, depth } = opening;
    for (; next < marks.length - 1 && level <= maxDepth; this.#steps++) {
      const at = marks[next]!;
      const isBrace = text.charCodeAt(at) === brace;
      const child = this.read(next, level + 1);
      work += at - from + child.work;
      depth = Math.max(depth, child.depth + (isBrace ? 0 : 1));
      if (text.charCodeAt(at + 1) === slash && !isBrace) return { ...child, work, depth };
      if (!child.isWhole && isBrace) return { ...child, work, depth };
      // A `<` that begins no element is text.
      from = child.isWhole ? child.end : at;
      next = child.isWhole ? child.next : next + 1;
    }
    const isCertain = level <= maxDepth;
    return this.#failed(isCertain ? work + text.length - from : Infinity, depth);
  }

  #failed(work: number, depth: number): Read {
    return { isWhole: false, end: this.text.length, next: this.marks.length - 1, work, depth };
  }

  #expression(mark: number): Read {
    const { text, marks } = this;
    let from = marks[mark]!;
    let next = mark;
    let work = 0;
    let depth = 0;
    let token: Token = { end: from + 1, hasValue: false };
    for (;;) {
      const at = endOfPlain(text, token.end);
      if (at >= text.length) return this.#failed(work + text.length - from, depth);
      const sign = text.charCodeAt(at);
      if (sign === braceEnd) {
        const end = at + 1;
        work += end - from;
        return { isWhole: true, end, next: this.nextFrom(next, end), work, depth };
      }
      if (!isMark(text, at)) {
        const read = readSign(text, at, token);
        if (read === undefined) return this.#failed(Infinity, depth);
        token = read;
        continue;
      }
      next = this.nextFrom(next, at);
      const inner = this.read(next);
      work += at - from + inner.work;
      depth = Math.max(depth, inner.depth + (sign === less ? 1 : 0));
      if (!inner.isWhole && sign === brace) return this.#failed(work, depth);
      from = inner.isWhole ? inner.end : at + 1;
      if (inner.isWhole) next = inner.next;
      token = { end: from, hasValue: inner.isWhole };
    }
  }
}

function endOfPlain(text: string, at: number): number {
  plain.lastIndex = at;
  plain.test(text);
  return plain.lastIndex;
}

/** Whether an expression or a tag begins at a place. */
function isMark(text: string, at: number): boolean {
  const sign = text.charCodeAt(at);
  return sign === brace || (sign === less && beginOfTag.test(text.charAt(at + 1)));
}

/** What begins at a sign and is neither an expression nor a tag; undefined where a slash may be anything. */
function readSign(text: string, at: number, before: Token): Token | undefined {
  switch (text.charCodeAt(at)) {
    case slash:
      return readSlash(text, at, before);
    case tick:
      return { end: endOfTemplate(text, at), hasValue: true };
    case less:
      return { end: at + 1, hasValue: false };
    default:
      return { end: opensString(text, at) ? endOfString(text, at) : at + 1, hasValue: true };
  }
}

/** Where all `{` and `<` are, and the end of the text. */
export function marksOf(text: string): number[] {
  const marks: number[] = [];
  let [next, less] = [text.indexOf('{'), text.indexOf('<')];
  while (next !== -1 || less !== -1) {
    const isBrace = less === -1 || (next !== -1 && next < less);
    marks.push(isBrace ? next : less);
    if (isBrace) next = text.indexOf('{', next + 1);
    else less = text.indexOf('<', less + 1);
  }
  marks.push(text.length);
  return marks;
}
