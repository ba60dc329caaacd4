import { expect, test } from 'vitest';
import type { SitePage } from '../../src/document/site.ts';
import { pageSets, placePages, twinPath, twinPaths } from '../../src/twins/page.ts';
import { twinPage } from './page.ts';

function placed(routes: Record<string, string>, given?: Record<string, string>) {
  const pages = Object.keys(routes).map((path) => ({ ...twinPage('/'), path }));
  const scanned = new Map(
    Object.entries(routes).map(([path, route]) => [path, { path, route } as SitePage]),
  );
  return placePages(pages, {
    scanned,
    routes: given,
    isFolder: (_, address) => address.endsWith('/'),
    variantOf: () => ({}),
  });
}

test.each([
  ['/', 'index.md'],
  ['/guide', 'guide.md'],
  ['/guide/intro', 'guide/intro.md'],
])('the twin of %s is %s', (route, twin) => {
  expect(twinPath(route)).toBe(twin);
});

test('where the site serves folders, the twin stands in the folder too', () => {
  expect(twinPaths(twinPage('/guide', { folder: true }))).toEqual(['guide.md', 'guide/index.md']);
  expect(twinPaths(twinPage('/', { folder: true }))).toEqual(['index.md']);
});

test.each([
  ['/../../etc/passwd', 'leads out of the site'],
  ['/a/./b', 'leads out of the site'],
  ['/a\u0000b', 'has a character that file names cannot have'],
  ['/a\\b', 'has a character that file names cannot have'],
  [`/${'a'.repeat(300)}`, 'is too long'],
])('a page at %j has no twin: it %s', (route, reason) => {
  const { placed: pages, messages } = placed({ 'a.md': route });
  expect(pages).toEqual([]);
  expect(messages).toMatchObject([{ rule: 'site-route', path: 'a.md', severity: 'warning' }]);
  expect(messages[0]!.reason).toContain(reason);
});

test('of two pages with one route the first has the twin, and the other is told', () => {
  const { placed: pages, messages } = placed({ 'a.md': '/x', 'b.md': '/X' });
  expect(pages.map(({ path }) => path)).toEqual(['a.md']);
  expect(messages[0]).toMatchObject({ path: 'b.md', reason: expect.stringContaining('a.md') });
});

test('a route that the build of the site states wins', () => {
  const [page] = placed({ 'a.md': '/x' }, { 'a.md': '/y/' }).placed;
  expect(page).toMatchObject({ route: '/y', address: '/y/', twin: 'y.md', folder: true });
});

test('each locale and version is a set; the default and stable one is at the root', () => {
  const pages = [
    twinPage('/fr', { locale: 'fr' }),
    twinPage('/fr/a', { locale: 'fr' }),
    twinPage('/a', { locale: 'en' }),
    twinPage('/1.x/a', { locale: 'en', version: '1.x' }),
    twinPage('/b', { locale: 'en', version: '2.x' }),
    twinPage('/c'),
  ];
  const sets = pageSets(pages, { locale: 'en', version: '2.x' });
  expect(sets.map(({ folder, name }) => [folder, name])).toEqual([
    ['', ''],
    ['fr', 'fr'],
    ['1.x', 'en 1.x'],
  ]);
  expect(sets[0]!.pages.map(({ route }) => route).sort()).toEqual(['/a', '/b', '/c']);
});

test('without a default, the largest set is at the root', () => {
  const pages = [
    twinPage('/fr/a', { locale: 'fr' }),
    twinPage('/en/a', { locale: 'en' }),
    twinPage('/en/b', { locale: 'en' }),
  ];
  expect(pageSets(pages, {}).map(({ folder }) => folder)).toEqual(['', 'fr']);
});

test('sets without a folder of their own are one', () => {
  const pages = [
    twinPage('/a', { version: '1' }),
    twinPage('/b', { version: '2' }),
    twinPage('/c'),
  ];
  const [root, ...others] = pageSets(pages, {});
  expect(others).toEqual([]);
  expect(root!.pages).toHaveLength(3);
});
