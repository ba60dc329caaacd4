import type { Nodes, RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { isElement } from '../nodes.ts';
import { saysSomething } from './own-nodes.ts';
import type { Place } from './place.ts';

/** Whether Vue repeats an element over a list. */
export const isRepeated = (element: ElementNode): boolean => listOf(element) !== undefined;

/** `one in all` of `v-for`. */
const listOf = ({ attributes }: ElementNode): string | undefined => {
  const loop = attributes.find((one) => 'name' in one && one.name === 'v-for');
  return typeof loop?.value === 'string' ? loop.value : undefined;
};

/**
 * What an element of a page is for each of a list that the page's scripts give; undefined where the
 * list is not known, and where there is other Markdown in it than words. What is left out is noted.
 */
export function repeatedNodes(element: ElementNode, place: Place): RootContent[] | undefined {
  const markup = markupOf(element);
  const isAllowed = markup !== undefined && place.budget.take('expansions');
  const reading = isAllowed ? place.own.template(markup, place) : undefined;
  const isKnown = reading?.nodes.some(saysSomething) === true;
  const lost = isKnown ? reading.notes : [listOf(element) as string];
  for (const source of lost) place.loseExpression(source, element);
  return isKnown ? reading.nodes : undefined;
}

/** The HTML of a node; undefined where it is more than elements, paragraphs and words. */
function markupOf(node: Nodes): string | undefined {
  if (node.type === 'text') return escaped(node.value);
  if (node.type === 'inlineCode') return `<code>${escaped(node.value)}</code>`;
  if (isElement(node)) return elementOf(node);
  const name = names[node.type];
  return name && 'children' in node ? around(`<${name}>`, node.children, name) : undefined;
}

const names: Partial<Record<Nodes['type'], string>> = {
  paragraph: 'p',
  strong: 'strong',
  emphasis: 'em',
};

function elementOf({ name, attributes, children }: ElementNode): string | undefined {
  if (name === null) return undefined;
  let tag = `<${name}`;
  for (const one of attributes) {
    if (!('name' in one) || (typeof one.value === 'object' && one.value !== null)) return undefined;
    tag += one.value ? ` ${one.name}="${escaped(one.value)}"` : ` ${one.name}`;
  }
  const [only, more] = children as RootContent[];
  const inner = only?.type === 'paragraph' && more === undefined ? only.children : children;
  return inner.length > 0 ? around(`${tag}>`, inner, name) : `${tag}/>`;
}

function around(tag: string, nodes: readonly Nodes[], name: string): string | undefined {
  const inner = nodes.map(markupOf);
  return inner.includes(undefined) ? undefined : `${tag}${inner.join('')}</${name}>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
