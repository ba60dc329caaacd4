import { addTo } from '../../maps.ts';
import { blockNames } from '../html-names.ts';
import type { LineKinds } from '../lines/lines.ts';
import { itemMarks, splitPrefix } from '../lines/prefix.ts';
import { codeSpans, inSpan } from '../lines/spans.ts';
import { readAttributes } from './attributes.ts';
import { Edits } from './edits.ts';

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
const hasMarkdown = /<[a-z][^<>]*\smarkdown[\s=>]/i;
const opensBlock = /^[\s>]*<[a-z]/i;
/** What may begin something within a line of Markdown. */
const mark = /[*_`]|\]\(|\]\[/;
const escapedTag = /(?<!\\)\\(?=<\/?[a-z])/gi;
const tag = /<(\/?)([a-z][a-z\d]*)((?:\s[^<>]*)?)>/gi;
const spanNames = new Set('address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th'.split(' '));
const rawNames = new Set('canvas math option pre script style textarea'.split(' '));

/** What holds Markdown beside the elements that say it. */
interface Reading {
  /** Whether HTML at the beginning of a line is part of a paragraph, not a block of its own. */
  isInline?: (index: number) => boolean;
  /** Whether elements say it within others that hold none. */
  nested?: boolean;
}

/**
 * Python-Markdown's `md_in_html`: what a block element with the attribute `markdown` holds is
 * Markdown, unless it stands within an element that lacks it. Blank lines around the tags say the
 * same to CommonMark.
 */
export function prepareMarkdownElements(lines: LineKinds, reading: Reading): Edits {
  const edits = new Edits();
  const { isInline } = reading;
  const isTold = (line: string, index: number) =>
    hasMarkdown.test(line) || (isInline !== undefined && opensBlock.test(line) && isInline(index));
  if (!lines.text.some(isTold)) return edits;
  const cuts = new Map<number, number[]>();
  const leads = new Map<number, string>();
  let flushed = 0;
  const flush = lines.text.map((line) => (/^\S/.test(line) ? ++flushed : flushed));
  // Fewer than four blanks do not bring HTML into an item, where its content stands further left.
  const isOutside = ({ index, lead, close }: Closed) =>
    /^ +$/.test(lead) && isInline?.(index) === false && flush[close.index - 1]! > flush[index]!;
  const cut = (index: number, ...at: number[]) => {
    for (const one of at) addTo(cuts, index, one);
  };
  for (const found of findElements(lines, { reading })) {
    const { index, end, mode, parent, close } = found;
    if (mode === 'raw') {
      if (parent === 'block' || parent === 'span') cut(close.index, close.to);
      continue;
    }
    const lead = isOutside(found) ? '' : found.lead;
    if (lead !== found.lead) leads.set(index, lead);
    cut(index, end);
    cut(close.index, close.from, close.to);
    const isOuterSpan = mode === 'span' && parent !== 'span';
    for (let at = index; isOuterSpan && at < close.index; at++) leads.set(at, lead);
    if (lines.text[close.index]!.slice(0, close.from).trim() === '') leads.set(close.index, lead);
  }
  for (const [index, line] of lines.text.entries()) {
    if (lines.kind[index] !== 'text' || !(cuts.has(index) || leads.has(index))) continue;
    const parts = apart(line, leads.get(index), cuts.get(index) ?? []);
    // Only to kramdown is `\<` no start of a tag.
    edits.replace(
      index,
      ...(isInline ? parts.map((part) => part.replace(escapedTag, '\\\\')) : parts),
    );
  }
  return edits;
}

/** The parts of a line on lines of their own, with blank ones between them. */
function apart(line: string, newLead: string | undefined, cuts: readonly number[]): string[] {
  const { lead } = splitPrefix(line);
  const places = [lead.length, ...cuts.toSorted((a, b) => a - b), line.length];
  const parts = places.slice(1).map((to, at) => line.slice(places[at], to).trim());
  const blank = lead.trimEnd();
  return parts.flatMap((part, at) => [
    ...(at > 0 ? [blank] : []),
    ...(part === '' ? [] : [(newLead ?? lead) + part]),
  ]);
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
  const { text, kind } = lines;
  const elements = new Elements();
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !line.includes('<')) continue;
    const spans = codeSpans(line);
    const prefix = splitPrefix(line);
    const lead = prefix.lead + (all ? itemMarks.exec(prefix.content)![0] : '');
    let start = lead.length;
    for (const match of line.matchAll(tag)) {
      const [whole, slash, written = '', attributes = ''] = match;
      const name = written.toLowerCase();
      if (!blockNames.has(name) || inSpan(spans, match.index)) continue;
      const end = match.index + whole.length;
      const close = { index, from: match.index, to: end };
      if (slash) {
        if (elements.close(name, close)) start = end;
        else if (all && match.index === lead.length)
          elements.found.push({ name, lead, index, end, mode: 'raw', close });
      } else if (line.slice(start, match.index).trim() === '' && !attributes.endsWith('/')) {
        elements.open({ name, lead, index, end, mode: modeOf(name, attributes) });
        start = end;
      }
    }
    const name = all && openTag.exec(line.slice(start))?.[1]?.toLowerCase();
    if (name && blockNames.has(name) && endsBelow(text, index))
      elements.open({ name, lead, index, end: line.length, mode: 'raw' });
  }
  return elements.closed().map(inParent(lines, reading));
}

/** Elements in the order of their opening tags. */
class Elements {
  readonly found: Element[] = [];
  readonly #open: Element[] = [];
  /** How many elements of a name are open. */
  readonly #counts = new Map<string, number>();

  open(element: Element): void {
    this.#open.push(element);
    this.#count(element.name, 1);
    this.found.push(element);
  }

  /** Closes the innermost element of a name, and leaves out those open in it; false if none is open. */
  close(name: string, close: Closed['close']): boolean {
    if (!this.#counts.get(name)) return false;
    const at = this.#open.findLastIndex((element) => element.name === name);
    this.#open[at]!.close = close;
    for (const left of this.#open.splice(at)) this.#count(left.name, -1);
    return true;
  }

  closed(): Closed[] {
    return this.found.filter((element): element is Closed => element.close !== undefined);
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
