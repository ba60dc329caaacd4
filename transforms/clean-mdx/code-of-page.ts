import type { RootContent } from 'mdast';
import type { StaticValue } from '../static-value.ts';

/** Shorter lines stand in code by chance. */
const shortest = 16;

/** Tells of the code that a component shows which lines of it are those that it was given. */
export function markCodeOfPage(nodes: RootContent[], values: Iterable<StaticValue>): RootContent[] {
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
