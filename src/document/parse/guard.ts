import type { Syntax } from '../document.ts';

/**
 * Far below what the native parser's JavaScript parser survives: it was seen to run out of stack,
 * which ends the process, from 2,000 nested brackets and 4,000 chained labels on (thread of 4 MB).
 */
const limits = { brackets: 500, tokens: 1500, length: 8000 };

/** What no parser of MDX gets through in reasonable time: tags within each other, characters of one tag or expression. */
const hopeless = { tags: 500, length: 300_000 };

/** Which parser may have a text; `none` says that it must not be read as MDX. */
export type Verdict = 'native' | 'remark' | 'none';

/**
 * Which parser may have a text. Each tag, expression and block of ESM is bounded, without
 * understanding it: everything in it that could nest counts. Where it is not certain what is
 * code, all that follows counts as one expression.
 */
export function judge(text: string, syntax: Syntax): Verdict {
  return syntax === 'markdown' || !hasExpression.test(text) ? 'native' : new Guard(text).judge();
}

const hasExpression = /[{<]|^(?:import|export)\b/m;
/** Places where a brace is text to a parser though it does not look it. */
const hiddenBrace = /\]\([^)\n]*\{|^[ \t>]*\[[^\]\n]*\]:.*\{|(?:https?:\/\/|www\.)[^\s<]*\{/m;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

class Guard {
  readonly #text: string;
  #at = 0;
  /** Brackets that are open; `<` stands for a tag. */
  readonly #open: string[] = [];
  #esm = false;
  #blurred: boolean;
  #verdict: Verdict = 'native';
  /** Tags that are open around this place. */
  #tags = 0;
  #brackets = 0;
  #tokens = 0;
  #start = 0;

  constructor(text: string) {
    this.#text = text;
    this.#blurred = hiddenBrace.test(text);
  }

  judge(): Verdict {
    const { length } = this.#text;
    while (this.#at < length && this.#verdict !== 'none' && !this.#blurred) {
      if (this.#open.length > 0 || this.#esm) this.#code();
      else this.#prose();
    }
    if (this.#blurred) {
      this.#start = length;
      this.#count(this.#at, length);
    }
    return this.#verdict;
  }

  /** Goes on to what may begin a tag, an expression, a code span or a fence. */
  #prose(): void {
    const text = this.#text;
    special.lastIndex = this.#at;
    const match = special.exec(text);
    if (match === null) {
      this.#at = text.length;
      return;
    }
    const at = match.index;
    const [character] = match;
    this.#at = at + 1;
    if (character === '\\') this.#at++;
    else if (character === '`' || character === '~') this.#codeRun(at);
    else if (character === '{' || character === '<') this.#begin(at, character);
    else {
      this.#esm = true;
      this.#begin(at);
    }
  }

  #begin(at: number, bracket?: string): void {
    this.#brackets = 0;
    this.#tokens = 0;
    this.#start = at;
    if (bracket !== undefined) this.#open.push(bracket);
    if (bracket !== '<') return;
    this.#tags += this.#text[at + 1] === '/' ? -1 : 1;
    if (this.#tags > hopeless.tags) this.#verdict = 'none';
    else if (this.#tags < 0) this.#tags = 0;
  }

  /** A fence, a code span, or backticks that are neither. */
  #codeRun(at: number): void {
    const text = this.#text;
    let after = at;
    while (text[after] === text[at]) after++;
    const marker = text.slice(at, after);
    this.#at = after;
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const lead = text.slice(lineStart, at);
    const lineEnd = endOfLine(text, after);
    const isFence =
      marker.length > 2 &&
      fenceLead.test(lead) &&
      (marker[0] === '~' || !text.slice(after, lineEnd).includes('`'));
    if (isFence) this.#fence(marker, /^[ \t>]*/.exec(lead)![0], lineEnd + 1);
    else if (marker[0] === '`') this.#span(marker, lineEnd);
  }

  /** A fence ends before its closing line where the list or quote around it does. */
  #fence(marker: string, lead: string, start: number): void {
    const text = this.#text;
    let close = start - 1;
    do {
      close = text.indexOf(marker, close + 1);
      if (close === -1) break;
      const before = text.slice(text.lastIndexOf('\n', close) + 1, close);
      let after = close;
      while (text[after] === marker[0]) after++;
      if (/^[ \t>]*$/.test(before) && text.slice(after, endOfLine(text, after)).trim() === '')
        break;
      close = after - 1;
    } while (close !== -1);
    const end = close === -1 ? text.length : endOfLine(text, close);
    if (lead !== '' && leaves(text.slice(start, close === -1 ? end : close), lead)) {
      this.#blurred = true;
      this.#at = start;
    } else this.#at = end;
  }

  #span(marker: string, lineEnd: number): void {
    const text = this.#text;
    let close = text.indexOf(marker, this.#at);
    while (close !== -1 && close < lineEnd) {
      let after = close;
      while (text[after] === '`') after++;
      if (after - close === marker.length) {
        this.#at = after;
        return;
      }
      close = text.indexOf(marker, after);
    }
    this.#blurred = true;
  }

  #code(): void {
    const text = this.#text;
    const at = this.#at++;
    const character = text[at]!;
    this.#weigh(text.charCodeAt(at), at);
    const inTag = this.#open.at(-1) === '<';
    if (character === '\n') {
      if (this.#esm && this.#open.length === 0 && (text[at + 1] ?? '\n') === '\n')
        this.#esm = false;
    } else if (character === '"' || character === "'") this.#string(character, at, inTag);
    else if (inTag && character === '>') {
      this.#open.pop();
      if (this.#open.length === 0 && text[at - 1] === '/') this.#tags--;
    } else if (character === '`') this.#blurred = true;
    else if (character === '/' && !inTag) this.#slash(at);
    else if (character in closers) this.#open.push(character);
    else if (character === ')' || character === ']' || character === '}') {
      if (closers[this.#open.pop() ?? ''] !== character) this.#blurred = true;
    }
  }

  /** A comment, the end of a tag, or, being a regular expression or a division, uncertain. */
  #slash(at: number): void {
    const text = this.#text;
    const next = text[at + 1];
    if (next === '*') {
      const end = text.indexOf('*/', at + 2);
      this.#count(at, end === -1 ? text.length : end);
      this.#at = end === -1 ? text.length : end + 2;
    } else if (next === '/') this.#at = endOfLine(text, at);
    else if (next !== '>' && text[at - 1] !== '<') this.#blurred = true;
  }

  #string(quote: string, at: number, inTag: boolean): void {
    const text = this.#text;
    const close = text.indexOf(quote, at + 1);
    const inside = text.slice(at + 1, close === -1 ? text.length : close);
    if (close === -1 || (!inTag && /[\\\n]/.test(inside))) {
      this.#blurred = true;
      return;
    }
    this.#count(at + 1, close);
    this.#at = close + 1;
  }

  #count(from: number, to: number): void {
    for (let at = from; at < to && this.#verdict !== 'none'; at++)
      this.#weigh(this.#text.charCodeAt(at), at);
  }

  #weigh(code: number, at: number): void {
    const weight = code < 128 ? weights[code] : 0;
    if (weight === 2) this.#brackets++;
    else if (weight === 1) this.#tokens++;
    const { brackets, tokens, length } = limits;
    const size = at - this.#start;
    if (this.#brackets > brackets || this.#tokens > tokens || size > length) {
      this.#verdict = size > hopeless.length ? 'none' : 'remark';
    }
  }
}

const special = /[\\`{~]|<(?=[A-Za-z/>$_])|^(?:import|export)\b/gm;
const fenceLead = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*$/;

/** Character code -> 2 for an opening bracket, 1 for what chains expressions. */
const weights = new Uint8Array(128);
for (const bracket of '([{') weights[bracket.charCodeAt(0)] = 2;
for (const token of '<?:=!~`') weights[token.charCodeAt(0)] = 1;

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Whether a line of a fence stands further left than its opening. */
function leaves(body: string, lead: string): boolean {
  return body.split('\n').some((line) => line.trim() !== '' && !line.startsWith(lead));
}
