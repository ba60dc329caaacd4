import type { RootContent } from 'mdast';
import type { ElementNode } from '../../src/contract/element.ts';
import { labelNode } from '../code/meta.ts';
import { inlineCode, paragraph, strong } from '../nodes.ts';
import type { RenderEnv } from '../renderings/rendering.ts';
import type { StaticValue } from '../static-value.ts';
import { operationOf, withData } from './data.ts';
import { isSaid } from './named-files.ts';
import type { Place } from './place.ts';
import { attributeValues } from './values.ts';

/** What a component of the site shows, with marks on what the page gave to it, and with data that it does not show. */
export function withGiven(
  nodes: RootContent[],
  element: ElementNode,
  env: RenderEnv,
  place: Place,
): RootContent[] {
  const values = attributeValues(element, place);
  markTitle(nodes, values);
  const texts = [...values.values()].map((value) =>
    typeof value === 'string' ? value.trim() : '',
  );
  const given = texts.filter((text) => text.length >= shortestGiven);
  if (given.length > 0) markCode(nodes, given);
  const operation = operationOf(element, env);
  // What waits for the description of an operation shows nothing of it.
  return belowOperation(withData(nodes, element, env, place), operation, operation?.split(' ')[1]);
}

/** What an element says, below the operation that it is about, unless it says that, or the part of it that is `told`. */
export const belowOperation = (
  nodes: RootContent[],
  operation: string | undefined,
  told = operation ?? '',
): RootContent[] =>
  operation === undefined || isSaid(told, nodes)
    ? nodes
    : [paragraph([inlineCode(operation)]), ...nodes];

const titles = ['title', 'label', 'summary', 'heading', 'header'];

/** A title alone in a box above other blocks is what they are called, whatever its styles say. */
function markTitle(nodes: readonly RootContent[], values: ReadonlyMap<string, StaticValue>): void {
  const given = titles.map((name) => values.get(name)).find((value) => typeof value === 'string');
  const title = nodes.slice(0, -1).find((node) => {
    const [only, more] = node.type === 'paragraph' ? node.children : [];
    return only?.type === 'text' && !more && only.value.trim() === given;
  });
  if (title?.type === 'paragraph') title.children = [strong([labelNode(String(given))])];
}

/** Shorter lines stand in code by chance. */
const shortestGiven = 16;

/** Tells of the code that a component shows which lines of it are those that it was given. */
function markCode(nodes: readonly RootContent[], given: readonly string[]): void {
  for (const node of nodes) {
    if ('children' in node) markCode(node.children as RootContent[], given);
    if (node.type !== 'code') continue;
    const ofPage = given.find((code) => `\n${node.value}\n`.includes(`\n${code}\n`));
    if (ofPage !== undefined && ofPage !== node.value.trim()) node.data = { ...node.data, ofPage };
  }
}
