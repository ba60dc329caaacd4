import type { RootContent } from 'mdast';
import { isNamed, textNamed } from '../../src/contract/element.ts';
import { isElement, paragraph, strong } from '../nodes.ts';
import { isContent } from './attributes.ts';

const slotNames = /^\s*[A-Za-z]+\d*(?:\s*,\s*[A-Za-z]+\d*)*\s*$/;

/** The slots of a box that hold its title. */
const titles: ReadonlySet<string> = new Set(['header', 'heading', 'title']);

/**
 * Blocks in which an element with `slots="title, text"` holds those that follow it, one for each
 * slot, if it is a box; of any other one, these stay where they are, above them what its attributes say.
 * See https://github.com/adobe/aio-theme#jsx-blocks.
 */
export function withFollowing(nodes: RootContent[]): RootContent[] {
  if (!nodes.some((node) => slotsOf(node) !== undefined)) return nodes;
  const out: RootContent[] = [];
  for (let index = 0; index < nodes.length; index += 1) {
    const node = nodes[index]!;
    const slots = slotsOf(node);
    if (slots === undefined || !isElement(node)) {
      out.push(node);
      continue;
    }
    const attributes = node.attributes.filter((one) => !isNamed(one, 'slots'));
    if (node.name === 'InlineAlert') {
      const children = nodes.slice(index + 1, index + 1 + slots.length);
      out.push({ ...node, attributes, children: children.map(titled(slots)) } as RootContent);
      index += children.length;
    } else if (attributes.some(isContent)) out.push({ ...node, attributes } as RootContent);
  }
  return out;
}

const titled =
  (slots: readonly string[]) =>
  (node: RootContent, index: number): RootContent =>
    titles.has(slots[index]!) && (node.type === 'paragraph' || node.type === 'heading')
      ? paragraph([strong(node.children)])
      : node;

/** The slots that an element without content names. */
function slotsOf(node: RootContent): string[] | undefined {
  if (!isElement(node) || node.children.length > 0) return undefined;
  const slots = textNamed(node, 'slots');
  if (slots === undefined || !/^\p{Lu}/u.test(node.name ?? '')) return undefined;
  return slotNames.test(slots) ? slots.split(',').map((slot) => slot.trim()) : undefined;
}
