import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { codeSpans } from '../lines/spans.ts';
import { attribute, callTag, dataAttribute } from './call.ts';
import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';

/** Lines, and characters, of one tag or block at most. */
const longest = 50;
const maxLength = 5_000;
const rawStart = /^[ \t]*<(script|style)\b/;

/**
 * Svelte in Markdown: components and what stands in braces. https://mdsvex.pngwn.io/docs
 * Blocks (`{#if}`, `{#snippet}`) keep what they hold; what `{#each}` repeats is known only when it runs.
 */
export function prepareSvelte(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  const lastEnd = text.findLastIndex((line) => line.includes('{/each}'));
  const page = new Page(preparation, lastEnd);
  for (let index = 0; index < text.length; index++) {
    const isCode = kind[index] === 'code' || kind[index] === 'fence';
    const raw = isCode ? null : rawStart.exec(text[index]!);
    if (raw !== null) {
      const end = text.findIndex((line, at) => at >= index && line.includes(`</${raw[1]}>`));
      index = end === -1 ? text.length : end;
    } else if (isCode) {
      if (page.isRepeating) edits.replace(index);
    } else {
      const last = lastOf(text, index);
      const source = text.slice(index, last + 1).join('\n');
      const written = page.read(source, index);
      if (written !== source) edits.replace(index, ...written.split('\n'));
      for (let at = index + 1; written !== source && at <= last; at++) edits.replace(at);
      index = last;
    }
  }
  return edits;
}

/** The line in which the last tag or brace ends that a line begins. */
function lastOf(text: readonly string[], from: number): number {
  let joined = text[from]!;
  if (!/[<{]/.test(joined)) return from;
  for (let at = from; at < Math.min(text.length, from + longest); at++) {
    if (at > from) joined += `\n${text[at]}`;
    const open = openIn(joined);
    if (open === undefined) return at;
    if (open === 'tag' && (text[at + 1] ?? '').trim() === '') return from;
  }
  return from;
}

/** What a text begins and does not end. */
function openIn(text: string): 'tag' | 'braces' | undefined {
  const spans = new Map(codeSpans(text));
  const start = new RegExp(tagOrBlock);
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const { 0: mark, index } = match;
    const isBlock = mark.startsWith('{');
    const end = mark.startsWith('`')
      ? (spans.get(index) ?? index + mark.length)
      : isBlock
        ? endOfBraces(text, index)
        : endOfTag(text, match);
    if (end === -1) return 'braces';
    if (end === undefined) return 'tag';
    start.lastIndex = end;
  }
  return undefined;
}

const tagOrBlock = /`+|\{[#:/@]|<\/?[A-Za-z][\w.:-]*(?=[\s/>]|$)/g;
const marks = /\\[\s\S]|`+|\{|<\/?[A-Za-z][\w.:-]*(?=[\s/>]|$)/g;
const block = /^\{\s*([#:/@])\s*([a-z]+)/;

/** Reads a page from top to bottom, knowing whether it is inside of what is repeated. */
class Page {
  readonly #preparation: Preparation;
  readonly #lastEnd: number;
  #depth = 0;
  #line = 0;

  constructor(preparation: Preparation, lastEnd: number) {
    this.#preparation = preparation;
    this.#lastEnd = lastEnd;
  }

  get isRepeating(): boolean {
    return this.#depth > 0;
  }

  /** A piece of the text, from the line of this index on, as Markdown and HTML. */
  read(text: string, line: number): string {
    this.#line = line;
    const spans = new Map(codeSpans(text));
    let written = '';
    let at = 0;
    const keep = (piece: string) => {
      if (!this.isRepeating) written += piece;
    };
    const blocks = new RegExp(marks);
    for (let match = blocks.exec(text); match !== null; match = blocks.exec(text)) {
      keep(text.slice(at, match.index));
      const [end, piece] = this.#mark(text, match, spans);
      keep(piece);
      at = end;
      blocks.lastIndex = end;
    }
    keep(text.slice(at));
    return written.trim() === '' && text.trim() !== '' ? '' : written;
  }

  #mark(text: string, match: RegExpExecArray, spans: Map<number, number>): [number, string] {
    const { 0: mark, index } = match;
    const plain = index + mark.length;
    const same = (end: number): [number, string] => [end, text.slice(index, end)];
    if (mark.startsWith('\\')) return same(plain);
    if (mark.startsWith('`')) return same(spans.get(index) ?? plain);
    const end = mark === '{' ? endOfBraces(text, index) : endOfTag(text, match);
    if (end === undefined || end === -1) return same(plain);
    const source = text.slice(index, end);
    return [end, mark === '{' ? this.#braces(source, text[end]) : this.#tag(mark, source)];
  }

  #braces(source: string, next: string | undefined): string {
    const [, sign, name = ''] = block.exec(source) ?? [];
    if (sign === undefined) return this.#value(source, next);
    if (name === 'each' && sign === '#' && (this.isRepeating || this.#line <= this.#lastEnd)) {
      if (!this.isRepeating) this.#lose(source);
      this.#depth += 1;
    } else if (name === 'each' && sign === '/') this.#depth = Math.max(0, this.#depth - 1);
    else if (name === 'html' && sign === '@' && !this.isRepeating) this.#lose(source);
    return '';
  }

  /** A literal as its text, a name of the front matter as its value; SvelteKit's `base` is no part of a route. */
  #value(source: string, next: string | undefined): string {
    const inner = source.slice(1, -1).trim();
    if (inner === 'base' && next === '/') return '';
    const literal = /^(["'`])((?:(?!\1)[^\\$])*)\1$/.exec(inner);
    if (literal !== null) return literal[2]!;
    const { frontmatter } = this.#preparation;
    const value = Object.hasOwn(frontmatter, inner) ? frontmatter[inner] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? String(value) : source;
  }

  #tag(mark: string, source: string): string {
    const name = mark.replace(/^<\/?/, '');
    const isComponent = /^[A-Z]|^svelte:/.test(name);
    if (!isComponent && (!source.includes('{') || name.includes(':'))) return source;
    if (mark.startsWith('</')) return callTag.close;
    const alone = source.endsWith('/>');
    const attributes = attributesOf(source.slice(mark.length, alone ? -2 : -1));
    if (isComponent) {
      const n = this.#preparation.call({ origin: 'jsx', name, attributes, source });
      return alone ? callTag.alone(n) : callTag.open(n);
    }
    const written = attributes.flatMap(({ name: key, value }) =>
      typeof value === 'object' && value !== null ? [] : [` ${key}${quoted(value)}`],
    );
    return `<${name}${written.join('')}${alone ? ' /' : ''}>`;
  }

  #lose(source: string): void {
    const { report, lines } = this.#preparation;
    const about = source.slice(1, -1).replace(/\s+/g, ' ');
    const reason = `{${about}} has a value that is known only when it runs; it is left out`;
    const line = lines.source[this.#line]!;
    report({ severity: 'warning', rule: 'expression-lost', about, reason, line });
  }
}

const quoted = (value: string | null | undefined): string =>
  value === null || value === undefined
    ? ''
    : `="${value.replace(/\s+/g, ' ').replaceAll('"', '&quot;')}"`;

/** The place after a tag; undefined where it does not end, -1 where braces in it do not. */
function endOfTag(text: string, { 0: mark, index }: RegExpExecArray): number | undefined {
  let quote = '';
  for (let at = index + mark.length; at < Math.min(text.length, index + maxLength); at++) {
    const sign = text[at]!;
    if (sign === '{') {
      const end = endOfBraces(text, at);
      if (end === -1) return -1;
      at = end - 1;
    } else if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at + 1;
    else if (sign === '<') return index + mark.length;
  }
  return undefined;
}

/** The place after the brace that closes the one here; -1 where none does. */
function endOfBraces(text: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let at = from; at < Math.min(text.length, from + maxLength); at++) {
    const sign = text[at]!;
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote || (sign === '\n' && quote !== '`')) quote = '';
    } else if (sign === '"' || sign === "'" || sign === '`') quote = sign;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && --depth === 0) return at + 1;
  }
  return -1;
}

const attributeStart = /[^\s={}"'/][^\s={}"']*|\{/g;
/** Directives of Svelte: no text of theirs is shown. */
const directive = /^(?:on|bind|use|class|style|transition|in|out|animate|let):/;

function attributesOf(text: string): MdxJsxAttribute[] {
  const found: MdxJsxAttribute[] = [];
  const start = new RegExp(attributeStart);
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const { 0: name, index } = match;
    if (name === '{') {
      const end = endOfBraces(text, index);
      if (end === -1) break;
      const inner = text.slice(index + 1, end - 1).trim();
      if (/^\w+$/.test(inner)) found.push(dataAttribute(inner, inner));
      start.lastIndex = end;
      continue;
    }
    const [value, end] = valueAt(text, index + name.length);
    start.lastIndex = end;
    if (directive.test(name)) continue;
    const literal = /^\{\s*(["'`])((?:(?!\1)[^\\$])*)\1\s*\}$/.exec(value ?? '');
    if (literal !== null) found.push(attribute(name, literal[2]!));
    else if (value?.startsWith('{') && endOfBraces(value, 0) === value.length)
      found.push(dataAttribute(name, value.slice(1, -1)));
    else if (value === null) found.push(attribute(name, null));
    else found.push(attribute(name, value.replace(/^\{base\}(?=\/)/, '')));
  }
  return found;
}

/** The value that stands behind the name of an attribute, without its quotes, and where it ends. */
function valueAt(text: string, at: number): [value: string | null, end: number] {
  const [equals, quoted = ''] = /^\s*=\s*("[^"]*"?|'[^']*'?|[^\s{}"']*)/.exec(text.slice(at)) ?? [];
  if (equals === undefined) return [null, at];
  const end = at + equals.length;
  if (quoted !== '') return [quoted.replace(/^(["'])([\s\S]*?)\1?$/, '$2'), end];
  const close = text[end] === '{' ? endOfBraces(text, end) : -1;
  return close === -1 ? ['', end + 1] : [text.slice(end, close), close];
}
