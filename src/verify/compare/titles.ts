import type { Nodes } from 'mdast';
import { type CodeBlock, wordKey } from '../evidence.ts';
import { type Output, textOf } from '../output/read.ts';
import { titleOf } from '../source/labels.ts';
import { type CodePair, keyOf } from './order.ts';
import { wordsWithin } from './pieces.ts';

/** Titles of fences that do not stand above their block in the output. */
export function* strayTitles(
  source: readonly CodeBlock[],
  pairs: readonly CodePair[],
  { tree }: Output,
): Generator<{ line: number; what: string }> {
  const above = new Map<string, string[]>();
  for (const { key, text } of blocksWithText(tree))
    above.set(key, [...(above.get(key) ?? []), text]);
  for (const block of source) {
    const title = wordKey(titleOf(block) ?? '');
    const key = pairs.find(({ line }) => line === block.line)?.key;
    const texts = key === undefined ? undefined : above.get(key);
    if (title === '' || texts === undefined) continue;
    if (!texts.some((text) => wordsWithin(title, text)))
      yield { line: block.line, what: `title does not stand above its block: "${titleOf(block)}"` };
  }
}

/** Each block of code with the words of the two blocks before it. */
function* blocksWithText(node: Nodes): Generator<{ key: string; text: string }> {
  if (!('children' in node)) return;
  const children: readonly Nodes[] = node.children;
  for (const [at, child] of children.entries()) {
    if (child.type !== 'code') {
      yield* blocksWithText(child);
      continue;
    }
    const lines = child.value.split('\n');
    const before = children
      .slice(Math.max(0, at - 2), at)
      .map(textOf)
      .join(' ');
    yield { key: keyOf({ lang: child.lang ?? '', lines }), text: wordKey(before) };
  }
}
