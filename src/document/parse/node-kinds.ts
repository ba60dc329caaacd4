import type { Nodes, Paragraph, RootContent } from 'mdast';
import type { MdxFlowExpression, MdxTextExpression } from 'mdast-util-mdx';
import type { ElementNode } from '../../contract/element.ts';
import { blockNames, inlineNames } from '../html-names.ts';

export type Expression = MdxFlowExpression | MdxTextExpression;

/** Levels of blocks and inline elements within each other; pages have about ten. */
export const maxDepth = 100;

const phrasingTypes = new Set<Nodes['type']>([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'link',
  'linkReference',
  'image',
  'imageReference',
  'footnoteReference',
  'mdxJsxTextElement',
  'mdxTextExpression',
]);

export const isElement = (node: Nodes): node is ElementNode =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

export const isExpression = (node: Nodes): node is Expression =>
  node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression';

export const isPhrasing = (node: Nodes): boolean => phrasingTypes.has(node.type);

/** The ESM of a document, also what stands in elements: MDX hoists it. */
export function esmIn(nodes: readonly Nodes[]): string[] {
  return nodes.flatMap((node) => {
    if (node.type === 'mdxjsEsm') return [node.value];
    return isElement(node) ? esmIn(node.children) : [];
  });
}

export const isHtml = (node: Nodes): boolean => node.type === 'html';

export const holdsHtml = (node: RootContent): boolean =>
  node.type === 'html' || (node.type === 'paragraph' && node.children.some(isHtml));

/** Text of white space only: what stands between elements, not content. */
export const isBlank = (node: Nodes): boolean => node.type === 'text' && node.value.trim() === '';

export function onlyElements(paragraph: Paragraph): boolean {
  let found = false;
  for (const child of paragraph.children) {
    if (isElement(child) || isExpression(child)) found = true;
    else if (!isBlank(child)) return false;
  }
  return found;
}

/** Whether a paragraph has a heading of HTML in it, which ends the paragraph in browsers. */
export const holdsHeading = ({ children }: Paragraph): boolean =>
  children.some((child) => isElement(child) && /^h[1-6]$/.test(child.name ?? ''));

/** Code that a tag of the dialect holds, where it has more than one line. */
const isCodeOfLines = (given: ElementNode['attributes'][number]): boolean =>
  given.type === 'mdxJsxAttribute' &&
  given.name === 'code' &&
  typeof given.value === 'string' &&
  given.value.includes('\n');

/** Elements that never share a paragraph: block HTML, containers, and what holds blocks. */
export function isBlock(element: ElementNode, depth = 0): boolean {
  if (depth > maxDepth) return true;
  const name = element.name ?? '';
  const origin = element.data?.origin;
  // `{{< param x >}}` is no `<param>`.
  if (origin === 'container' || (origin !== 'macro' && blockNames.has(name))) return true;
  if (origin === 'macro' && element.attributes.some(isCodeOfLines)) return true;
  const [only, more] = element.children;
  if (more === undefined && only?.type === 'paragraph' && inlineNames.has(name)) {
    return !only.children.every((child) => isInlineContent(child, depth + 1));
  }
  return !element.children.every((child) => isInlineContent(child, depth + 1));
}

export const isInlineContent = (node: Nodes, depth: number): boolean =>
  isElement(node) ? !isBlock(node, depth) : isPhrasing(node) || isExpression(node);

/**
 * Whether elements with nothing between them are words of one line (`<kbd>A</kbd> <kbd>B</kbd>`,
 * two macros beside each other) rather than blocks.
 */
export function readsAsLine(nodes: readonly RootContent[]): boolean {
  if (nodes.some((node) => isElement(node) && node.name !== 'br' && isInline(node))) return true;
  const macros = nodes.filter((node) => isElement(node) && node.data?.origin === 'macro');
  return (
    macros.length > 1 && macros[0]!.position?.start.line === macros.at(-1)!.position?.start.line
  );
}

function isInline(element: ElementNode): boolean {
  const origin = element.data?.origin;
  return (origin === undefined || origin === 'html') && inlineNames.has(element.name ?? '');
}
