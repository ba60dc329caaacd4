import { expect, test } from 'vitest';
import type { Document } from '../../src/document/document.ts';
import type { OtherPage } from '../../transforms/go-template/values.ts';
import { homeOf, pageAt, pagesOf } from '../../transforms/renderings/other-pages.ts';

const files: Readonly<Record<string, string>> = {
  'de/_index.md': '',
  'docs/_index.md': '---\ntitle: Docs\n---\n',
  'docs/a.md': '---\ntitle: A\n---\n',
  'docs/z.md': '---\ntitle: Z\nweight: 10\n---\n',
  'docs/z.de.md': '---\ntitle: Z\n---\n',
  'docs/Glaze/Firing.md': '---\ntitle: Firing\n---\n',
  'docs/draft.md': '---\ntitle: Draft\ndraft: true\n---\n',
  'docs/leaf/index.md': '# Leaf\n',
  'docs/more/_index.md': '---\ntitle: More\nweight: 20\n---\n',
  'glazes/_index.md': '---\ntitle: Glazes\n---\n',
  'docs/quick/glazes.md': '---\ntitle: Glazes at a glance\n---\n',
  'docs/more/deep.md': '---\ntitle: Deep\n---\n',
};

function documentAt(path: string): Document {
  return {
    path,
    include: (name: string) => {
      // A path that leads nowhere is also looked for beside the page.
      const found = [name.slice(1), `docs/quick${name}`].find((one) => files[one] !== undefined);
      return found === undefined ? { ok: false } : { ok: true, path: found, text: files[found] };
    },
    site: {
      pagesBelow: (folder: string) =>
        Object.keys(files).flatMap((name) =>
          folder === ''
            ? [name]
            : name.startsWith(`${folder}/`)
              ? [name.slice(folder.length + 1)]
              : [],
        ),
      pageByPath: (name: string) => ({ path: name, title: 'Leaf' }),
    },
  } as unknown as Document;
}

function titlesOf(kind: string, path = 'docs/_index.md'): unknown {
  const pages = pagesOf(kind, documentAt(path)) as readonly OtherPage[];
  return pages.map((page) => page.value(['Title']));
}

test('the pages of a section, by weight and title, in its language', () => {
  expect(titlesOf('Pages')).toEqual(['Z', 'More', 'A', 'Leaf']);
  expect(titlesOf('RegularPages')).toEqual(['Z', 'A', 'Leaf']);
  expect(titlesOf('Sections')).toEqual(['More']);
});

test('all pages of a site are those below its home page', () => {
  const titles = (kind: string) => titlesOf(kind, '_index.md');
  expect(titles('RegularPagesRecursive')).toHaveLength(6);
  expect(titles('PagesRecursive')).toHaveLength(10);
  expect(titles('Sections')).toEqual(['Docs', 'Glazes', 'Leaf']);
});

test.each([
  ['', 'docs/a.md', '/_index.md'],
  ['site/content', 'docs/a.md', '/_index.md'],
  ['site/content/en', 'docs/a.md', '/_index.md'],
  ['site/content/docs', 'a.md', undefined],
  ['', 'content/docs/a.md', '/content/_index.md'],
  ['site/content', 'docs/z.de.md', '/_index.de.md'],
  ['site/content', 'de/docs/a.md', '/de/_index.md'],
])('the home page where the source is "%s"', (source, path, home) => {
  const document = documentAt(path);
  const at = { ...document, site: { ...document.site, source } } as Document;
  expect(homeOf(at)?.path).toBe(home);
});

test('other pages have none', () => {
  expect(titlesOf('Pages', 'docs/a.md')).toEqual([]);
});

test.each([
  ['/docs/a', 'docs/a.md'],
  ['docs/leaf', 'docs/leaf/index.md'],
  ['/docs/Glaze/firing', 'docs/Glaze/Firing.md'],
  ['/docs/LEAF', 'docs/leaf/index.md'],
  ['/docs/none', undefined],
])('the page at %s', (path, file) => {
  expect(pageAt(path, documentAt('docs/_index.md'))?.path).toBe(file && `/${file}`);
});

test('a page of the same name in another folder does not stand for a section', () => {
  const page = pageAt('/glazes', documentAt('docs/quick/glazes.md'));
  expect(page?.path).toBe('/glazes/_index.md');
});
