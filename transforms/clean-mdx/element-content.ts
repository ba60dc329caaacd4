import type { Nodes, Root, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { blockNames, inlineNames } from '../../src/document/html-names.ts';
import { isElement, walk } from '../nodes.ts';
import type { RenderEnv } from '../renderings/rendering.ts';
import { isScalar } from '../static-value.ts';
import type { Written } from './expressions.ts';
import type { Place } from './place.ts';
import { expressionValue } from './values.ts';

/** Notes of the first-level headings in a component that they are parts of it, not of the page. */
export function withInnerHeadings(element: ElementNode, nodes: RootContent[]): RootContent[] {
  const isBox = element.data?.origin === 'html' || !/^\p{Lu}/u.test(element.name ?? '');
  if (isBox && element.data?.origin !== 'container' && element.data?.origin !== 'macro')
    return nodes;
  for (const node of nodes) {
    if (node.type === 'heading' && node.depth === 1)
      node.data = Object.assign({ inner: true }, node.data);
  }
  return nodes;
}

/**
 * Whether a string of one line could read otherwise as Markdown than as plain text. Attributes and
 * titles rarely do, and parsing them is expensive. What only begins a block (`- `, `1. `) is plain in a line.
 */
export const mayBeMarkdown = (value: string): boolean =>
  /[`*\\<{~&]|\]\(|\]\[|!\[|(?:^|\W)_\S|https?:\/\//.test(value);

/** The line that a text in an attribute is as Markdown; none where it names a tag that nobody knows, such as `<Kiln>`. */
export function lineOf(
  { children }: Root,
  isKnown: (element: ElementNode) => boolean,
): RootContent[] | undefined {
  const [only, more] = children.filter(({ type }) => type !== 'definition');
  if (!only || more || (only.type !== 'paragraph' && !isElement(only))) return undefined;
  let isPlain = true;
  walk(only, (node) => {
    if (isElement(node) && node.attributes.length === 0)
      isPlain &&= isHtml(node.name) || isKnown(node);
  });
  if (!isPlain) return undefined;
  return only.type === 'paragraph' ? only.children : [only];
}

const isHtml = (name: string | null) =>
  name === null || inlineNames.has(name) || blockNames.has(name);

const tag = /(<\/?[A-Za-z][^<>]*>)/;

/** The nodes of HTML that an attribute gives an element: `set:html` of Astro, `v-html` of Vue with what the scripts of the page give. */
export function givenHtml(
  element: ElementNode,
  env: RenderEnv,
  place: Place,
): RootContent[] | undefined {
  const html = env.text(element, 'set:html');
  if (html !== undefined) return htmlNodes(html, env);
  const source = env.text(element, 'v-html');
  const known = source === undefined ? undefined : expressionValue(source, place);
  return isScalar(known) ? htmlNodes(String(known), env) : undefined;
}

/** Its texts are neither Markdown nor expressions. */
function htmlNodes(html: string, { document, flow }: RenderEnv): RootContent[] {
  const parts = html.split(tag).map((part) => (tag.test(part) ? part : asText(part)));
  const { children } = document.parse(parts.join(''));
  const [only] = children;
  const isLine = !flow && children.length === 1 && only?.type === 'paragraph';
  return isLine ? only.children : children;
}

const asText = (text: string): string =>
  text.replace(/[*_~`[\]{}|\\]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The text of a node in code. */
type ReadNode = (node: Nodes, index: number, siblings: readonly Nodes[]) => string;

/**
 * The text of an element as code: fences and inline code give their value, expressions what they
 * are in prose, other nodes give the text inside. Blank lines around it go, and so do buttons beside the
 * code: they copy it.
 */
export function codeText(
  element: ElementNode,
  expand: (expression: Written, read: ReadNode) => readonly RootContent[],
): string {
  const read: ReadNode = (node, index, siblings) => {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
      case 'code':
        return node.value;
      case 'break':
        return '\n';
      case 'mdxTextExpression':
      case 'mdxFlowExpression':
        return expand(node, read).map(read).join('');
      default: {
        if (!('children' in node)) return '';
        if ('name' in node && node.name === 'br') return '\n';
        if ('name' in node && node.name === 'button' && siblings.length > 1) return '';
        const inner = (node.children as Nodes[]).map(read).join('');
        const isBlock = node.type === 'paragraph' || node.type === 'mdxJsxFlowElement';
        return isBlock && index < siblings.length - 1 ? `${inner}\n` : inner;
      }
    }
  };
  const text = (element.children as Nodes[]).map(read).join('');
  return text.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}
