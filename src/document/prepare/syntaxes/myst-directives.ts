import { firstOf } from '../../../first-of.ts';
import { fenceMarker } from '../../lines/fences.ts';
import { columnsOf, splitPrefix } from '../../lines/prefix.ts';
import { attribute, callTag, textValue } from '../call.ts';
import { Edits, ownBlock } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import { bodyDirectives, boxes, codeDirectives, fileDirectives, isUnseen } from './myst-names.ts';
import {
  type DirectiveOptions,
  inlineOptions,
  linesOf,
  readOptions,
  titleOf,
} from './myst-options.ts';

/** Marker, name, options and argument. */
const opener = /^(`{3,}|~{3,}|:{3,})[ \t]*\{([\w:+-]+)((?:,?[ \t][^{}]*)?)\}[ \t]*(.*)$/;
/** The marks of items and definitions, whose content what follows is the first of. */
const marksBefore = /^(?:(?:[-*+:]|\d{1,9}[.)])(?: {1,4}(?! )|\t)){0,10}/;
const removed = /\bremove[-_](?:cell|input)\b/;
const csvHead = /^\s*:header:[ \t]*(.+)$/;
/** What divides the header and the footer of a card from what stands between. */
const cardRule = /^(?:\^{3,}|\+{3,})$/;

interface Directive {
  index: number;
  marker: string;
  name: string;
  /** What stands beside the name in its braces. */
  options: string;
  /** The argument. */
  given: string;
  /** What stands before its first line, and before the others. */
  first: string;
  lead: string;
}

/** A directive of commands and their output, and its options. */
interface Terminal extends Pick<Directive, 'marker' | 'lead'>, DirectiveOptions {}

/** What a terminal shows before a command; nobody and nowhere where the directive does not say it. */
function promptOf([user, host, dir]: readonly (string | undefined)[]): string {
  const who = [user, host].filter(Boolean).join('@');
  return `${[who, dir].filter(Boolean).join(':')}$ `;
}

/** Directives as elements, those of code as fences. */
export const readDirectives = (preparation: Preparation): Edits =>
  new Directives(preparation).read();

class Directives {
  readonly #edits = new Edits();
  readonly #open: Directive[] = [];
  readonly #preparation: Preparation;
  readonly #text: readonly string[];
  /** The marker that ends what is read as it is, and what becomes of its line. */
  #verbatim: { marker: string; end: (content: string) => string } | undefined;
  /** The last line that is not indented. */
  #left = '';

  constructor(preparation: Preparation) {
    this.#preparation = preparation;
    this.#text = preparation.lines.text;
  }

  read(): Edits {
    for (let index = 0; index < this.#text.length; index++) index = this.#line(index);
    this.#edits.insertAfter(this.#text.length - 1, ...this.#open.reverse().flatMap(closing));
    return this.#edits;
  }

  /** Reads what begins on a line, and gives the index of its last line. */
  #line(index: number): number {
    const { lead, content, indent } = splitPrefix(this.#text[index]!);
    const ends = this.#endVerbatim(index);
    if (ends === undefined) return index;
    if (indent >= 4 && this.#isIndentedCode(index)) return index;
    if (indent === 0 && content !== '') this.#left = content;
    const [marks] = marksBefore.exec(content)!;
    const match = opener.exec(content.slice(marks.length));
    if (match !== null) {
      const [marker, name, options, given] = match.slice(1) as [string, string, string, string];
      const places = { index, first: lead + marks, lead: lead + ' '.repeat(columnsOf(marks)) };
      return this.#directive({ ...places, marker, name, options, given: given.trim() });
    }
    const closed = this.#open.findLastIndex(({ marker }) => closes(content, marker));
    if (closed !== -1) {
      ends.push(...this.#open.splice(closed).reverse().flatMap(closing));
      this.#edits.replace(index, ...ends);
    } else if (cardRule.test(content) && this.#open.at(-1)?.name.includes('card')) {
      this.#edits.replace(index, lead.trimEnd());
    } else {
      const marker = fenceMarker(content.slice(marks.length));
      if (marker !== undefined) this.#verbatim = { marker, end: (line) => line };
    }
    return index;
  }

  /** What ends code above a line that is none; undefined where the line belongs to code that is open. */
  #endVerbatim(index: number): string[] | undefined {
    if (this.#verbatim === undefined) return [];
    const { marker, end } = this.#verbatim;
    const { lead, content } = splitPrefix(this.#text[index]!);
    const isEnd = closes(content, marker);
    const isCode = marker[0] === ':' || this.#preparation.lines.kind[index] === 'code';
    // Code ends with the item or the container that it stands in, too.
    if (!isEnd && (isCode || content === '')) return undefined;
    this.#verbatim = undefined;
    if (!isEnd) return [lead + end(marker)];
    this.#edits.replace(index, lead + end(content));
    return undefined;
  }

  /** Whether a line is code by its indentation; what is in a fence, or belongs to a term, is not. */
  #isIndentedCode(index: number): boolean {
    if (this.#preparation.lines.kind[index] !== 'code') return false;
    if (this.#open.some(({ marker }) => !marker.startsWith(':'))) return false;
    return !/^:(?!::)/.test(this.#left);
  }

  #directive(directive: Directive): number {
    const { index, marker, name, given } = directive;
    if (name === 'code-cell' && this.#isRemoved(index))
      return this.#drop(index, this.#lastBefore(marker, index) + 1);
    if (codeDirectives.has(name)) {
      // Where colons open a fence, backticks stand for them.
      this.#verbatim = { marker, end: (content) => content.replaceAll(':', '`') };
      return this.#code(directive);
    }
    if (name === 'raw' && /html/.test(given)) {
      this.#verbatim = { marker, end: () => '' };
      const { last } = readOptions(this.#text, index);
      this.#edits.replace(index, directive.first.trimEnd());
      return this.#drop(index + 1, last);
    }
    this.#open.push(directive);
    return this.#element(directive);
  }

  /** Whether the tags of a cell keep it, or its code, from the page. */
  #isRemoved(index: number): boolean {
    const { last } = readOptions(this.#text, index);
    return this.#text.slice(index + 1, last + 1).some((line) => removed.test(line));
  }

  /** Writes the opening tag of an element. */
  #element({ index, marker, name, options, given, first, lead }: Directive): number {
    const { attributes, last } = this.#options(index);
    attributes.unshift(...inlineOptions(options));
    // A sentence that goes on in the next line is no title.
    const goesOn =
      last === index &&
      given.includes(' ') &&
      /^\p{Ll}/u.test(splitPrefix(this.#text[index + 1] ?? '').content);
    const isBody = given !== '' && (bodyDirectives.has(name) || (boxes.has(name) && goesOn));
    if (given !== '' && !isBody)
      attributes.unshift(attribute(fileDirectives.has(name) ? 'src' : 'title', given));
    if (name === 'include') attributes.push(...linesOf(attributes));
    const n = this.#preparation.call({ origin: 'container', name, attributes });
    const body = isBody ? [lead + given] : [];
    const tag = callTag.open(n);
    const opened = first === lead ? ownBlock(lead, tag) : [first + tag, lead.trimEnd()];
    this.#edits.replace(index, ...opened, ...body);
    return this.#drop(index + 1, isUnseen(name, given) ? this.#lastBefore(marker, last) : last);
  }

  /** Writes the opening line of a fence. */
  #code({ index, marker, name, options, given, first, lead }: Directive): number {
    const { attributes, last } = this.#options(index);
    const title = titleOf(name, given, [...inlineOptions(options), ...attributes]);
    const isMath = name === 'math';
    const isLanguage = !isMath && name !== 'csv-table' && /^[\w+#][\w+#.-]*$/.test(given);
    const lang = isLanguage ? given : codeDirectives.get(name)!;
    const fence = first + marker.replaceAll(':', '`') + lang + title;
    // The argument of a formula is its first line.
    const head = name === 'csv-table' ? this.#csvHead(index, last) : undefined;
    const before = isMath && given !== '' ? given : head;
    this.#edits.replace(index, fence, ...(before === undefined ? [] : [lead + before]));
    this.#drop(index + 1, this.#lastBlank(last));
    return name === 'terminal' ? this.#terminal({ marker, lead, last, attributes }) : last;
  }

  /** The first row of a table that an option gives. */
  #csvHead(index: number, last: number): string | undefined {
    return firstOf(this.#text.slice(index + 1, last + 1), (line) => csvHead.exec(line)?.[1]);
  }

  /** The last of the blank lines below a line, above what a directive holds. */
  #lastBlank(from: number): number {
    let at = from;
    while (at + 1 < this.#text.length && splitPrefix(this.#text[at + 1]!).content === '') at++;
    return at + 1 < this.#text.length ? at : from;
  }

  /** Writes a prompt before each command: the first paragraph, or what `:input:` says. */
  #terminal({ marker, lead, last, attributes }: Terminal): number {
    const prompt = promptOf(['user', 'host', 'dir'].map((name) => textValue(attributes, name)));
    const input = textValue(attributes, 'input');
    if (input !== undefined) this.#edits.replace(last, lead + prompt + input);
    const end = this.#lastBefore(marker, last);
    let isInput = input === undefined && !attributes.some(({ name }) => name === 'output-only');
    let start = true;
    for (let at = last + 1; at <= end; at++) {
      const { lead: own, content } = splitPrefix(this.#text[at]!);
      const command = /^:input:[ \t]*(.*)$/.exec(content)?.[1] ?? (isInput ? content : undefined);
      if (content === '' && start) this.#edits.remove(at);
      else if (command !== undefined) this.#edits.replace(at, own + prompt + command);
      start &&= content === '';
      isInput &&= start;
    }
    return last;
  }

  #options(index: number): DirectiveOptions {
    const options = readOptions(this.#text, index);
    const { problem: reason } = options;
    if (reason !== undefined) this.#preparation.warn(index, { rule: 'frontmatter', reason });
    return options;
  }

  #drop(from: number, last: number): number {
    this.#edits.remove(from, last);
    return last;
  }

  /** Index of the last line before the end of a marker. */
  #lastBefore(marker: string, from: number): number {
    let at = from;
    while (at + 1 < this.#text.length && !closes(splitPrefix(this.#text[at + 1]!).content, marker))
      at++;
    return at;
  }
}

const closes = (content: string, marker: string): boolean =>
  content.startsWith(marker) && content === marker[0]!.repeat(content.length);

const closing = ({ lead }: Directive): string[] => ownBlock(lead, callTag.close);
