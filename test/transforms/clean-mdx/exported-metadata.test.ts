import { expect, test } from 'vitest';
import { clean } from '../clean.ts';

const text =
  "export const metadata = { title: 'Exported', description: f(), order: 2, a: {} }\n\nText.\n";

test('what a page exports as metadata stands beside its front matter', () => {
  expect(clean(text, { dialect: 'nextra' }).frontmatter).toEqual({ title: 'Exported', order: 2 });
});

test('front matter says more', () => {
  const { frontmatter } = clean(`---\ntitle: Own\n---\n\n${text}`, { dialect: 'nextra' });
  expect(frontmatter).toEqual({ title: 'Own', order: 2 });
});

test('other dialects have no such export', () => {
  expect(clean(text, { dialect: 'mintlify' }).frontmatter).toEqual({});
});

test.each([
  ["export const metadata = { title: 'Exported' }", { title: 'Exported' }],
  ["export const meta = { title: 'Exported', a: [] }", { title: 'Exported' }],
  ["export const title = 'Exported'\nexport const size = 2", { title: 'Exported' }],
  ['export const title = f()', {}],
])('a page of MDX alone says its title by an export: %s', (esm, frontmatter) => {
  expect(clean(`${esm}\n\nText.\n`, { dialect: 'generic' }).frontmatter).toEqual(frontmatter);
});
