import type { RootContent } from 'mdast';
import { labelNode } from '../code/meta.ts';
import { strong } from '../nodes.ts';
import type { StaticValue } from '../static-value.ts';

/** Marks in what a component shows which parts of it are what the page gave: lines of code, a title. */
export function markGiven(
  nodes: RootContent[],
  values: ReadonlyMap<string, StaticValue>,
): RootContent[] {
  markTitle(nodes, values);
  return markCode(nodes, values.values());
}

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
const shortest = 16;

/** Tells of the code that a component shows which lines of it are those that it was given. */
function markCode(nodes: RootContent[], values: Iterable<StaticValue>): RootContent[] {
  const given = [...values].flatMap((value) => {
    const code = typeof value === 'string' ? value.trim() : '';
    return code.length < shortest ? [] : [code];
  });
  if (given.length > 0) mark(nodes, given);
  return nodes;
}

function mark(nodes: readonly RootContent[], given: readonly string[]): void {
  for (const node of nodes) {
    if ('children' in node) mark(node.children as RootContent[], given);
    if (node.type !== 'code') continue;
    const ofPage = given.find((code) => `\n${node.value}\n`.includes(`\n${code}\n`));
    if (ofPage !== undefined && ofPage !== node.value.trim()) node.data = { ...node.data, ofPage };
  }
}
