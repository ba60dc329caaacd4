import { splitPrefix } from '../../lines/prefix.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const tagStart = /^[ \t]*<[A-Za-z][\w.-]*(?=\s|$)/;
/** `@event="…"` and `#slot="…"`, which HTML does not know. */
const vueAttribute = /(?:^|\s)[@#]\w/;
/** Lines of one tag at most. */
const longestTag = 50;

/**
 * A tag whose `>` begins a line is written on one line: Markdown would read that line as a quote. So is
 * one that opens a component: what follows up to its end is inside of it, blank lines or not. And so is one with attributes that only Vue allows.
 */
export function joinTags({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text' || !tagStart.test(text[index]!)) continue;
    const end = endOfTag(text, index);
    if (end === undefined) continue;
    const parts = text.slice(index, end + 1);
    const isQuote = parts.slice(1).some((line) => /^\s*>/.test(line));
    const opens = /^[ \t]*<[A-Z]/.test(parts[0]!) && /[^/]>\s*$/.test(parts.at(-1)!);
    if (!isQuote && !opens && !parts.some((line) => vueAttribute.test(line))) continue;
    edits.replace(index, [parts[0], ...parts.slice(1).map((line) => line.trim())].join(' '));
    edits.remove(index + 1, end);
    index = end;
  }
  return edits;
}

/** The tag of a component that is all of its line. */
const component = /^ {0,3}<(?:[A-Z][\w.]*|[a-z]\w*-[\w-]*)(?:\s[^<>]*)?>[ \t]*$/;
const componentEnd = /^ {0,3}<\/(?:[A-Z][\w.]*|[a-z]\w*-[\w-]*)>[ \t]*$/;
const htmlStart = /^\s*<(?![A-Z])/;
const fenceMark = /^(?:`{3}|~{3})/;

/**
 * A component that is all of its line ends its block, whatever follows; CommonMark would take the lines
 * up to the next blank one for HTML: https://github.com/mdit-vue/mdit-vue/tree/main/packages/plugin-component
 * In VuePress 1 so does the start of one, which authors count on where code follows. Nor is the start or
 * the end of one a part of the paragraph, quote or list above.
 */
export function endComponents({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  let begins = true;
  // Within a block of HTML, `<pre>` or maths no text stands above a component.
  let isHtml = false;
  let isRaw = false;
  for (const [index, line] of text.entries()) {
    const { lead, content } = splitPrefix(line);
    const isText = kind[index] === 'text';
    const isAlone = isText && component.test(content);
    isRaw = isRawBelow(content, isRaw);
    const isEnd = isText && componentEnd.test(content);
    const isTag = isEnd || (isAlone && !content.includes('/>'));
    const endsText: boolean = isTag && !begins && !isHtml && !isRaw;
    isHtml = content.trim() !== '' && (isHtml || isAlone || (begins && htmlStart.test(content)));
    if (endsText) edits.insertBefore(index, lead.trimEnd());
    const isComponent: boolean = isAlone && (begins || endsText);
    begins = isComponent || content.trim() === '' || /^(?::::|<\/)/.test(content);
    if (isComponent && isApart(content, text[index + 1])) edits.insertAfter(index, lead.trimEnd());
  }
  return edits;
}

/** Whether a `<pre>` or maths is open below a line. */
function isRawBelow(content: string, isRaw: boolean): boolean {
  return !content.includes('</pre>') && /^\s*(?:<pre\b|\$\$)/.test(content) !== isRaw;
}

/** Whether a component has nothing to do with the line below it. */
function isApart(content: string, below = ''): boolean {
  const next = splitPrefix(below).content.trim();
  return content.endsWith('/>') ? !/^(?:<|:::|$)/.test(next) : fenceMark.test(next);
}

/** The line that ends the tag which begins in another; undefined where it ends there, or nowhere. */
function endOfTag(text: readonly string[], from: number): number | undefined {
  let state = '';
  for (let at = from; at < Math.min(text.length, from + longestTag); at++) {
    if (text[at]!.trim() === '') return undefined;
    state = stateBelow(text[at]!, state);
    if (state === '>') return at === from ? undefined : at;
  }
  return undefined;
}

/** The quote that is open below a line of a tag; `>` where the tag ends in that. */
function stateBelow(line: string, above: string): string {
  let quote = above;
  for (const sign of line) {
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return sign;
  }
  return quote;
}
