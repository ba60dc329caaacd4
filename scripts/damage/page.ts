import type { Nodes, Root } from 'mdast';
import type { Random } from '../fuzz/random.ts';

/** One damage in one place of an output. */
export interface Damage {
  /** What was done, in a few words. */
  what: string;
  /** The output with it. */
  text: string;
}

/** An output to damage. */
export interface Page {
  /** Front matter and all before the tree. */
  head: string;
  body: string;
  tree: Root;
  random: Random;
}

/** The output with `parts` in place of what stands from `from` to `to` in its body. */
export function made(page: Page, what: string, from: number, to: number, parts: string[]): Damage {
  const { head, body } = page;
  return { what, text: head + body.slice(0, from) + parts.join('') + body.slice(to) };
}

export const spanOf = (node: Nodes): [number, number] => [
  node.position?.start.offset ?? 0,
  node.position?.end.offset ?? 0,
];

export function innerSpan(node: Nodes): [number, number] {
  const children = 'children' in node ? node.children : [];
  return [spanOf(children[0] as Nodes)[0], spanOf(children.at(-1) as Nodes)[1]];
}

export const textAt = ({ body }: Page, node: Nodes): string => body.slice(...spanOf(node));

export function nodesOf(node: Nodes, type: Nodes['type']): Nodes[] {
  const below = 'children' in node ? node.children.flatMap((child) => nodesOf(child, type)) : [];
  return node.type === type ? [node, ...below] : below;
}
