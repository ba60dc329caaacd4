import type { Syntax } from '../document.ts';
import {
  blockInside,
  EsmLines,
  endOfLine,
  endOfParagraph,
  endOfRun,
  fenceEnd,
  ItemsAbove,
  leavesItem,
} from './code-marks.ts';
import { ExpressionWeight, type Verdict } from './expression-weight.ts';

/** Tags within each other that no parser of MDX gets through in reasonable time. */
const maxTags = 500;

/**
 * Which parser may have a text. Each tag, expression and block of ESM is bounded, without
 * understanding it: everything in it that could nest counts. Where it is not certain what is
 * code, all that follows counts as one expression.
 */
export function judge(text: string, syntax: Syntax): Verdict {
  return syntax === 'markdown' ? 'native' : new Guard(text).judge();
}

/** What makes a brace after it in its line text to a parser: a link's target, a definition, an address. */
const hidesBrace = /\]\([^)]*$|^[ \t>]*\[[^\]]*\]:|(?:https?:\/\/|www\.)[^\s<]*$/;

/** Lines with more than this before a brace are not looked through. */
const maxLead = 5000;

class Guard {
  readonly #text: string;
  #at = 0;
  #markAt = -1;
  /** Brackets that are open; `<` stands for a tag. */
  readonly #open: number[] = [];
  #esm = false;
  readonly #esmLines: EsmLines;
  readonly #items: ItemsAbove;
  #blurred = false;
  readonly #weight: ExpressionWeight;
  /** Where the paragraph that was last looked at ends. */
  #paragraphEnd = -1;
  /** Tags that are open around this place. */
  #tags = 0;

  constructor(text: string) {
    this.#text = text;
    this.#weight = new ExpressionWeight(text);
    this.#esmLines = new EsmLines(text);
    this.#items = new ItemsAbove(text);
  }

  judge(): Verdict {
    const { length } = this.#text;
    while (this.#at < length && this.#weight.verdict !== 'none' && !this.#blurred) {
      if (this.#tags > maxTags) return 'none';
      if (this.#open.length > 0 || this.#esm) this.#code();
      else this.#prose();
    }
    const { verdict } = this.#weight;
    return this.#blurred && verdict === 'native' ? 'remark' : verdict;
  }

  /** Goes on to what may begin a tag, an expression, a code span or a fence. */
  #prose(): void {
    const text = this.#text;
    const esmAt = this.#esmLines.next(this.#at);
    const at = this.#nextMark();
    if (esmAt < at) {
      this.#esm = true;
      this.#begin(esmAt);
      this.#at = esmAt + 1;
      return;
    }
    this.#at = at + 1;
    const code = text.charCodeAt(at);
    if (code === 0x5c) this.#at++;
    else if (code === 0x60 || code === 0x7e) this.#codeRun(at);
    else if (code === 0x3c) {
      if (tagStart.test(text[at + 1] ?? '')) this.#begin(at, code);
    } else if (code === 0x7b) {
      const lineStart = text.lastIndexOf('\n', at) + 1;
      const hidden = at - lineStart > maxLead || hidesBrace.test(text.slice(lineStart, at));
      if (hidden) this.#blurred = true;
      else this.#begin(at, code);
    }
  }

  /** The next character that may begin something; what was found before counts while it lies ahead. */
  #nextMark(): number {
    if (this.#markAt < this.#at) {
      special.lastIndex = this.#at;
      this.#markAt = special.test(this.#text) ? special.lastIndex - 1 : this.#text.length;
    }
    return this.#markAt;
  }

  #begin(at: number, bracket?: number): void {
    this.#weight.begin(at);
    if (bracket !== undefined) this.#open.push(bracket);
    if (bracket !== 0x3c) return;
    this.#tags = Math.max(0, this.#tags + (this.#text[at + 1] === '/' ? -1 : 1));
  }

  /** A fence, a code span, or backticks that are neither. */
  #codeRun(at: number): void {
    const text = this.#text;
    const after = endOfRun(text, at);
    const marker = text.slice(at, after);
    this.#at = after;
    if (marker === '~') return;
    if (marker === '`') {
      this.#span(marker);
      return;
    }
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const lead = text.slice(lineStart, at);
    const lineEnd = endOfLine(text, after);
    const isFence =
      marker.length > 2 &&
      fenceLead.test(lead) &&
      (marker[0] === '~' || !text.slice(after, lineEnd).includes('`'));
    if (isFence) this.#fence(marker, /^[ \t>]*/.exec(lead)![0], lineEnd + 1);
    else if (marker[0] === '`') this.#span(marker);
  }

  /** A fence ends before its closing line where the list or quote around it does. */
  #fence(marker: string, lead: string, start: number): void {
    const end = fenceEnd(this.#text, marker, start);
    this.#blurred = lead !== '' && leavesItem(this.#text, { lead, start, end, items: this.#items });
    this.#at = end;
  }

  /** A code span ends in its paragraph, or its marks are text. */
  #span(marker: string): void {
    const text = this.#text;
    const start = this.#at;
    if (this.#paragraphEnd < start) this.#paragraphEnd = endOfParagraph(text, start);
    const limit = this.#paragraphEnd;
    let close = text.indexOf(marker, start);
    while (close !== -1 && close < limit) {
      const after = endOfRun(text, close);
      if (after - close === marker.length) {
        if (blockInside.test(text.slice(start, after))) this.#blurred = true;
        this.#at = after;
        return;
      }
      close = text.indexOf(marker, after);
    }
    if (blockInside.test(text.slice(start, limit))) this.#blurred = true;
  }

  #code(): void {
    const text = this.#text;
    const at = this.#at++;
    const code = text.charCodeAt(at);
    this.#weight.add(code, at);
    const inTag = this.#open.at(-1) === 0x3c;
    switch (code) {
      case 0x0a:
        if (this.#esm && this.#open.length === 0 && (text[at + 1] ?? '\n') === '\n')
          this.#esm = false;
        break;
      case 0x22:
      case 0x27:
        this.#string(text[at]!, at, inTag);
        break;
      case 0x3e:
        if (inTag) this.#endTag(at);
        break;
      case 0x60:
        this.#template(at);
        break;
      case 0x2f:
        if (!inTag) this.#slash(at);
        break;
      case 0x28:
      case 0x5b:
      case 0x7b:
        this.#open.push(code);
        break;
      case 0x29:
        this.#close(0x28);
        break;
      case 0x5d:
        this.#close(0x5b);
        break;
      case 0x7d:
        this.#close(0x7b);
        break;
      default:
    }
  }

  #close(bracket: number): void {
    if (this.#open.pop() !== bracket) this.#blurred = true;
  }

  #endTag(at: number): void {
    this.#open.pop();
    if (this.#open.length === 0 && this.#text[at - 1] === '/') this.#tags--;
  }

  /** A comment, the end of a tag, or, being a regular expression or a division, uncertain. */
  #slash(at: number): void {
    const text = this.#text;
    const next = text[at + 1];
    if (next === '*') {
      const end = text.indexOf('*/', at + 2);
      this.#weight.count(at, end === -1 ? text.length : end);
      this.#at = end === -1 ? text.length : end + 2;
    } else if (next === '/') this.#at = endOfLine(text, at);
    else if (next !== '>' && text[at - 1] !== '<') this.#blurred = true;
  }

  /** In a tag, a string ends at the next quote; in an expression, escapes count and lines end it. */
  #string(quote: string, at: number, inTag: boolean): void {
    const text = this.#text;
    let close = at + 1;
    while (close < text.length && text[close] !== quote) {
      if (!inTag && text[close] === '\n') {
        this.#blurred = true;
        return;
      }
      close += !inTag && text[close] === '\\' ? 2 : 1;
    }
    this.#skip(at + 1, close);
  }

  #template(at: number): void {
    const text = this.#text;
    let close = at + 1;
    while (close < text.length && text[close] !== '`') {
      if (text[close] === '$' && text[close + 1] === '{') {
        plainHole.lastIndex = close;
        const hole = plainHole.exec(text);
        if (hole === null) {
          this.#blurred = true;
          return;
        }
        close += hole[0].length;
      } else close += text[close] === '\\' ? 2 : 1;
    }
    this.#skip(at + 1, close);
  }

  /** Goes on behind a string; all in it counts, since where it ends is what could be mistaken. */
  #skip(from: number, close: number): void {
    const end = Math.min(close, this.#text.length);
    this.#weight.count(from, end);
    this.#at = end + 1;
  }
}

const special = /[\\`{~<]/g;
const tagStart = /[A-Za-z/>$_]/;
const fenceLead = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*$/;
/** An expression in a template literal that holds no further literal. */
const plainHole = /\$\{[^`'"{}\\/]*\}/y;
