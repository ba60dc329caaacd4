import { expect, test } from 'vitest';
import { transform } from '../../src/one-document.ts';

test('the text of an attribute need not be MDX', async () => {
  const source = '# A\n\n<Item name="comment_<id>">\n\nAn _item_.\n\n</Item>\n';
  const { text, messages } = await transform(source, { path: 'a.mdx', dialect: 'generic' });
  expect(text).toContain('**comment\\_\\<id>**\n\nAn _item_.');
  expect(messages.map(({ rule }) => rule)).toEqual(['unknown-component']);
});

test('what is found in the text of an attribute has no line of the document', async () => {
  const source =
    '# A\n\n<p v-html="kiln"></p>\n\n<script setup>\nconst kiln = "<div><div>Hot";\n</script>\n';
  const { text, messages } = await transform(source, { path: 'a.md', dialect: 'vitepress' });
  expect(text).toContain('Hot');
  expect(messages.map(({ rule, line }) => [rule, line])).toEqual([['html-unclosed', undefined]]);
});
