/** Most tokens of a chunk, but for a block that is larger by itself. */
export const chunkTokens = 200;

export interface CutOptions {
  count: (text: string) => number;
  maxTokens?: number;
}

/** The body of a page in parts of at most so many tokens, section by section. */
export interface BodyCut {
  sections: CutSection[];
  /** Of the whole body. */
  tokens: number;
}

interface CutSection extends BodySection {
  parts: BodyPart[];
}

interface BodyPart extends Span {
  tokens: number;
}

/** Cuts a body at its headings and, where a section is long, between its blocks. */
export function cutBody(body: string, { count, maxTokens = chunkTokens }: CutOptions): BodyCut {
  const sections = sectionsOf(body).map((section) => {
    return { ...section, parts: partsOf(body, section, { count, maxTokens }) };
  });
  const parts = sections.flatMap(({ parts }) => parts);
  const adds = parts.every(({ start }) => addsUp(body, start));
  const tokens = adds ? parts.reduce((sum, part) => sum + part.tokens, 0) : count(body);
  return { sections, tokens };
}

const cuts = new WeakMap<object, BodyCut>();

/** The cut of a document whose body is final, made once. */
export function cutOf(document: { body(): string }, count: CutOptions['count']): BodyCut {
  const cut = cuts.get(document) ?? cutBody(document.body(), { count });
  cuts.set(document, cut);
  return cut;
}

/** Fills parts with blocks as long as they fit; a heading always stays with the block below it. */
function partsOf(
  body: string,
  { start, end, depth, cuts }: BodySection,
  { count, maxTokens }: Required<CutOptions>,
): BodyPart[] {
  // What is short most often fits whole; what is long is counted once, block by block.
  if (cuts.length === 0 || end - start <= 2 * maxTokens) {
    const tokens = count(body.slice(start, end));
    if (tokens <= maxTokens || cuts.length === 0) return [{ start, end, tokens }];
  }
  const parts: BodyPart[] = [];
  let open: BodyPart | undefined;
  for (const [index, from] of [start, ...cuts].entries()) {
    const to = cuts[index] ?? end;
    const block = { start: from, end: to, tokens: count(body.slice(from, to)) };
    const joined = open && join(body, open, block, count);
    if (joined !== undefined && ((index === 1 && depth > 0) || joined.tokens <= maxTokens)) {
      open = joined;
    } else {
      if (open !== undefined) parts.push(open);
      open = block;
    }
  }
  return [...parts, open!];
}

function join(body: string, one: BodyPart, next: BodyPart, count: CutOptions['count']): BodyPart {
  const { start } = one;
  const { end } = next;
  const adds = addsUp(body, next.start);
  return { start, end, tokens: adds ? one.tokens + next.tokens : count(body.slice(start, end)) };
}

/**
 * Whether the tokens before and after the start of a line add up to those of both together. Only a
 * slash goes into one token with the line break before it.
 */
const addsUp = (body: string, at: number): boolean => body[at] !== '/';

/** A stretch of whole lines of a page's body, by offsets in UTF-16 code units. */
interface Span {
  start: number;
  end: number;
}

/** A heading and its own text, up to the next heading of any level. */
interface BodySection extends Span {
  /** 1 to 6; 0 for text above the first heading. */
  depth: number;
  /** Text of the heading as it stands in the body, without the `#` marks. */
  heading: string;
  /** Where the section may be cut: starts of its blocks and of its top-level list items. */
  cuts: number[];
}

const headingLine = /^(#{1,6})[ \t](.*)$/;
const itemLine = /^(?:[-*+]|\d{1,9}[.)])[ \t]/;
const fenceStart = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})/;

/** A sentence that ends in a colon, or a label in bold, stays with the code, table or first item that it introduces. */
const colon = /[:：][*_~)]*$/;
const introducible = new RegExp(`${fenceStart.source}|^\\|`);

/**
 * Cuts the body of an output at its headings. It relies on the house style: blocks are parted by
 * blank lines, code stands in fences, and headings begin with `#` in the first column.
 *
 * @returns spans that cover the whole body, in order
 */
function sectionsOf(body: string): BodySection[] {
  const sections = new Sections();
  for (let start = 0; start < body.length; ) {
    const newline = body.indexOf('\n', start);
    const end = newline === -1 ? body.length : newline + 1;
    sections.take(body.slice(start, newline === -1 ? end : newline), { start, end });
    start = end;
  }
  sections.endAt(body.length);
  return sections.all;
}

/** Collects sections line by line. */
class Sections {
  readonly all: BodySection[] = [];
  #section: BodySection = { start: 0, end: 0, depth: 0, heading: '', cuts: [] };
  /** What opened the block of code that is not yet closed. */
  #fence: string | undefined;
  #afterBlank = true;
  #inList = false;
  /** The last line with text outside of code. */
  #before = '';

  take(line: string, place: Span): void {
    const isCode = this.#fence !== undefined;
    const isBlank = !isCode && line.trim() === '';
    if (isCode) this.#fence = closes(line, this.#fence!) ? undefined : this.#fence;
    else if (!isBlank) this.#takeText(line, place);
    this.#afterBlank = isBlank;
  }

  endAt(end: number): void {
    if (end > this.#section.start) this.all.push({ ...this.#section, end });
  }

  #takeText(line: string, { start, end }: Span): void {
    const isIndented = line[0] === ' ' || line[0] === '\t';
    const isItem = !isIndented && itemLine.test(line);
    const heading = headingLine.exec(line);
    if (heading !== null) {
      this.endAt(start);
      const [, marks = '', words = ''] = heading;
      this.#section = { start, end, depth: marks.length, heading: words.trim(), cuts: [] };
    } else if ((this.#afterBlank && !isIndented) || (isItem && this.#inList)) {
      const isFirst = isItem && !this.#inList;
      const isIntroduced = colon.test(this.#before) && (introducible.test(line) || isFirst);
      if (start > this.#section.start && !isIntroduced) this.#section.cuts.push(start);
    }
    if (!isIndented && (this.#afterBlank || isItem)) this.#inList = isItem;
    this.#fence = fenceStart.exec(line)?.[1];
    this.#before = line;
  }
}

function closes(line: string, fence: string): boolean {
  // Most lines of code end here.
  if (!line.includes(fence)) return false;
  const text = line.trim();
  return text.length >= fence.length && text === fence[0]!.repeat(text.length);
}
