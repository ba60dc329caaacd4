import type { Nodes, Root, RootContent } from 'mdast';
import { expect, it } from 'vitest';
import type { Finding } from '../../src/contract/message.ts';
import { normalizeTree } from '../../src/document/parse/normalize.ts';

const position = { start: { line: 7, column: 3 }, end: { line: 7, column: 4 } };
const levels = (kind: 'blockquote' | 'emphasis', count: number, inner: RootContent): RootContent =>
  count === 0
    ? inner
    : ({ type: kind, position, children: [levels(kind, count - 1, inner)] } as RootContent);
const text = { type: 'text', value: 'a' } as const;
const paragraph = (child: RootContent) => ({ type: 'paragraph', children: [child] }) as RootContent;

function normalized(...children: RootContent[]) {
  const found: Finding[] = [];
  const report = (finding: Finding) => found.push(finding);
  const options = { calls: [], headingIds: new Map(), html: false, report };
  return { tree: normalizeTree({ type: 'root', children }, options), found };
}

function depthOf(node: Nodes): number {
  return 'children' in node ? 1 + Math.max(0, ...node.children.map(depthOf)) : 0;
}

const words = (node: Root | RootContent): string =>
  'children' in node ? node.children.map(words).join('') : 'value' in node ? node.value : '';

it.each([
  ['quotes', 102, (count: number) => levels('blockquote', count, paragraph(text))],
  ['emphasis', 101, (count: number) => paragraph(levels('emphasis', count, text))],
])('%s stay as deep as 98 levels; what lies deeper is text, and told once', (_, deepest, make) => {
  const whole = normalized(make(98));
  expect([depthOf(whole.tree), whole.found]).toEqual([100, []]);
  const { tree, found } = normalized(make(120), make(120));
  expect([depthOf(tree), words(tree)]).toEqual([deepest, 'aa']);
  expect(found).toMatchObject([{ rule: 'nesting', line: 7, column: 3 }]);
});

it('what nests too deeply without a place is told without one', () => {
  const bare = (count: number): RootContent =>
    count === 0
      ? paragraph(text)
      : ({ type: 'blockquote', children: [bare(count - 1)] } as RootContent);
  expect(normalized(bare(120)).found[0]).not.toHaveProperty('line');
});
