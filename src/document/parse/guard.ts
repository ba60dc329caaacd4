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
  return syntax === 'markdown' ? 'native' : new Guard(text).judge();
}

/** What makes a brace after it in its line text to a parser: a link's target, a definition, an address. */
const hidesBrace = /\]\([^)]*$|^[ \t>]*\[[^\]]*\]:|(?:https?:\/\/|www\.)[^\s<]*$/;

class Guard {
  readonly #text: string;
  #at = 0;
  /** Brackets that are open; `<` stands for a tag. */
  readonly #open: number[] = [];
  #esm = false;
  /** Where the next line of ESM begins. */
  #esmAt: number;
  #blurred = false;
  #verdict: Verdict = 'native';
  /** Tags that are open around this place. */
  #tags = 0;
  #brackets = 0;
  #tokens = 0;
  #start = 0;

  constructor(text: string) {
    this.#text = text;
    this.#esmAt = nextEsm(text, -1);
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
    if (this.#esmAt < this.#at) this.#esmAt = nextEsm(text, this.#at - 1);
    special.lastIndex = this.#at;
    const at = special.exec(text)?.index ?? text.length;
    if (this.#esmAt < at) {
      this.#esm = true;
      this.#begin(this.#esmAt);
      this.#at = this.#esmAt + 1;
      return;
    }
    this.#at = at + 1;
    const code = text.charCodeAt(at);
    if (code === 0x5c) this.#at++;
    else if (code === 0x60 || code === 0x7e) this.#codeRun(at);
    else if (code === 0x3c) {
      if (tagStart.test(text[at + 1] ?? '')) this.#begin(at, code);
    } else if (code === 0x7b) {
      if (hidesBrace.test(text.slice(text.lastIndexOf('\n', at) + 1, at))) this.#blurred = true;
      else this.#begin(at, code);
    }
  }

  #begin(at: number, bracket?: number): void {
    this.#brackets = 0;
    this.#tokens = 0;
    this.#start = at;
    if (bracket !== undefined) this.#open.push(bracket);
    if (bracket !== 0x3c) return;
    this.#tags += this.#text[at + 1] === '/' ? -1 : 1;
    if (this.#tags > hopeless.tags) this.#verdict = 'none';
    else if (this.#tags < 0) this.#tags = 0;
  }

  /** A fence, a code span, or backticks that are neither. */
  #codeRun(at: number): void {
    const text = this.#text;
    const after = endOfRun(text, at);
    const marker = text.slice(at, after);
    this.#at = after;
    if (marker === '~') return;
    if (marker === '`') {
      this.#span(marker, endOfLine(text, after));
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
      const after = endOfRun(text, close);
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
      const after = endOfRun(text, close);
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
    const code = text.charCodeAt(at);
    this.#weigh(code, at);
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
        this.#blurred = true;
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

const special = /[\\`{~<]/g;
const tagStart = /[A-Za-z/>$_]/;
const fenceLead = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*$/;

/** Character code -> 2 for an opening bracket, 1 for what chains expressions. */
const weights = new Uint8Array(128);
for (const bracket of '([{') weights[bracket.charCodeAt(0)] = 2;
for (const token of '<?:=!~`') weights[token.charCodeAt(0)] = 1;

function endOfRun(text: string, at: number): number {
  const code = text.charCodeAt(at);
  let after = at + 1;
  while (text.charCodeAt(after) === code) after++;
  return after;
}

/** The start of the next line that imports or exports, after a place. */
function nextEsm(text: string, after: number): number {
  if (after < 0 && /^(?:import|export)\b/.test(text)) return 0;
  const from = Math.max(0, after);
  const found = ['\nimport', '\nexport']
    .map((word) => text.indexOf(word, from))
    .filter((at) => at >= 0);
  return found.length === 0 ? text.length : Math.min(...found) + 1;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Whether a line of a fence stands further left than its opening. */
function leaves(body: string, lead: string): boolean {
  return body.split('\n').some((line) => line.trim() !== '' && !line.startsWith(lead));
}
