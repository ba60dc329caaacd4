import type { MdxJsxFlowElement } from 'mdast-util-mdx';
import { expect, it } from 'vitest';
import { hasLazyLine } from '../../src/document/parse/lazy-lines.ts';

/** The only element of a text, without children. */
function elementIn(text: string): MdxJsxFlowElement {
  const before = text.slice(0, text.indexOf('<')).split('\n');
  const offset = text.indexOf('<');
  const start = { line: before.length, column: before.at(-1)!.length + 1, offset };
  const end = { line: text.split('\n').length, column: 1, offset: text.length };
  const position = { start, end };
  return { type: 'mdxJsxFlowElement', name: 'a', attributes: [], children: [], position };
}

it.each([
  ['a tag in one line', '- <a />', false],
  ['a tag outside of blocks', '<a\nb="c"\n/>', false],
  ['a tag whose lines are in the item', '- <a\n  b="c"\n  />', false],
  ['a tag that goes on behind a tab', '1. <a\n\tb="c"\n\t/>', false],
  ['a tag with a line before the item', '- <a\nb="c"\n  />', true],
  ['a tag that ends before the item', '- <a\n/>', true],
  ['a tag with a line without quote mark', '> <a\n  b="c"\n> />', true],
  ['an empty line in a tag', '- <a\n\n  b="c"\n  />', false],
  ['a million blanks in a tag', `- <a${' '.repeat(1_000_000)}\n  b="c"\n  />`, false],
])('%s', (_, text, lazy) => {
  expect(hasLazyLine(elementIn(text), text)).toBe(lazy);
});

it('an element whose place is not known has none', () => {
  const text = '- <a\nb="c"\n  />';
  const element = elementIn(text);
  const { start, end } = element.position!;
  expect(
    hasLazyLine({ ...element, position: { start: { ...start, offset: undefined }, end } }, text),
  ).toBe(false);
});
