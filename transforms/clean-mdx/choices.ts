import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { ElementNode } from '../../src/contract/element.ts';
import { isElement } from '../nodes.ts';
import { labelled, labelWords } from '../renderings/content.ts';
import type { Elements } from './elements.ts';

/**
 * Blocks of an element of which a page shows one at a time, by its `value`, below that value:
 * `<Card.Part value="npm">` beside `<Card.Part value="yarn">`, where nothing else tells them apart.
 */
export function withChoice(
  nodes: RootContent[],
  element: ElementNode,
  siblings: readonly RootContent[],
  elements: Elements,
): RootContent[] {
  const value = choiceOf(element);
  if (value === undefined || elements.entry(element) !== undefined) return nodes;
  const isBlock = nodes.length > 1 || nodes.some(({ type }) => type !== 'paragraph');
  const others = siblings.filter(
    (one) => isElement(one) && one.name === element.name && choiceOf(one) !== value,
  );
  const [first] = nodes;
  const isSaid = first?.type !== 'code' && plainText(first).toLowerCase() === value.toLowerCase();
  if (!isBlock || others.length === 0 || isSaid) return nodes;
  return labelled(labelWords(value, elements), nodes);
}

function choiceOf({ name, attributes, children }: ElementNode): string | undefined {
  const given = attributes.find((one) => 'name' in one && one.name === 'value')?.value;
  const isChoice = /^\p{Lu}/u.test(name ?? '') && children.length > 0;
  return isChoice && typeof given === 'string' ? given : undefined;
}
