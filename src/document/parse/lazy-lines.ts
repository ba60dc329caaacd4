import type { Nodes } from 'mdast';
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

/**
 * Whether a node stands right below a definition in a container: to the reference it may belong to that
 * container, or be a task.
 */
export function isBelowDefinition(node: Nodes, before: Nodes | undefined, text: string): boolean {
  const { start } = node.position ?? {};
  if (start?.line !== (before?.position?.end.line ?? 0) + 1) return false;
  if (before?.type === 'definition')
    return node.type !== 'definition' && text[start.offset ?? 0] === '[';
  let last: Nodes | undefined = before;
  while (last !== undefined && 'children' in last) last = last.children.at(-1);
  return last?.type === 'definition';
}

/**
 * Whether a tag or an expression stands right below the paragraph of a list, a quote or a footnote, and
 * goes on in the next line: to the reference that line belongs to the paragraph, which is an error. HTML
 * right below a footnote belongs to it.
 */
export function goesOnBelow(node: Nodes, before: Nodes | undefined, text: string): boolean {
  if (node.type === 'html' && before?.type === 'footnoteDefinition')
    return node.position?.start.line === (before.position?.end.line ?? 0) + 1;
  if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxFlowExpression') return false;
  const { start, end } = node.position ?? {};
  if (start?.offset === undefined || start.line === end?.line) return false;
  if (start.line !== (before?.position?.end.line ?? 0) + 1) return false;
  const inner = 'children' in node ? node.children[0]?.position?.start.line : undefined;
  const line = text.slice(start.offset, text.indexOf('\n', start.offset));
  const isWhole = inner !== start.line && /[^=]>[ \t]*$/.test(line);
  return !isWhole && endsInParagraph(before);
}

function endsInParagraph(node: Nodes | undefined): boolean {
  const isContainer = node?.type === 'list' || node?.type === 'listItem';
  if (!isContainer && node?.type !== 'blockquote' && node?.type !== 'footnoteDefinition')
    return false;
  const last: Nodes | undefined = node.children.at(-1);
  return last?.type === 'paragraph' || endsInParagraph(last);
}

const quotesOf = (lead: string): number => lead.split('>').length - 1;

/**
 * Whether the reference may read otherwise what follows code without a fence: more of it, to which blank
 * lines between them belong, and a list that may not interrupt a paragraph.
 */
export function isUnsureBelow(node: Nodes, before: Nodes | undefined, text: string): boolean {
  if (before?.type !== 'code' || isFenced(before, text)) return false;
  if (node.type === 'code') return !isFenced(node, text);
  if (node.type === 'list' && node.ordered === true && node.start !== 1) return true;
  const begin = node.position?.start.offset ?? 0;
  return onlyMarks.test(text.slice(begin, begin + 100));
}

const onlyMarks = /^(?:\[\^[^\]\n]*\]:)?[-*+>\d.) \t]*(?:\n|$)/;

/** Whether a line of blanks follows HTML or code in an item: the parsers do not agree that this makes its list loose. */
export function loosens(node: Nodes, text: string): boolean {
  if (node.type !== 'html' && (node.type !== 'code' || isFenced(node, text))) return false;
  const { start, end } = node.position ?? {};
  if (end?.offset === undefined) return false;
  return (
    /\n[ \t>]*$/.test(text.slice(start?.offset, end.offset)) ||
    /^[ \t]*\n[ \t>]*[ \t](?:\n|$)/.test(text.slice(end.offset, end.offset + 200))
  );
}

const isFenced = ({ position }: Nodes, text: string): boolean =>
  /[`~]/.test(text.charAt(position?.start.offset ?? 0));
