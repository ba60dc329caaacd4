import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pageIndex } from '../../src/site/lookups.ts';
import { scanSite } from '../../src/site/scan.ts';
import { siteView } from '../../src/site/view.ts';

const files: Record<string, string> = {
  'guides/auth.md': '# Auth\n\n## Log in {#login}\n',
  'guides/index.md': '# Guides\n',
  'index.md': '# Home\n',
};

function scan(changed: Record<string, string> = {}, sourceName = 'site/content') {
  const all = { ...files, ...changed };
  return scanSite({
    sourceRoot: '/nowhere',
    paths: Object.keys(all).sort(),
    dialect: { name: 'generic' },
    settings: { baseUrl: 'https://example.com/base/' },
    sourceName,
    readFile: (path) => all[path]!,
  });
}

describe.each([true, false])('lookups (recording: %s)', (recording) => {
  const view = siteView(scan(), { recording });
  test.each([
    ['/guides/auth', 'guides/auth.md'],
    ['/guides/auth/', 'guides/auth.md'],
    ['/guides/auth.html', 'guides/auth.md'],
    ['/guides/', 'guides/index.md'],
    ['/base/guides/auth', 'guides/auth.md'],
    ['/content/guides/auth', 'guides/auth.md'],
    ['/docs/guides/auth', 'guides/auth.md'],
    ['/base', 'index.md'],
    ['/other', undefined],
  ])('route %s -> %s', (route, expected) => {
    expect(view.pageByRoute(route)?.path).toBe(expected);
  });

  test.each([
    ['guides/auth.md', 'guides/auth.md'],
    ['guides/auth', 'guides/auth.md'],
    ['guides', 'guides/index.md'],
    ['', 'index.md'],
    ['auth', undefined],
    [':Auth', 'guides/auth.md'],
    [':guides', 'guides/index.md'],
    [':gone', undefined],
  ])('path %j -> %s', (path, expected) => {
    expect(view.pageByPath(path)?.path).toBe(expected);
  });

  test.each([
    ['::intro|de/parts', 'de/intro.md'],
    ['::intro|en/parts', 'en/guides/intro.md'],
    ['::intro|fr', 'de/intro.md'],
    ['::guides/intro|de', 'en/guides/intro.md'],
  ])('the nearest of one name: %s -> %s', (path, expected) => {
    const pages = { 'de/intro.md': '# A\n', 'en/guides/intro.md': '# B\n' };
    expect(siteView(scan(pages), { recording }).pageByPath(path)?.path).toBe(expected);
  });

  test('anchors', () => {
    expect(view.anchor('guides/auth.md', 'login')).toBe('log-in');
    expect(view.anchor('guides/auth.md', 'gone')).toBeUndefined();
  });
});

test('a file that comes later is seen, as a worker of a queue is given files', () => {
  const sourceRoot = mkdtempSync(join(tmpdir(), 'contextor-view-'));
  const view = siteView(scan(), { sourceRoot });
  expect(view.hasAsset('late.png')).toBe(false);
  view.used();
  writeFileSync(join(sourceRoot, 'late.png'), '');
  expect(view.hasAsset('late.png')).toBe(true);
  rmSync(sourceRoot, { recursive: true });
});

test.each([true, false])(
  'files are found in folders, links do not lead out (still: %s)',
  (still) => {
    const base = mkdtempSync(join(tmpdir(), 'contextor-view-'));
    const sourceRoot = join(base, 'docs');
    mkdirSync(join(sourceRoot, 'img/small'), { recursive: true });
    for (const path of ['docs/img/small/a.png', 'docs/top.png', 'b.png']) {
      writeFileSync(join(base, path), '');
    }
    const view = siteView(scan(), { sourceRoot, still });
    const paths = ['img/small/a.png', 'top.png', 'img/small/b.png', 'no/such/a.png', 'img/small'];
    expect([...paths, '../b.png', 'img/../../b.png'].filter((path) => view.hasAsset(path))).toEqual(
      ['img/small/a.png', 'top.png'],
    );
    rmSync(base, { recursive: true });
  },
);

describe('what a document used', () => {
  function ask() {
    const view = siteView(scan());
    view.used();
    view.pageByRoute('/guides/auth');
    view.pageByPath('missing.md');
    view.anchor('guides/auth.md', 'login');
    view.hasAsset('img/a.png');
    return { view, used: view.used() };
  }

  test('is not listed where nobody asks for it', () => {
    const view = siteView(scan(), { recording: false });
    view.pageByRoute('/guides/auth');
    expect(view.used()).toEqual([]);
  });

  test('is listed once, and then forgotten', () => {
    const { view, used } = ask();
    expect(used).toHaveLength(4);
    expect(view.used()).toEqual([]);
  });

  test.each([
    ['nothing', {}, true],
    ['a text', { 'index.md': '# Home\n\nmore\n' }, true],
    [
      'a heading that no link uses',
      { 'guides/auth.md': '# Auth\n\n## Log in {#login}\n\n## New\n' },
      true,
    ],
    ['the heading of a link', { 'guides/auth.md': '# Auth\n\n## Sign in {#login}\n' }, false],
    ['a title', { 'guides/auth.md': '# Other\n\n## Log in {#login}\n' }, false],
    ['a page that was missing', { 'missing.md': '# Now\n' }, false],
  ])('changed: %s -> still holds: %s', (_, changed, expected) => {
    expect(siteView(scan(changed)).isCurrent(ask().used)).toBe(expected);
  });
});

test('a page that cannot be read still has its route', () => {
  const site = scanSite({
    sourceRoot: '/nowhere',
    paths: ['gone.md'],
    dialect: { name: 'generic' },
    settings: {},
  });
  expect([...site.pages][0]).toMatchObject({ route: '/gone', title: 'Gone' });
});

test('scans that are known are taken, and those that are made are added', () => {
  const kept = new Map();
  const options = {
    sourceRoot: '/nowhere',
    paths: ['a.md'],
    dialect: { name: 'generic' },
    settings: {},
    scans: kept as Map<string, never>,
    readFile: () => '# First\n',
  };
  scanSite(options);
  const again = scanSite({ ...options, readFile: () => '# Second\n' });
  expect([...again.pages][0]?.title).toBe('First');
  expect(JSON.parse(JSON.stringify(kept.get('a.md')))).toEqual(kept.get('a.md'));
});

test('headings of included files belong to the page', () => {
  const parts: Record<string, string> = {
    '_a.md': "import B from './_b.md'\n\n## From a\n",
    '_b.md': '## From b\n',
  };
  const site = scanSite({
    sourceRoot: '/nowhere',
    paths: ['page.md'],
    dialect: { name: 'generic' },
    settings: {},
    readFile: () => "import A from './_a.md'\n\n# Page\n",
    include: (specifier) => {
      const path = specifier.slice(2);
      return { ok: true, path, text: parts[path]! };
    },
  });
  expect([...site.pages][0]?.anchors).toBe('\npage\nfrom-a\nfrom-b\n');
});

test.each([
  ['<h2 :id="setting.key">', 'any'],
  ['<h2 id="fixed">', 'none'],
])('of a component with %s, a page that imports it has %s of the ids', (heading, ids) => {
  const files: Record<string, string> = {
    '/list.vue':
      "<script setup>\nimport One from '/one.vue';\n</script>\n<template><One/></template>",
    '/one.vue': `<template>${heading}One</h2></template>`,
  };
  const site = scanSite({
    sourceRoot: '/nowhere',
    paths: ['page.md'],
    dialect: { name: 'vitepress' },
    settings: {},
    readFile: () =>
      "# Page\n\n<script setup>\nimport List from '/list.vue';\n</script>\n\n<List/>\n",
    include: (path) => ({ ok: true, path, text: files[path]! }),
  });
  expect(siteView(site).anchor('page.md', 'npm.command')).toBe(ids === 'any' ? '' : undefined);
});

test('a page comes before one that has its route as an alias', () => {
  const page = { title: '', anchors: '', address: '' };
  const old = { ...page, path: 'Old.md', out: 'Old.mdc', route: '/old', aliases: ['/a', '/gone'] };
  const index = pageIndex([old, { ...page, path: 'a.md', out: 'a.mdc', route: '/a' }]);
  expect(index.byRoute('/a')?.path).toBe('a.md');
  expect(index.byRoute('/gone')?.path).toBe('Old.md');
});

test.each([
  ['most links below it', 6, 0, 'guides/auth.md'],
  ['few links', 3, 0, undefined],
  ['links that lead nowhere as well', 6, 6, undefined],
])('a folder of addresses that no page is in is known by %s', (_, good, bad, found) => {
  const links = [
    ...Array.from({ length: good }, () => '[in](/manual/4.x/guides/auth#login)'),
    ...Array.from({ length: bad }, (_, n) => `[in](/manual/4.x/gone/${n})`),
  ];
  const view = siteView(scan({ 'links.md': `# Links\n\n${links.join('\n')}\n` }));
  expect(view.pageByRoute('/manual/4.x/guides/auth')?.path).toBe(found);
  expect(view.isBeside('/shop')).toBe(found !== undefined);
  // Of a part of the site that many links name and that holds no page, nothing is known.
  const isOther = found === undefined && good + bad >= 5;
  expect(view.isBeside('/manual/4.x/gone')).toBe(isOther);
  expect(view.isBeside('/shop/a.png')).toBe(false);
});

test.each([
  ['most links lead to pages', 8, 1, false],
  ['few links lead to none', 4, 4, false],
  ['most links lead to none', 1, 8, true],
  ['such links stand in code', 1, 8, false],
])('without a configuration, where %s, their kind is known or not', (what, good, bad, unknown) => {
  const links = (to: (n: number) => string) => [
    ...Array.from({ length: good }, () => `[in](${to(0)})`),
    ...Array.from({ length: bad }, (_, n) => `[in](${to(n + 1)})`),
  ];
  const roots = links((n) => (n === 0 ? '/guides/auth' : `/guides/gone-${n}`));
  const bare = links((n) => (n === 0 ? 'guides/auth' : `gone-${n}`));
  const fence = what.endsWith('in code') ? ['```md', '```'] : [];
  const lines = [...fence.slice(0, 1), ...roots, ...bare, ...fence.slice(1)];
  const view = siteView(scan({ 'links.md': lines.join('\n') }));
  expect([view.isUnknown('root'), view.isUnknown('bare')]).toEqual([unknown, unknown]);
});

test.each([
  ['/guides/auth', '01-guides/02-auth.md', 'the links leave the numbers out'],
  ['/01-guides/02-auth', '01-guides/02-auth.md', 'the links hold the numbers'],
  ['/guides/auth', '(public)/guides/auth.md', 'the links leave the groups out'],
  ['/(public)/guides/auth', '(public)/guides/auth.md', 'the links hold the groups'],
])('routes are %s for %s where %s', (route, path) => {
  const site = scanSite({
    sourceRoot: '/nowhere',
    paths: [path, 'index.md'],
    dialect: { name: 'generic' },
    settings: {},
    readFile: (path) => (path === 'index.md' ? `[auth](${route})\n` : '# Auth\n'),
  });
  expect(site.pages[0]?.route).toBe(route);
});

test.each([
  ['images', 'kil', 'images/kiln.svg'],
  ['images', 'gone', undefined],
  ['../docs/.vuepress/public/images', 'kil', undefined],
  ['none', 'kil', undefined],
])('the picture in %s whose name contains %s', (folder, part, file) => {
  const sourceRoot = join(
    import.meta.dirname,
    '../../fixtures/sites/vuepress-first/project/docs/.vuepress/public',
  );
  const options = { sourceRoot, paths: [], dialect: { name: 'hugo' }, settings: {} };
  expect(siteView(scanSite(options), { sourceRoot }).pictureIn(folder, part)).toBe(file);
});

test.each([
  ['@images/kiln.svg', '.vuepress/public/images/kiln.svg'],
  ['~@images/kiln.svg', '.vuepress/public/images/kiln.svg'],
  ['~@images/gone.svg', undefined],
  ['~images/kiln.svg', undefined],
])('the file of an alias as a bundler takes it: %s', (specifier, file) => {
  const sourceRoot = join(import.meta.dirname, '../../fixtures/sites/vuepress-first/project/docs');
  const options = { sourceRoot, paths: [], dialect: { name: 'vitepress' }, settings: {} };
  const aliases = [['@images/*', [join(sourceRoot, '.vuepress/public/images/*')]]] as const;
  expect(siteView(scanSite({ ...options, aliases }), { sourceRoot }).fileOf(specifier)).toBe(file);
});
