import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { clean } from './clean.ts';

/** Whether each link of a text takes the title of the page that it leads to. */
function unnamedIn(text: string): boolean[] {
  const unnamed: boolean[] = [];
  const { tree } = clean(text, { dialect: 'generic' });
  visit(tree, 'link', ({ data }) => {
    unnamed.push(data?.unnamed === true);
  });
  return unnamed;
}

test('a link without words is called as its page, others by what they say', () => {
  expect(unnamedIn('<a href="../kilns.md" className="cover" />')).toEqual([true]);
  expect(unnamedIn('<a href="../kilns.md" aria-label="All kilns" />')).toEqual([false]);
  expect(unnamedIn('<a href="../kilns.md">kilns.md</a>')).toEqual([false]);
});
