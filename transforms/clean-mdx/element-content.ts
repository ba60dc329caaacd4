import { decodeHTML } from 'entities/decode';
import type { Nodes, Parents, RootContent } from 'mdast';
import { attributeNamed, type ElementNode } from '../../src/contract/element.ts';
import { dedent } from '../../src/document/lines/some-lines.ts';
import { isBlank, isElement, isMacroOrContainer, paragraph, text } from '../nodes.ts';
import { parsedAt } from '../renderings/content.ts';
import type { RenderEnv } from '../renderings/rendering.ts';
import { isScalar, Markup, Rendered, type StaticValue } from '../static-value.ts';
import { expressionOutcome, valueNodes, type Written } from './expressions.ts';
import { flatten } from './line.ts';
import type { Place } from './place.ts';
import { expressionValue } from './values.ts';
import type { Walk } from './walk.ts';

/** Notes of the first-level headings in a component that they are parts of it, not of the page. */
export function withInnerHeadings(element: ElementNode, nodes: RootContent[]): RootContent[] {
  const isBox = element.data?.origin === 'html' || !/^[\p{Lu}\p{Lo}]/u.test(element.name ?? '');
  if (isBox && !isMacroOrContainer(element)) return nodes;
  const last = nodes.findLastIndex((node) => node.type === 'heading' && node.depth > 1);
  for (const [index, node] of nodes.entries()) {
    if (node.type !== 'heading' || node.depth > 1) continue;
    node.data = Object.assign({ inner: true, hasSections: index < last }, node.data);
  }
  return nodes;
}

/** Gives an element without content the one that its attribute has, as React does: `<Heading children="Title" />`. */
export function fillChildren(element: ElementNode, env: RenderEnv, place: Place): void {
  fillHtml(element, env, place);
  fillWritten(element, env);
  const given = element.data?.origin ? undefined : attributeNamed(element, 'children');
  if (!given || !element.children.every(isBlank)) return;
  const value = env.attribute(element, 'children');
  const nodes =
    value instanceof Markup || value instanceof Rendered ? valueNodes(value) : textOf(value, env);
  if (nodes.length === 0) return;
  element.children = nodes as ElementNode['children'];
  element.attributes = element.attributes.filter((one) => one !== given);
}

/** Elements whose text is for no reader. */
const hidden = /^(?:script|style|noscript|template)$/;
const reactHtml = 'dangerouslySetInnerHTML';

/** The same of HTML in an attribute; in code, it only colours the text. */
function fillHtml(element: ElementNode, env: RenderEnv, place: Place): void {
  const name = element.name ?? '';
  const given = attributeNamed(element, reactHtml);
  if (!given || !/^[a-z]/.test(name) || hidden.test(name)) return;
  const value = env.attribute(element, reactHtml);
  const html = value instanceof Map ? value.get('__html') : undefined;
  const isCode = /^(?:pre|code)$/.test(name);
  const nodesIn = (one: string) => (isCode ? [text(withoutTags(one))] : htmlNodes(one, env));
  if (isScalar(html)) element.children = nodesIn(String(html)) as ElementNode['children'];
  else place.loseExpression(`${reactHtml} of <${name}>`, element);
  element.attributes = element.attributes.filter((one) => one !== given);
}

const withoutTags = (html: string): string => decodeHTML(html.replace(/<\/?[a-z][^<>]*>/gi, ''));

function textOf(value: StaticValue | undefined, { flow }: RenderEnv): RootContent[] {
  if (!isScalar(value) || value === '') return [];
  const words = text(String(value));
  return flow ? [paragraph([words])] : [words];
}

/** Those of MDX stand where preparing the page has found ones of HTML. */
const comments = /<!--.*?-->|\{\/\*.*?\*\/\}/gs;
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
function htmlNodes(html: string, env: RenderEnv): RootContent[] {
  const parts = html
    .replace(comments, '')
    .split(tag)
    .map((part) => (tag.test(part) ? part : asText(part)));
  const { children } = env.parse(parts.join(''));
  const [only] = children;
  const isLine = !env.flow && children.length === 1 && only?.type === 'paragraph';
  return isLine ? only.children : children;
}

const asText = (text: string): string =>
  text.replace(/[*_~`[\]{}|\\]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * The text of an element as code: fences and inline code give their value, expressions and elements
 * without a text of their own what they are in prose, or else their name, other nodes the text inside. Blank
 * lines around it go, and so do buttons beside the code: they copy it.
 */
export function codeText(
  element: ElementNode,
  walk: Walk,
  isFile: (element: ElementNode) => boolean,
): string {
  const expand = (written: Written | ElementNode): readonly RootContent[] => {
    if (!('name' in written))
      return expressionOutcome(written, walk, (nodes) => [text(nodes.map(read).join(''))]);
    return isFile(written) ? walk.flow([written]) : flatten(walk.line([written]), 'space');
  };
  // Code with a gap would be other code.
  const shown = (made: ElementNode): string => {
    const { lost } = walk.place.found;
    const before = lost.get(made.name ?? '');
    const code = expand(made).map(read).join('');
    return code === '' && lost.get(made.name ?? '') !== before ? `{${made.name}}` : code;
  };
  const read = (node: Nodes, index: number, siblings: readonly Nodes[]): string => {
    switch (node.type) {
      case 'text':
      case 'inlineCode':
      case 'code':
        return node.value;
      // Text as it is written, such as TeX.
      case 'html':
        return node.value.startsWith('<') ? '' : node.value;
      case 'break':
        return '\n';
      case 'mdxTextExpression':
      case 'mdxFlowExpression':
        return expand(node).map(read).join('');
      default:
        return 'children' in node ? inside(node, index, siblings) : '';
    }
  };
  const inside = (node: Extract<Nodes, Parents>, index: number, siblings: readonly Nodes[]) => {
    if ('name' in node && node.name === 'br') return '\n';
    if ('name' in node && node.name === 'button' && siblings.length > 1) return '';
    if (isElement(node) && isShownByOthers(node)) return shown(node);
    const inner = (node.children as Nodes[]).map(read).join('');
    const isBlock = node.type === 'paragraph' || node.type === 'mdxJsxFlowElement';
    return isBlock && index < siblings.length - 1 ? `${inner}\n` : inner;
  };
  const whole = (element.children as Nodes[]).map(read).join('');
  return whole.replace(/^(?:[ \t]*\n)+/, '').trimEnd();
}

/** Whether what an element shows is not in it: a tag of the dialect, or a component. */
const isShownByOthers = ({ name, data, children }: ElementNode): boolean =>
  children.length === 0 && (data?.origin === 'macro' || /^[\p{Lu}\p{Lo}]/u.test(name ?? ''));

const holding = /(?:body|content|message|(?<!alt)text)$/i;
const fragment = /^\s*<>([\s\S]*)<\/>\s*$/;
const marks = /\*\*\S|`[^`\n]+`|\]\(|\n[ \t]*(?:[-*]|\d+\.)[ \t]|\n[ \t]*\n/;

/**
 * Gives an element without content the Markdown of a fragment in an attribute, as TinaCMS keeps what
 * its editors write: `<Warning body={<>**Stop** at `900`.</>} />`. See https://tina.io/docs/reference/types/rich-text
 */
function fillWritten(element: ElementNode, env: RenderEnv): void {
  if (element.data?.origin || !element.children.every(isBlank)) return;
  const given = element.attributes.find((one) => writtenIn(one) !== undefined);
  const written = given && writtenIn(given);
  if (written === undefined || !marks.test(written.trim())) return;
  const lines = written
    .replace(/^[ \t]*\n/, '')
    .trimEnd()
    .split('\n');
  const { children } = parsedAt(element, dedent(lines).join('\n'), env);
  element.children = children as ElementNode['children'];
  element.attributes = element.attributes.filter((one) => one !== given);
}

function writtenIn(one: ElementNode['attributes'][number]): string | undefined {
  if (!('name' in one) || !holding.test(one.name) || typeof one.value !== 'object')
    return undefined;
  return one.value === null ? undefined : fragment.exec(one.value.value)?.[1];
}
