import { expect, test } from 'vitest';
import { transform } from '../../src/one-document.ts';

test('the text of an attribute need not be MDX', async () => {
  const source = '# A\n\n<Item name="comment_<id>">\n\nAn _item_.\n\n</Item>\n';
  const { text, messages } = await transform(source, { path: 'a.mdx', dialect: 'generic' });
  expect(text).toContain('**comment\\_\\<id>**\n\nAn _item_.');
  expect(messages.map(({ rule }) => rule)).toEqual(['unknown-component']);
});
