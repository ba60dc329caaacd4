/** A JSX or HTML tag as it stands in a text. */
export interface Tag {
  /** Empty for a fragment. */
  name: string;
  closing: boolean;
  selfClosing: boolean;
  /** `expression` tells `a={b}` from `a="b"`; the value of the first is the text between its braces. */
  attributes: { name: string; value: string; expression: boolean }[];
  /** Index after the tag. */
  end: number;
}

/** `$Partial` and `_Partial` are names of JSX; `$URL` stands for a value. */
const namePattern = /(?:[A-Za-z]|[$_][A-Z][a-z])[\w.:-]*|\p{Lo}[\p{L}\p{N}_.-]*/uy;
const attributeName = /[^\s"'<>/={}]+/y;
const unquoted = /[^\s"'=<>`]+/y;
const space = /\s*/y;

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Reads the tag that begins with the `<` at an index; undefined where none does. */
export function readTag(text: string, start: number): Tag | undefined {
  let at = start + 1;
  const closing = text[at] === '/';
  if (closing) at += 1 + match(space, text, at + 1).length;
  const name = match(namePattern, text, at);
  at += name.length;
  if (name === '' && text[at] !== '>') return undefined;
  const attributes: Tag['attributes'] = [];
  for (;;) {
    at += match(space, text, at).length;
    if (text[at] === '>') return { name, closing, selfClosing: false, attributes, end: at + 1 };
    if (text[at] === '/') {
      const after = at + 1 + match(space, text, at + 1).length;
      if (text[after] !== '>') return undefined;
      return { name, closing, selfClosing: true, attributes, end: after + 1 };
    }
    const attribute = readAttribute(text, at);
    if (!attribute) return undefined;
    attributes.push(attribute);
    at = attribute.end;
  }
}

function readAttribute(text: string, start: number) {
  if (text[start] === '{') {
    const end = endOfBraces(text, start);
    return end === undefined ? undefined : { name: '', value: '', expression: true, end };
  }
  const name = match(attributeName, text, start);
  if (name === '') return undefined;
  let at = start + name.length;
  const gap = match(space, text, at).length;
  if (text[at + gap] !== '=') return { name, value: '', expression: false, end: at };
  at += gap + 1;
  at += match(space, text, at).length;
  const quote = text[at];
  if (quote === '"' || quote === "'" || quote === '`') {
    const end = text.indexOf(quote, at + 1);
    if (end === -1) return undefined;
    return { name, value: text.slice(at + 1, end), expression: quote === '`', end: end + 1 };
  }
  if (quote === '{') {
    const end = endOfBraces(text, at);
    if (end === undefined) return undefined;
    return { name, value: text.slice(at + 1, end - 1), expression: true, end };
  }
  const value = match(unquoted, text, at);
  return value === '' ? undefined : { name, value, expression: false, end: at + value.length };
}

/** Index after the brace that closes the one at `start`; strings are skipped where that balances. */
export function endOfBraces(text: string, start: number): number | undefined {
  if (lastBraces?.text !== text) lastBraces = { text, ends: braceEnds(text) };
  const end = lastBraces.ends.get(start);
  return balance(text, start, end === undefined ? 5_000 : 200_000) ?? end;
}

/** A text is asked about brace by brace: it is read once. */
let lastBraces: { text: string; ends: ReadonlyMap<number, number> } | undefined;

/** Index after the brace that closes each, where nothing is a string. */
function braceEnds(text: string): Map<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === '{') open.push(index);
    else if (open.length > 0) ends.set(open.pop()!, index + 1);
  }
  return ends;
}

/** Index after the closing brace, strings aside. */
function balance(text: string, start: number, most: number): number | undefined {
  let depth = 0;
  const limit = Math.min(text.length, start + most);
  for (let at = start; at < limit; at++) {
    const char = text[at]!;
    if (char === '{') depth++;
    else if (char === '}') {
      depth--;
      if (depth === 0) return at + 1;
    } else if (char === '"' || char === "'" || char === '`') {
      const end = endOfString(text, at);
      if (end === undefined) return undefined;
      at = end;
    }
  }
  return undefined;
}

/** Index of the quote that closes the one at `start`. */
function endOfString(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at;
    else if (text[at] === '\n' && quote !== '`') return undefined;
  }
  return undefined;
}

/** Index after an element: after its closing tag, the one of the same name at the same depth. */
export function endOfElement(source: string, opening: Tag): number {
  if (opening.selfClosing) return opening.end;
  if (lastElements?.source !== source) lastElements = { source, ends: elementEnds(source) };
  return lastElements.ends.get(opening.end) ?? opening.end;
}

/** A source is asked about element by element: it is read once. */
let lastElements: { source: string; ends: ReadonlyMap<number, number> } | undefined;

/** Where each element ends, by where its opening tag does. */
function elementEnds(source: string): Map<number, number> {
  const ends = new Map<number, number>();
  const open = new Map<string, number[]>();
  for (let at = source.indexOf('<'); at !== -1; ) {
    const tag = readTag(source, at);
    if (tag && !tag.selfClosing) {
      const starts = open.get(tag.name) ?? [];
      open.set(tag.name, starts);
      const start = tag.closing ? starts.pop() : undefined;
      if (start !== undefined) ends.set(start, tag.end);
      if (!tag.closing) starts.push(tag.end);
    }
    at = source.indexOf('<', tag?.end ?? at + 1);
  }
  return ends;
}
