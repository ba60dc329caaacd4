import type { MdxFlowExpression, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { columnsOf } from '../lines/prefix.ts';

/**
 * Whether a line of a tag or an expression may lack the indentation or the quote marks of the blocks around
 * it, which is an error to the reference. Asks for the whole indentation of its start, so it may say yes
 * where the blocks ask for less.
 */
export function hasLazyLine(
  element: MdxJsxFlowElement | MdxJsxTextElement | MdxFlowExpression,
  text: string,
): boolean {
  const { start, end } = element.position ?? {};
  const inner = 'children' in element ? element.children[0] : undefined;
  const stop = inner?.position?.start ?? end;
  if (start?.offset === undefined || stop?.offset === undefined) return false;
  if (start.column === 1 || start.line === stop.line) return false;
  const lineStart = text.lastIndexOf('\n', start.offset - 1) + 1;
  let last = stop.offset - 1;
  while (/[\s>]/.test(text.charAt(last))) last--;
  const tag = text.slice(start.offset, last + 1);
  const lead = /^[^<]*/.exec(text.slice(lineStart, start.offset))![0];
  const quotes = quotesOf(lead);
  const columns = columnsOf(lead);
  return tag.split('\n').some((line, index) => {
    if (index === 0) return false;
    const own = /^[ \t>]*/.exec(line)![0];
    return quotesOf(own) < quotes || (own.length < line.length && columnsOf(own) < columns);
  });
}

const quotesOf = (lead: string): number => lead.split('>').length - 1;
