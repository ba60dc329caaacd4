import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { otherSources } from '../../src/site/other-sources.ts';
import { scanSite } from '../../src/site/scan.ts';

const root = mkdtempSync(join(tmpdir(), 'contextor-other-sources-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A source with three pages; one file of configuration serves those that share its name. */
function source(folder: string, baseUrl?: string, siteFile?: string) {
  const sourceRoot = join(root, folder);
  mkdirSync(join(sourceRoot, 'deep'), { recursive: true });
  const paths = ['index.md', 'one.md', 'deep/two.md'];
  for (const path of paths) writeFileSync(join(sourceRoot, path), `# Page\n\n## Part of ${path}\n`);
  const settings = { ...(baseUrl && { baseUrl }) };
  const site = scanSite({ sourceRoot, paths, dialect: { name: 'generic' }, settings });
  return { folder, site, siteFile, settings };
}

const hosted = [
  source('a', 'https://x.dev/a'),
  source('b', 'https://x.dev/b/'),
  source('c', 'https://y.dev/c'),
  source('d', 'https://x.dev'),
];
const [fromA] = otherSources(hosted);

test.each<[url: string, page: string | undefined]>([
  ['https://x.dev/b/one', '../b/one.md'],
  ['https://x.dev/b/deep/two', '../b/deep/two.md'],
  ['https://x.dev/b', '../b/index.md'],
  ['https://x.dev/b/', '../b/index.md'],
  ['https://y.dev/c/one', '../c/one.md'],
  ['https://x.dev/one', '../d/one.md'],
  ['https://x.dev/bc/one', undefined],
  ['https://y.dev/b/one', undefined],
  ['https://x.dev/b/none', undefined],
  ['https://x.dev/a/one', undefined],
  ['/b/one', undefined],
])('from another source, %s is %s', (url, page) => {
  expect(fromA!.byAddress(url)?.path).toBe(page);
});

test.each<[route: string, page: string | undefined]>([
  ['/b/one', '../b/one.md'],
  ['/b', '../b/index.md'],
  ['/bc/one', undefined],
  ['/c/one', undefined],
  ['/one', '../d/one.md'],
])('from another source, the route %s is %s', (route, page) => {
  expect(fromA!.byRoute(route)?.path).toBe(page);
});

test('pages and headings of another source are found by their paths', () => {
  expect(fromA!.byPath('../b/deep/two.md')).toMatchObject({
    path: '../b/deep/two.md',
    url: 'https://x.dev/b/deep/two',
  });
  expect(fromA!.byPath('../b/none.md')).toBeUndefined();
  expect(fromA!.byPath('../e/one.md')).toBeUndefined();
  expect(fromA!.byPath('one.md')).toBeUndefined();
  expect(fromA!.anchor('../e/one.md', 'part-of-onemd')).toBeUndefined();
});

test('sources of one site share their routes, and those without an address none', () => {
  const shared = otherSources([source('e', undefined, 'a.yml'), source('f', undefined, 'a.yml')]);
  expect(shared[0]!.byRoute('/one')?.path).toBe('../f/one.md');
  const apart = otherSources([source('e', undefined, 'a.yml'), source('f', undefined, 'b.yml')]);
  expect(apart[0]!.byRoute('/one')).toBeUndefined();
});

test('one source has no others', () => {
  expect(otherSources([source('a')])).toEqual([undefined]);
});
