import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { attribute, dataAttribute } from '../call.ts';

/** Characters of one tag or block at most. */
const maxLength = 5_000;

/** The place after a piece of Svelte, or what of it does not end. */
export type End = number | 'tag' | 'braces';

/** The place after a tag; with a `<` in it, it is not a tag, and this is the place after its name. */
export function endOfTag(text: string, { 0: mark, index }: RegExpExecArray): End {
  let quote = '';
  for (let at = index + mark.length; at < Math.min(text.length, index + maxLength); at++) {
    const sign = text[at]!;
    if (sign === '{') {
      const end = endOfBraces(text, at);
      if (end === 'braces') return end;
      at = end - 1;
    } else if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at + 1;
    else if (sign === '<') return index + mark.length;
  }
  return 'tag';
}

/** The place after the brace that closes the one here. */
export function endOfBraces(text: string, from: number, longest = maxLength): number | 'braces' {
  let depth = 0;
  let quote = '';
  for (let at = from; at < Math.min(text.length, from + longest); at++) {
    const sign = text[at]!;
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote || (sign === '\n' && quote !== '`')) quote = '';
    } else if (sign === '"' || sign === "'" || sign === '`') quote = sign;
    else if (sign === '{') depth += 1;
    else if (sign === '}' && --depth === 0) return at + 1;
  }
  return 'braces';
}

/** The text of a literal. */
export const literalIn = (expression: string): string | undefined =>
  /^(["'`])((?:(?!\1)[^\\$])*)\1$/.exec(expression)?.[2];

const attributeStart = /[^\s={}"'/][^\s={}"']*|\{/g;
/** Directives of Svelte: they show no text. */
const directive = /^(?:on|bind|use|class|style|transition|in|out|animate|let):/;

/** The attributes in a tag. */
export function attributesOf(text: string): MdxJsxAttribute[] {
  const found: MdxJsxAttribute[] = [];
  const start = new RegExp(attributeStart);
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const { 0: name, index } = match;
    if (name === '{') {
      const end = endOfBraces(text, index);
      if (end === 'braces') break;
      const inner = text.slice(index + 1, end - 1).trim();
      if (/^\w+$/.test(inner)) found.push(dataAttribute(inner, inner));
      start.lastIndex = end;
      continue;
    }
    const [value, end] = valueAt(text, index + name.length);
    start.lastIndex = end;
    if (!directive.test(name)) found.push(attributeWith(name, value));
  }
  return found;
}

/** An attribute with a text, or with data where its value is an expression that is none. */
function attributeWith(name: string, value: string | null): MdxJsxAttribute {
  if (value === null) return attribute(name, null);
  const [, inner] = /^\{([\s\S]*)\}$/.exec(value) ?? [];
  const literal = inner === undefined ? undefined : literalIn(inner.trim());
  if (literal !== undefined) return attribute(name, literal);
  return value.startsWith('{') && endOfBraces(value, 0) === value.length
    ? dataAttribute(name, value.slice(1, -1))
    : attribute(name, value.replace(/^\{base\}(?=\/)/, ''));
}

/** The value that stands behind the name of an attribute, without its quotes, and where it ends. */
function valueAt(text: string, at: number): [value: string | null, end: number] {
  const [equals, quoted = ''] = /^\s*=\s*("[^"]*"?|'[^']*'?|[^\s{}"']*)/.exec(text.slice(at)) ?? [];
  if (equals === undefined) return [null, at];
  const end = at + equals.length;
  if (quoted !== '') return [quoted.replace(/^(["'])([\s\S]*?)\1?$/, '$2'), end];
  const close = text[end] === '{' ? endOfBraces(text, end) : 'braces';
  return close === 'braces' ? ['', end + 1] : [text.slice(end, close), close];
}
