import { blockNames } from '../html-names.ts';
import type { LineKinds } from '../lines/lines.ts';
import { itemMarks, splitPrefix } from '../lines/prefix.ts';
import { codeSpans, inSpan } from '../lines/spans.ts';
import { readAttributes } from './attributes.ts';

type Mode = 'block' | 'span' | 'raw';

export interface Closed extends Element {
  close: NonNullable<Element['close']>;
}

interface Element {
  name: string;
  lead: string;
  index: number;
  /** Where its opening tag ends. */
  end: number;
  mode: Mode;
  /** How the content of the element around it is read. */
  parent?: Mode | undefined;
  close?: { index: number; from: number; to: number };
}

const openTag = /^\s*<([a-z][a-z\d]*)(?:\s[^<>]*)?$/i;
/** Lines of the longest tag that is looked for. */
const longestTag = 40;
/** What may begin something within a line of Markdown. */
const mark = /[*_`]|\]\(|\]\[/;
const tag = /<(\/?)([a-z][a-z\d]*)((?:\s[^<>]*)?)>/gi;
const spanNames = new Set('address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th'.split(' '));
const rawNames = new Set('canvas math option pre script style textarea'.split(' '));

/** What holds Markdown beside the elements that say it. */
export interface Reading {
  /** Whether HTML at the beginning of a line is part of a paragraph, not a block of its own. */
  isInline?: (index: number) => boolean;
  /** Whether elements say it within others that hold none. */
  nested?: boolean;
}

interface FindOptions {
  /** Whether elements that begin items and whose first tag runs over several lines are found, and tags at the start of a line that close nothing. */
  all?: boolean;
  reading?: Reading;
}

/** The block elements that have both tags, in order, each with how its content is read. */
export function findElements(
  lines: LineKinds,
  { all = false, reading = {} }: FindOptions,
): Closed[] {
  const elements = new Elements(all);
  for (const [index, text] of lines.text.entries()) {
    if (lines.kind[index] !== 'text' || !text.includes('<')) continue;
    const prefix = splitPrefix(text);
    const lead = prefix.lead + (all ? itemMarks.exec(prefix.content)![0] : '');
    const start = elements.read({ index, text, lead });
    const name = all ? openTag.exec(text.slice(start))?.[1]?.toLowerCase() : undefined;
    if (name !== undefined && blockNames.has(name) && endsBelow(lines.text, index))
      elements.open({ name, lead, index, end: text.length, mode: 'raw' });
  }
  return elements.closed().map(inParent(lines, reading));
}

interface Line {
  index: number;
  text: string;
  /** What stands before its content. */
  lead: string;
}

interface Tag {
  name: string;
  attributes: string;
  line: Line;
  from: number;
  to: number;
}

/** Elements in the order of their opening tags. */
class Elements {
  readonly #found: Element[] = [];
  readonly #open: Element[] = [];
  /** How many elements of a name are open. */
  readonly #counts = new Map<string, number>();
  /** Whether tags at the start of a line that close nothing are found. */
  readonly #all: boolean;

  constructor(all: boolean) {
    this.#all = all;
  }

  /** Reads the tags of a line, and gives where the last one ends that opens or closes an element. */
  read(line: Line): number {
    const spans = codeSpans(line.text);
    let start = line.lead.length;
    for (const { 0: whole, 1: slash, 2: written, 3: attributes, index: from } of line.text.matchAll(
      tag,
    )) {
      const name = written!.toLowerCase();
      if (!blockNames.has(name) || inSpan(spans, from)) continue;
      const found = { name, attributes: attributes!, line, from, to: from + whole.length };
      if (slash ? this.#closes(found) : this.#opens(found, start)) start = found.to;
    }
    return start;
  }

  /** Whether a tag opens an element: one that other text stands before does not. */
  #opens({ name, attributes, line, from, to }: Tag, start: number): boolean {
    const { text, lead, index } = line;
    if (text.slice(start, from).trim() !== '' || attributes.endsWith('/')) return false;
    this.open({ name, lead, index, end: to, mode: modeOf(name, attributes) });
    return true;
  }

  #closes({ name, line: { lead, index }, from, to }: Tag): boolean {
    const close = { index, from, to };
    if (this.#close(name, close)) return true;
    if (this.#all && from === lead.length)
      this.#found.push({ name, lead, index, end: to, mode: 'raw', close });
    return false;
  }

  open(element: Element): void {
    this.#open.push(element);
    this.#count(element.name, 1);
    this.#found.push(element);
  }

  /** Closes the innermost element of a name, and leaves out those open in it; false if none is open. */
  #close(name: string, close: Closed['close']): boolean {
    if (!this.#counts.get(name)) return false;
    const at = this.#open.findLastIndex((element) => element.name === name);
    this.#open[at]!.close = close;
    for (const left of this.#open.splice(at)) this.#count(left.name, -1);
    return true;
  }

  closed(): Closed[] {
    return this.#found.filter((element): element is Closed => element.close !== undefined);
  }

  #count(name: string, by: number): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }
}

/** Whether a tag that a line begins ends below, and not within itself. */
function endsBelow(text: readonly string[], index: number): boolean {
  for (const line of text.slice(index + 1, index + longestTag)) {
    const sign = /[<>]|^\s*$/.exec(line)?.[0];
    if (sign !== undefined) return sign === '>' && !line.slice(0, line.indexOf('>')).endsWith('/');
  }
  return false;
}

function modeOf(name: string, source: string): Mode {
  const attributes = readAttributes(source) ?? [];
  const found = attributes.find((each) => each.name === 'markdown');
  if (found === undefined || rawNames.has(name)) return 'raw';
  if (found.value === 'block' || found.value === 'span') return found.value;
  if (![null, '', '1', 'markdown'].includes(found.value as string | null)) return 'raw';
  return spanNames.has(name) ? 'span' : 'block';
}

/** Elements within a raw one are raw, and those within a span that are Markdown are spans. */
function inParent({ text }: LineKinds, { isInline, nested }: Reading): (element: Closed) => Closed {
  const parents: (Closed & { isInline?: boolean; isFree?: boolean })[] = [];
  return (element) => {
    while (parents.length > 0 && endsBefore(parents.at(-1)!, element)) parents.pop();
    const around = parents.at(-1);
    const parent = around?.mode;
    // What stands in a block of HTML is HTML, wherever it begins.
    const isFree =
      parent === undefined || parent === 'block' || (around!.isFree && isInline?.(around!.index));
    const inLine = around?.isInline ?? (isFree && isInParagraph(element));
    if (inLine && element.mode === 'raw' && !rawNames.has(element.name)) element.mode = 'span';
    else if (parent === 'span' && element.mode !== 'raw') element.mode = 'span';
    else if (parent === 'raw' && !nested && !isFree) element.mode = 'raw';
    element.parent = parent;
    parents.push(Object.assign(element, inLine && { isInline: true }, isFree && { isFree: true }));
    return element;
  };

  /** Whether it is a part of one paragraph that has marks of Markdown. */
  function isInParagraph({ index, close }: Closed): boolean {
    if (!isInline?.(index)) return false;
    const own = text.slice(index, close.index + 1);
    return (
      own.every((line) => splitPrefix(line).content !== '') && own.some((line) => mark.test(line))
    );
  }
}

export const endsBefore = ({ close }: Closed, { index, end }: Element): boolean =>
  close.index < index || (close.index === index && close.from < end);
