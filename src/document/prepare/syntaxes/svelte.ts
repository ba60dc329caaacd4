import { codeSpans } from '../../lines/spans.ts';
import { attribute, callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { attributesOf, type End, endOfBraces, endOfTag, literalIn } from './svelte-tags.ts';

/** Lines of one tag or block at most. */
const mostLines = 50;
const rawStart = /^[ \t]*<(script|style)\b/;

/**
 * Svelte in Markdown: components and what stands in braces. https://mdsvex.pngwn.io/docs
 * Blocks (`{#if}`, `{#snippet}`) keep what they hold; what `{#each}` repeats is known only when the site runs.
 */
export const svelte: SourceSyntax = {
  name: 'svelte',
  sign: /\{[#:/@\s\w'"`]|<[A-Z]|<svelte:/,
  prepare,
};

function prepare(preparation: Preparation): Edits {
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
      if (page.isRepeating) edits.remove(index);
    } else {
      const last = lastOf(text, index);
      const source = text.slice(index, last + 1).join('\n');
      const written = page.read(source, index);
      if (written !== source) {
        edits.replace(index, ...written.split('\n'));
        edits.remove(index + 1, last);
      }
      index = last;
    }
  }
  return edits;
}

/** The line in which the last tag or brace ends that a line begins. */
function lastOf(text: readonly string[], from: number): number {
  let joined = text[from]!;
  if (!/[<{]/.test(joined)) return from;
  for (let at = from; at < Math.min(text.length, from + mostLines); at++) {
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
    const end = endOfMark(text, match, spans);
    if (typeof end === 'string') return end;
    start.lastIndex = end;
  }
  return undefined;
}

/** The end of code, of what is in braces, or of a tag. */
function endOfMark(text: string, match: RegExpExecArray, spans: ReadonlyMap<number, number>): End {
  const { 0: mark, index } = match;
  if (mark.startsWith('`')) return spans.get(index) ?? index + mark.length;
  return mark.startsWith('{') ? endOfBraces(text, index) : endOfTag(text, match);
}

const tagOrBlock = /`+|\{[#:/@]|<\/?[A-Za-z][\w.:-]*(?=[\s/>]|$)/g;
const marks = /\\[\s\S]|`+|\{|<\/?[A-Za-z][\w.:-]*(?=[\s/>]|$)/g;
const block = /^\{\s*([#:/@])\s*([a-z]+)/;

/** Reads a page from top to bottom, knowing whether it is inside of what is repeated. */
class Page {
  readonly #preparation: Preparation;
  /** Index of the line with the last `{/each}`: an `{#each}` below it has no end. */
  readonly #lastEnd: number;
  /** How many `{#each}` are open. */
  #depth = 0;
  #line = 0;

  constructor(preparation: Preparation, lastEnd: number) {
    this.#preparation = preparation;
    this.#lastEnd = lastEnd;
  }

  get isRepeating(): boolean {
    return this.#depth > 0;
  }

  /**
   * A piece of the text as Markdown and HTML.
   *
   * @param line index of its first line
   */
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

  /** What a mark begins: where that ends, and as what it is written. */
  #mark(
    text: string,
    match: RegExpExecArray,
    spans: ReadonlyMap<number, number>,
  ): [number, string] {
    const { 0: mark, index } = match;
    const plain = index + mark.length;
    const end = mark.startsWith('\\') ? plain : endOfMark(text, match, spans);
    if (typeof end === 'string') return [plain, mark];
    const source = text.slice(index, end);
    if (/^[\\`]/.test(mark)) return [end, source];
    return [end, mark === '{' ? this.#braces(source, text[end]) : this.#tag(mark, source)];
  }

  #braces(source: string, next: string | undefined): string {
    const [, sign, name = ''] = block.exec(source) ?? [];
    if (sign === undefined) return this.#value(source, next);
    if (name === 'each' && sign === '#' && (this.isRepeating || this.#line <= this.#lastEnd)) {
      if (!this.isRepeating) this.#lose(source);
      this.#depth += 1;
    } else if (name === 'each' && sign === '/') this.#depth = Math.max(0, this.#depth - 1);
    else if (name === 'snippet' && !this.isRepeating) return this.#snippet(source, sign);
    else if (name === 'html' && sign === '@' && !this.isRepeating) this.#lose(source);
    return '';
  }

  /** A snippet is a part that a component shows where it likes: https://svelte.dev/docs/svelte/snippet */
  #snippet(source: string, sign: string): string {
    const name = /^\{\s*#\s*snippet\s+([\w$]+)/.exec(source)?.[1];
    if (name === undefined) return sign === '/' ? callTag.close : '';
    const attributes = [attribute('slot', name)];
    return callTag.open(
      this.#preparation.call({ origin: 'jsx', name: 'Fragment', attributes, source }),
    );
  }

  /** A literal as its text, a name of the front matter as its value; SvelteKit's `base` does not belong to a route. */
  #value(source: string, next: string | undefined): string {
    const inner = source.slice(1, -1).trim();
    if (inner === 'base' && next === '/') return '';
    const literal = literalIn(inner);
    if (literal !== undefined) return literal;
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
    const about = source.slice(1, -1).replace(/\s+/g, ' ');
    const reason = `{${about}} has a value that is known only when the site runs; it is left out`;
    this.#preparation.warn(this.#line, { rule: 'expression-lost', about, reason });
  }
}

const quoted = (value: string | null | undefined): string =>
  value === null || value === undefined
    ? ''
    : `="${value.replace(/\s+/g, ' ').replaceAll('"', '&quot;')}"`;
