import { codeSpans, inSpan } from '../../lines/spans.ts';
import type { Edits } from '../edits.ts';
import { changedLines } from '../edits.ts';
import type { Preparation } from '../preparation.ts';

const tag = /\{%(.*?)%\}/g;
const path = /\$[\w-]+(?:\.[\w-]+|\[(?:\d+|"[^"\]]*")\])*/.source;
/** A variable with its path, outside quotes: `$product.name`, `$list[0]`. */
const variable = new RegExp(String.raw`"(?:[^"\\]|\\.)*"|(?<![\w$])${path}`, 'g');
const onlyVariable = new RegExp(`^${path}$`);
const onlyCall = /^\w[\w-]*\(.*\)$/;
const callGiven = /(?<=\w=)\w+\((?:[^()"]|"(?:[^"\\]|\\.)*")*\)/g;
const condition = /^(?:if|else|elseif)\b/;

/** The head of a fence that asks not to be read, or that shows Markdoc itself, as tags for samples do. */
const asWritten = /process=false|^[\s>]*(?:`{3,}|~{3,})\s*(?:markdoc|markdown|mdoc|mdx?)\b/;

/** What an expression is, as JSON has it; undefined where it is not known. */
type ValueOf = (expression: string) => unknown;

/** A text of Markdoc with the known values of variables in its tags, and in place of tags that print one. */
export const withVariables = (text: string, known: ValueOf): string =>
  text.replace(tag, (whole, inside: string) => {
    const expression = inside.trim();
    if (onlyVariable.test(expression)) return printed(known(expression)) ?? whole;
    return `{%${filled(inside, variable, known)}%}`;
  });

/**
 * Puts in what the site's schema and the front matter say that variables and functions are, in fences as well, unless
 * they are kept as written: https://markdoc.dev/docs/syntax#variables
 */
export function valuesPutIn({ lines, site, frontmatter }: Preparation): Edits {
  const known: ValueOf = (expression) => site.expression(expression, frontmatter);
  let isLiteral = false;
  return changedLines(lines.text, (line, index) => {
    const kind = lines.kind[index];
    if (kind === 'fence') isLiteral = asWritten.test(line);
    if (!line.includes('{%')) return undefined;
    if (kind !== 'code') return inText(line, known);
    return isLiteral ? undefined : inCode(line, known);
  });
}

function inText(line: string, known: ValueOf): string {
  const spans = codeSpans(line);
  return line.replace(tag, (whole, inside: string, at: number) => {
    const expression = inside.trim();
    if (inSpan(spans, at) || condition.test(expression) || line[at - 1] === '\\') return whole;
    if (onlyVariable.test(expression) || onlyCall.test(expression))
      return printed(known(expression)) ?? whole;
    return `{%${filled(filled(inside, callGiven, known), variable, known)}%}`;
  });
}

/** Code about Markdoc is full of front matter and functions, and stands in tags that show it as it is written. */
const inCode = (line: string, known: ValueOf): string =>
  line.replace(tag, (whole, inside: string) => {
    const expression = inside.trim();
    const isOfSite =
      onlyVariable.test(expression) && !/^\$(?:markdoc|frontmatter)\b/.test(expression);
    return (isOfSite ? plain(known(expression)) : undefined) ?? whole;
  });

function filled(inside: string, pattern: RegExp, known: ValueOf): string {
  return inside.replace(pattern, (expression) => {
    const value = expression.startsWith('"') ? undefined : known(expression);
    return value === undefined ? expression : JSON.stringify(value);
  });
}

/** What a value is in a text: nothing where it is no text, as for a flag. */
function plain(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The same where Markdown is read after it, which the value is not. */
export const printed = (value: unknown): string | undefined =>
  plain(value)?.replace(/[\\`*_[\]<>]/g, '\\$&');
