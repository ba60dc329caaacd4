/**
 * Bounds the time that the native parser takes to find the ends of expressions.
 *
 * In an expression it reads elements whole, and where an element has no end it goes back and reads
 * on behind its `<`: each such element within another one doubles the time. Where the scan of a
 * brace or a tag ends does not depend on what stands before it. So this follows the scan of 0.10.5
 * (`scan_mdx_expression_end_inner`, `scan_mdx_jsx_element_end`) from each brace, and gives up, which
 * is safe, on all that is rare. Nothing is assumed of where the braces stand.
 */

/** Native fails below a depth of 32: two for each element left open, two around them, and what is in them. */
const maxOpen = 10;
const maxDepth = 10;
/** Expressions and elements within each other that are followed. */
const maxLevel = 100;

/** Steps of about a nanosecond; native goes up to five times for each. */
const maxSteps = 5e8;

// Groups are bounded, since each turn of one takes space; what is longer is not followed.
const source = String.raw;
const blank = source`[ \t\n]`;
const word = source`[A-Za-z_$][\w$-]*(?![\w$-])`;
const name = `${word}(?::${word}|(?:\\.${word}){0,100})`;
const quoted = `"[^"{<]*"|'[^'{<]*'`;
const attribute = `${blank}+${word}(?::${word})?(?!:)(?:${blank}*=${blank}*(?:${quoted})|(?!${blank}*=))`;
const expressionAttribute = `${blank}+${word}(?::${word})?${blank}*=${blank}*(?=\\{)`;
const spread = `${blank}*(?=\\{${blank}*\\.\\.\\.)`;
const closing = `</${blank}*(?:${name})?${blank}*>`;

/** An element that holds no other one, and no expression. */
const leaf = `<(?:${name}(?:${attribute}){0,100}${blank}*(?:/>|>[^{<]*${closing})|>[^{<]*${closing})`;
/** `<` before what begins no tag, or before a name and what is in no tag: `a < b`, `Map<string, b>`. */
const sign = source`<(?=[\0-#%-.0-=?@[-^{-\x7f\x60]|${word}(?:[!-#%-,;=?@[-^|}~\x60]|${blank}+[!-#%-,\-0-9;=?@[-^|}~\x60]))`;

const string = source`"[^"\\\n\r]*(?:\\[^\r][^"\\\n\r]*){0,9999}(?:"|(?=\n))`;
const template = source`\x60[^\x60\\$]*(?:(?:\\[^]|\$(?!\{)|\$\{[^{}\\]*\})[^\x60\\$]*){0,9999}\x60`;
const beforeRegex = 'await|case|delete|in|instanceof|new|of|return|throw|typeof|void|yield';
/** Behind a letter, a quote is an apostrophe; behind a word or a bracket, a slash divides. */
const tokens = [
  source`[^{}"'\x60/<]+`,
  leaf,
  sign,
  string,
  source`(?<=\w)'|(?<!\w)${string.replaceAll('"', "'")}`,
  template,
  source`//[^\n\r]*`,
  source`/\*[^*]*\*+(?:[^*/][^*]*\*+){0,9999}/`,
  source`(?<=[\w$)\]][ \t]*)(?<!(?:${beforeRegex})[ \t]*)/(?![/*])`,
];

const inScript = new RegExp(`(?:${tokens.join('|')}){0,1000}`, 'y');
const inText = new RegExp(`(?:[^{<]+|${leaf}|${sign}){0,1000}`, 'y');
const beginOfTag = new RegExp(`<(?:(?=>)|${name}(?=[ \\t\\n>/{]))`, 'y');
/** The attributes of a tag to its end, or to the next expression. */
const attributes = new RegExp(
  `(?:${attribute}){0,100}(?:${blank}*/?>|${expressionAttribute}|${spread})`,
  'y',
);
const closingTag = new RegExp(closing, 'y');
const notTag = new RegExp(sign, 'y');
/** What leaves nothing open, wherever it stands. */
const closed = new RegExp(`(?:[^{<]+|${leaf}|${closing}|${sign}){0,1000}`, 'y');

const [brace, braceEnd, less, greater, slash] = [...'{}<>/'].map((mark) => mark.charCodeAt(0));

/** What a scan read: where it ended, and how deep elements and attributes nested in it at most. */
interface Read {
  end: number;
  depth: number;
}

/** Whether native finds the ends of all expressions within about a second. */
export function endsSoon(text: string): boolean {
  const scan = new NativeScan(text);
  let at = text.indexOf('{');
  while (at !== -1 && scan.read(at) !== null) at = text.indexOf('{', at + 1);
  if (at === -1) return true;
  let open = 0;
  let steps = 0;
  // What stands before the first brace without a certain end costs nothing.
  for (; at < text.length && open <= maxOpen; at = match(closed, text, at + 1)!) {
    const mark = text.charCodeAt(at);
    if ((mark !== brace && mark !== less) || scan.read(at) !== null) continue;
    if (mark === less) open++;
    else steps += (text.length - at) / 2 ** open;
  }
  return open <= maxOpen && steps * 2 ** open <= maxSteps;
}

class NativeScan {
  readonly #text: string;
  readonly #known = new Map<number, Read | null>();

  constructor(text: string) {
    this.#text = text;
  }

  /** What is read from a `{` or a `<`; null where that is not certain. */
  read(at: number, level = 0): Read | null {
    const known = this.#known.get(at);
    if (known !== undefined) return known;
    const read = level > maxLevel ? null : this.#begin(at, level);
    const certain = read !== null && read.depth <= maxDepth ? read : null;
    this.#known.set(at, certain);
    return certain;
  }

  #begin(at: number, level: number): Read | null {
    const text = this.#text;
    if (text.charCodeAt(at) === brace) return this.#expression(at, level);
    if (text.charCodeAt(at + 1) === slash) {
      const end = match(closingTag, text, at);
      return end === undefined ? null : { end, depth: 0 };
    }
    const tag = this.#tag(at, level);
    if (tag === null) {
      return match(notTag, text, at) === undefined ? null : { end: at + 1, depth: 0 };
    }
    return text.charCodeAt(tag.end - 2) === slash ? tag : this.#content(tag, level);
  }

  #expression(start: number, level: number): Read | null {
    let read = { end: start + 1, depth: 1 };
    for (;;) {
      const at = match(inScript, this.#text, read.end)!;
      if (this.#text.charCodeAt(at) === braceEnd) return { end: at + 1, depth: read.depth };
      const next = this.#within(read, at, level);
      if (next === null) return null;
      read = next;
    }
  }

  #content(tag: Read, level: number): Read | null {
    let read = { end: tag.end, depth: Math.max(tag.depth, 1) };
    for (;;) {
      const at = match(inText, this.#text, read.end)!;
      const next = this.#within(read, at, level);
      if (next === null) return null;
      if (this.#text.startsWith('</', at)) return { end: next.end, depth: read.depth };
      read = next;
    }
  }

  #tag(start: number, level: number): Read | null {
    const text = this.#text;
    const nameEnd = match(beginOfTag, text, start);
    let read: Read | null = nameEnd === undefined ? null : { end: nameEnd, depth: 0 };
    while (read !== null) {
      const at = match(attributes, text, read.end);
      if (at === undefined) return null;
      if (text.charCodeAt(at - 1) === greater) return { end: at, depth: read.depth };
      read = this.#within(read, at, level, 1);
    }
    return null;
  }

  /** Reads on over what begins here; elements nest, and expressions in a tag. Null where nothing does. */
  #within({ depth }: Read, at: number, level: number, inTag = 0): Read | null {
    const mark = this.#text.charCodeAt(at);
    const inner = mark === brace || mark === less ? this.read(at, level + 1) : null;
    if (inner === null) return null;
    const deeper = mark === less ? 1 : inTag;
    return { end: inner.end, depth: Math.max(depth, inner.depth + deeper) };
  }
}

/** Where a match ends that begins here. */
function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
