import type { Nodes, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { save } from '../../src/contract/savings.ts';
import { markerLine } from '../nodes.ts';
import { type Compression, isNote, lengthOf, withContents } from './blocks.ts';
import { isWarning, leads } from './sections.ts';

/** Shorter repeats cost hardly more than the note in their place. */
const shortestRepeat = 160;

const proseTypes: ReadonlySet<string> = new Set(['paragraph', 'list', 'blockquote']);

/**
 * Prose that the page has shown before, with a note in its place. What opens a list item stays: it
 * names what the item is about.
 */
export function withoutRepeatedText(parent: Nodes, compression: Compression): void {
  if (!('children' in parent)) return;
  const children = parent.children as RootContent[];
  if (parent.type === 'list' || parent.type === 'table') {
    for (const child of children) withoutRepeatedText(child, compression);
    return;
  }
  const kept: RootContent[] = [];
  for (let at = 0; at < children.length; ) {
    const run =
      parent.type === 'listItem' && at === 0 ? [] : repeatsFrom(children, at, compression);
    if (run.length > 0) {
      save(compression.savings, 'repeated-text', lengthOf(run));
      kept.push(markerLine(withContents('the same text as above', run)));
      at += run.length;
      continue;
    }
    const child = children[at++]!;
    const key = isProse(child) ? keyOf(child) : undefined;
    kept.push(child);
    if (!isWarning(child)) withoutRepeatedText(child, compression);
    if (key !== undefined) compression.shown.add(key);
  }
  parent.children = kept as never;
}

/** The blocks from `at` on that the page has shown, if they are worth a note. */
function repeatsFrom(
  children: readonly RootContent[],
  at: number,
  { shown }: Compression,
): RootContent[] {
  const isRepeat = (node: RootContent | undefined): boolean =>
    node !== undefined && isProse(node) && shown.has(keyOf(node));
  let end = at;
  while (isRepeat(children[end])) end++;
  while (end > at && leads(children[end - 1]!, children[end])) end--;
  const run = children.slice(at, end);
  return lengthOf(run) < shortestRepeat ? [] : run;
}

const isProse = (node: RootContent): boolean =>
  proseTypes.has(node.type) && !isNote(node) && !isWarning(node);

const keyOf = (node: RootContent): string =>
  `${node.type} ${ticksIn(node).join('')} ${plainText(node)}`;

/** The boxes of a task list: two lists may offer the same answers, and tick others. */
function ticksIn(node: Nodes): string[] {
  const own = node.type === 'listItem' && typeof node.checked === 'boolean';
  const inside = 'children' in node ? node.children.flatMap(ticksIn) : [];
  return own ? [node.checked ? 'x' : '-', ...inside] : inside;
}
