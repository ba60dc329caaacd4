import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans, inSpan } from '../../lines/spans.ts';
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
const fenceMark = /^(?:`{3}|~{3})/;

/**
 * A component that is all of its line ends its block, whatever follows; CommonMark would take the lines
 * up to the next blank one for HTML: https://github.com/mdit-vue/mdit-vue/tree/main/packages/plugin-component
 * In VuePress 1 so does the start of one, which authors count on where code follows.
 */
export function endComponents({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  let begins = true;
  for (const [index, line] of text.entries()) {
    const { lead, content } = splitPrefix(line);
    const isComponent: boolean = begins && kind[index] === 'text' && component.test(content);
    begins = isComponent || content.trim() === '' || /^(?::::|<\/)/.test(content);
    const next = isComponent ? splitPrefix(text[index + 1] ?? '').content.trim() : '';
    const ends = content.endsWith('/>') ? !/^(?:<|:::|$)/.test(next) : fenceMark.test(next);
    if (isComponent && ends) edits.insertAfter(index, lead.trimEnd());
  }
  return edits;
}

/** The line that ends the tag which begins in another; undefined where it ends there, or nowhere. */
function endOfTag(text: readonly string[], from: number): number | undefined {
  let quote = '';
  for (let at = from; at < Math.min(text.length, from + longestTag); at++) {
    if (text[at]!.trim() === '') return undefined;
    for (const sign of text[at]!) {
      if (quote !== '') quote = sign === quote ? '' : quote;
      else if (sign === '"' || sign === "'") quote = sign;
      else if (sign === '>') return at === from ? undefined : at;
    }
  }
  return undefined;
}

const value = /\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)/.source;
const tag = new RegExp(`<[A-Za-z][\\w.-]*(?:\\s+[^\\s"'<>=/]+(?:${value})?)*\\s*/?>`, 'g');
const attributes = new RegExp(`"[^"]*"|'[^']*'|\\s+@[^\\s"'<>=/]+(?:${value})?|(\\s)#(?=\\w)`, 'g');

/** A line without what Vue allows in a tag and HTML does not: `#slot`, and `@event`, which nobody reads. */
export function withoutVueAttributes(line: string): string {
  const spans = codeSpans(line);
  return line.replace(tag, (whole: string, at: number) =>
    inSpan(spans, at)
      ? whole
      : whole.replace(attributes, (part: string, blank?: string) => {
          if (blank !== undefined) return `${blank}v-slot:`;
          return part.trimStart().startsWith('@') ? '' : part;
        }),
  );
}
