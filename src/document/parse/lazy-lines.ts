import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';

/**
 * Whether a line of an element's tag may lack the indentation or the quote marks of the blocks around
 * it, which is an error to the reference. Asks for the whole indentation of the tag, so it may say yes
 * where the blocks ask for less.
 */
export function hasLazyLine(element: MdxJsxFlowElement | MdxJsxTextElement, text: string): boolean {
  const { start, end } = element.position ?? {};
  const stop = element.children[0]?.position?.start ?? end;
  if (start?.offset === undefined || stop?.offset === undefined) return false;
  if (start.column === 1 || start.line === stop.line) return false;
  const lineStart = text.lastIndexOf('\n', start.offset - 1) + 1;
  const tag = text.slice(start.offset, stop.offset).replace(/[\s>]+$/, '');
  const lead = /^[^<]*/.exec(text.slice(lineStart, start.offset))![0];
  const quotes = quotesOf(lead);
  const width = widthOf(lead);
  return tag.split('\n').some((line, index) => {
    if (index === 0) return false;
    const own = /^[ \t>]*/.exec(line)![0];
    return quotesOf(own) < quotes || (own.length < line.length && widthOf(own) < width);
  });
}

const quotesOf = (lead: string): number => lead.split('>').length - 1;

function widthOf(lead: string): number {
  let width = 0;
  for (const char of lead) width += char === '\t' ? 4 - (width % 4) : 1;
  return width;
}
