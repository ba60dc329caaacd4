import { expect, it } from 'vitest';
import type { Dialect } from '../../src/contract/dialect.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { show } from './show.ts';

const dialect: Dialect = {
  name: 'test',
  markdown: 'mdx',
  fences: { languages: { 'mdx-code-block': { as: 'unwrap' } } },
};

it('reads what stands in fences of live MDX, also across them', () => {
  const text = [
    '```mdx-code-block',
    '<Tabs>',
    '```',
    '',
    '```js',
    '// ```mdx-code-block',
    '```',
    '',
    '````mdx-code-block',
    '</Tabs>',
    '````',
    '',
  ].join('\n');
  const { tree, messages } = parseDocument({ text, path: 'a.md', dialect, parser: 'auto' });
  expect(messages).toEqual([]);
  expect(
    show(tree)
      .split('\n')
      .map((line) => line.trim().split(' ')[0]),
  ).toEqual(['root', 'mdxJsxFlowElement', 'code']);
  expect(tree.children[0]?.position?.end.line).toBe(10);
});

it('reads a fence of live MDX within another', () => {
  const text = [
    '````mdx-code-block',
    '<Tabs>',
    '',
    '```mdx-code-block',
    "import code from '!!raw-loader!./a.sh'",
    '',
    '<CodeBlock>{code}</CodeBlock>',
    '```',
    '',
    '```md',
    '~~~mdx-code-block',
    '~~~',
    '```',
    '',
    '</Tabs>',
    '````',
    '',
  ].join('\n');
  const { tree, messages } = parseDocument({ text, path: 'a.md', dialect, parser: 'auto' });
  expect(messages).toEqual([]);
  const [tabs] = tree.children;
  expect(tabs).toMatchObject({
    name: 'Tabs',
    children: [{ type: 'mdxjsEsm' }, { name: 'CodeBlock' }, { value: '~~~mdx-code-block\n~~~' }],
  });
});
