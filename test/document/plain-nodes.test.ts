import type { Definition, Link, Paragraph, RootContent } from 'mdast';
import type { MdxjsEsm } from 'mdast-util-mdx';
import { expect, it } from 'vitest';
import type { ElementNode } from '../../src/contract/element.ts';
import { isBlock, onlyElements } from '../../src/document/parse/node-kinds.ts';
import { byPosition, endOfEsm, isUnsureLink } from '../../src/document/parse/plain-nodes.ts';

const at = (line: number, column: number) => ({ line, column });
const definition = (identifier: string, line?: number, column = 1): Definition => ({
  type: 'definition',
  identifier,
  url: 'a',
  ...(line && { position: { start: at(line, column), end: at(line, column + 1) } }),
});

it('definitions are in order of their places; those without one stay where they are', () => {
  const sorted = [definition('a', 2, 3), definition('b', 1, 5), definition('c', 2, 1)];
  expect(sorted.sort(byPosition).map(({ identifier }) => identifier)).toEqual(['b', 'c', 'a']);
  expect(byPosition(definition('a'), definition('b', 1))).toBe(0);
  expect(byPosition(definition('a', 2), definition('b'))).toBe(0);
});

it.each<[url: string, text: string, title: string | undefined, unsure: boolean]>([
  ['mailto:a@b.c', 'a@b.c', undefined, true],
  ['mailto:a@b.c', 'a@b.c', 'd', false],
  ['mailto:a@b.c', 'write', undefined, false],
  ['http://*', 'http://*', undefined, true],
  ['http://*', 'a', undefined, false],
  ['http://a', 'http://a', undefined, false],
  ['http://[a', 'http://[a', undefined, false],
])(
  'a link to %s that reads %s, titled %s, is one parser’s alone: %s',
  (url, value, title, unsure) => {
    const link: Link = {
      type: 'link',
      url,
      title: title ?? null,
      children: [{ type: 'text', value }],
    };
    expect(isUnsureLink(link)).toBe(unsure);
  },
);

it('ESM ends in its last line, and keeps nothing of one parser', () => {
  const position = { start: at(3, 1), end: at(9, 2) };
  const node: MdxjsEsm = { type: 'mdxjsEsm', value: 'a\nb', position, data: {} };
  endOfEsm(node);
  expect(node).toEqual({
    type: 'mdxjsEsm',
    value: 'a\nb',
    position: { start: at(3, 1), end: at(4, 2) },
  });
  const bare: MdxjsEsm = { type: 'mdxjsEsm', value: 'a' };
  endOfEsm(bare);
  expect(bare).toEqual({ type: 'mdxjsEsm', value: 'a' });
});

const element = (name: string, ...children: RootContent[]) =>
  ({ type: 'mdxJsxTextElement', name, attributes: [], children }) as unknown as ElementNode;

it('a paragraph of elements has one at least', () => {
  const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children }) as Paragraph;
  const blank = { type: 'text', value: ' \n' };
  const words = { type: 'text', value: 'a' };
  expect(onlyElements(paragraph(blank, element('b'), blank))).toBe(true);
  expect(onlyElements(paragraph(blank))).toBe(false);
  expect(onlyElements(paragraph(element('b'), words))).toBe(false);
});

it.each([
  ['x', (inner: RootContent) => element('x', inner)],
  [
    'b around a paragraph',
    (inner: RootContent) => element('b', { type: 'paragraph', children: [inner as never] }),
  ],
])('elements %s that nest deeper than a hundred levels are blocks', (_, around) => {
  const nested = (levels: number): ElementNode =>
    levels === 0 ? element('i') : (around(nested(levels - 1) as RootContent) as ElementNode);
  expect([isBlock(nested(100)), isBlock(nested(101))]).toEqual([false, true]);
});
