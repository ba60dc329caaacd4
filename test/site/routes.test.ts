import { expect, test } from 'vitest';
import { normalRoute, pageUrl, routeOf } from '../../src/site/routes.ts';

test.each([
  ['generic', 'index.md', {}, '/'],
  ['generic', 'guides/README.md', {}, '/guides'],
  ['generic', 'guides/auth.mdx', {}, '/guides/auth'],
  ['generic', 'guides/01-auth.md', {}, '/guides/01-auth'],
  ['docusaurus', '01-guides/02-auth.md', {}, '/guides/auth'],
  ['docusaurus', 'releases/2024-01-15-news.md', {}, '/releases/2024-01-15-news'],
  ['docusaurus', 'guides/auth.md', { id: 'login' }, '/guides/login'],
  ['docusaurus', 'guides/auth.md', { slug: '/start' }, '/start'],
  ['docusaurus', 'guides/auth.md', { slug: '../start' }, '/start'],
  ['docusaurus', 'guides/guides.md', {}, '/guides'],
  ['starlight', 'en/index.mdx', {}, '/en'],
  ['starlight', 'src/content/docs/en/a.mdx', {}, '/en/a'],
  ['starlight', 'a.mdx', { slug: 'custom/place' }, '/custom/place'],
  ['nextra', 'app/docs/(group)/intro/page.mdx', {}, '/docs/intro'],
  ['nextra', 'content/docs/intro.mdx', {}, '/docs/intro'],
  ['fumadocs', 'docs/(framework)/intro.mdx', {}, '/docs/intro'],
  ['mintlify', 'api/create.mdx', {}, '/api/create'],
  ['liquid', 'posts/a.md', { permalink: '/b.html' }, '/b'],
])('%s: %s %j -> %s', (name, path, matter, expected) => {
  expect(routeOf({ path, dialect: { name }, matter })).toBe(expected);
});

test.each([
  ['a/b/', '/a/b'],
  ['/a/index.html', '/a'],
  ['//a', '/a'],
  ['', '/'],
])('normalRoute(%j) -> %s', (route, expected) => {
  expect(normalRoute(route)).toBe(expected);
});

test.each([
  ['https://example.com/docs/', '/a b/c', 'https://example.com/docs/a%20b/c'],
  ['https://example.com', '/', 'https://example.com'],
])('pageUrl(%s, %s) -> %s', (base, route, expected) => {
  expect(pageUrl(base, route)).toBe(expected);
});
