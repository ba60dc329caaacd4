/**
 * What hides braces and tags in an expression, and where 0.10.5 of the native parser ends it
 * (`scan_mdx_expression_end_inner`). Texts hold no carriage returns.
 */

const letter = /[A-Za-z0-9]/;

/** Where the next of some characters stands; the end of the text if there is none. */
function find(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex - 1 : text.length;
}

const ofString = { '"': /["\\\n]/g, "'": /['\\\n]/g } as const;

/** The end of a string that begins here; a line ends it, too. */
export function endOfString(text: string, start: number): number {
  const quote = text[start] as keyof typeof ofString;
  for (let at = start + 1; ; at += 2) {
    at = find(ofString[quote], text, at);
    if (text[at] !== '\\') return text[at] === quote ? at + 1 : at;
  }
}

const ofTemplate = /[`\\{}]/g;

export function endOfTemplate(text: string, start: number): number {
  let depth = 0;
  for (let from = start + 1; ; ) {
    const at = find(ofTemplate, text, from);
    const sign = text[at];
    if (sign === undefined) return at;
    if (sign === '`' && depth === 0) return at + 1;
    // A `$` before this place was escaped.
    if (sign === '{' && (depth > 0 || (at > from && text[at - 1] === '$'))) depth++;
    else if (sign === '}' && depth > 0) depth--;
    from = sign === '\\' ? at + 2 : at + 1;
  }
}

/** What a slash begins, read as one token; undefined if it is ambiguous. */
export function readSlash(text: string, at: number, before: Token): Token | undefined {
  const isComment = text[at + 1] === '/' || text[at + 1] === '*';
  const isDivision = isComment ? undefined : divides(text, at, before);
  const isValue = isComment ? isBehindValue(text, at, before) : isDivision;
  if (isValue === undefined) return undefined;
  return { end: endOfSlash(text, at, isDivision === true), hasValue: isComment === isValue };
}

/** The end of what a slash begins: a comment, a regular expression or, where it divides, itself. */
export function endOfSlash(text: string, at: number, isDivision: boolean): number {
  if (text[at + 1] === '/') return endOfLine(text, at);
  if (text[at + 1] === '*') {
    const end = text.indexOf('*/', at + 2);
    return end === -1 ? Math.max(at + 2, text.length - 1) : end + 2;
  }
  return isDivision ? at + 1 : endOfRegex(text, at);
}

export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

const ofRegex = /[/\\[\n]/g;
const ofClass = /[\]\\]/g;

function endOfRegex(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = find(ofRegex, text, at);
    if (text[at] === '\\') at++;
    else if (text[at] === '[') at = endOfClass(text, at + 1);
    else if (text[at] !== '/') return at;
    else {
      do at++;
      while (letter.test(text.charAt(at)));
      return at;
    }
  }
}

function endOfClass(text: string, start: number): number {
  for (let at = start; ; at += 2) {
    at = find(ofClass, text, at);
    if (text[at] !== '\\') return at;
  }
}

const inName = /[\w$]/;
/** The last characters of what has a value. */
const hasValue = /[\w$)\]}"'`]/;
const beforeRegex = /^(?:await|case|delete|in|instanceof|new|of|return|throw|typeof|void|yield)$/;

/** The last place before this one that holds none of these characters. */
function before(text: string, at: number, passed: string): number {
  let last = at - 1;
  while (passed.includes(text.charAt(last))) last--;
  return last;
}

/** A string, a comment or the like that was read over. */
export interface Token {
  end: number;
  /** Whether it has a value, so that a slash after it divides; a comment has that of what stands before it. */
  hasValue: boolean;
}

/**
 * Whether what stands before a place, but for blanks and comments, has a value. Undefined after
 * what may be the mark of a quote, which native passes over.
 */
export function isBehindValue(text: string, at: number, token: Token): boolean | undefined {
  const last = before(text, at, ' \t\n');
  if (last < token.end) return token.hasValue;
  if (text[last] === '>' && text[before(text, last, ' \t>')] === '\n') return undefined;
  return hasValue.test(text.charAt(last));
}

/** Whether a slash divides; undefined where that is not certain. */
export function divides(text: string, slash: number, token: Token): boolean | undefined {
  const isBehind = isBehindValue(text, slash, token);
  if (isBehind === undefined) return undefined;
  if (isBehind && !inName.test(text.charAt(before(text, slash, ' \t')))) return true;
  const last = before(text, slash, ' \t\n');
  const sign = text.charAt(last);
  if (sign === '+' || sign === '-') return text[last - 1] === sign;
  if (!inName.test(sign)) return ')]"\'`'.includes(sign);
  let start = last;
  while (inName.test(text.charAt(start - 1))) start--;
  return !beforeRegex.test(text.slice(start, last + 1));
}

/** A quote opens a string, but for an apostrophe after a letter. */
export const opensString = (text: string, at: number): boolean =>
  text[at] === '"' || !/\w/.test(text.charAt(at - 1));
