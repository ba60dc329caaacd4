import { expect, test } from 'vitest';
import type { Document } from '../../src/document/document.ts';
import { sectionsOf } from '../../transforms/renderings/page-data.ts';
import * as siteData from '../../transforms/renderings/site-data.ts';

function page(path: string, files: Readonly<Record<string, string>>, frontmatter = {}): Document {
  const include = (name: string) =>
    Object.hasOwn(files, name) ? { ok: true, path: name, text: files[name] } : { ok: false };
  return { path, frontmatter, include, site: { source: 'site/content' } } as unknown as Document;
}

test('a list of translations is looked up by its ids', () => {
  const entries = ['a', 'b'].map((id) => `- id: ${id}\n  translation: ${id.toUpperCase()}\n`);
  const files = { '/i18n/en.yaml': entries.join('') };
  expect(siteData.translationOf('b', page('a.md', files))).toBe('B');
});

test.each<[what: string, path: string, frontmatter: object, sections: string[]]>([
  ['begin below the content', 'docs/box/a.md', {}, ['docs/box', 'docs']],
  ['leave out the language', 'de/docs/a.md', {}, ['docs']],
  ['begin with the type of the page', 'docs/box/a.md', { type: 'book' }, ['book/box', 'book']],
  ['pass over a type that is not a name', 'docs/a.md', { type: 'a b' }, ['docs']],
])('sections of a page %s', (_, path, frontmatter, sections) => {
  expect(sectionsOf(page(path, {}, frontmatter))).toEqual(sections);
});

test.each([['a = 1'], ['a: 1'], ['{"a": 1}']])('%s is data', (source) => {
  expect(siteData.unmarshalled(source)).toEqual({ a: 1 });
});

test('a key that is there twice makes no data', () => {
  expect(siteData.unmarshalled('a: 1\na: 2\n')).toBeUndefined();
});
