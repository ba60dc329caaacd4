import { describe, expect, test } from 'vitest';
import { isPublished, selectVariants, variantOf } from '../../src/site/variants.ts';

describe('variantOf', () => {
  test.each([
    ['en/guide.md', ['en', 'fr'], { locale: 'en' }],
    ['pt_BR/guide.md', ['en', 'pt_BR'], { locale: 'pt-br' }],
    ['zh-Hans/guide.md', ['zh-Hans', 'en'], { locale: 'zh-hans' }],
    ['en/guide.md', ['en'], { locale: 'en' }],
    ['no/guide.md', ['no', 'guides'], {}],
    ['guides/no/a.md', ['guides'], {}],
    ['i18n/fr/a.md', ['i18n', 'docs'], { locale: 'fr' }],
    ['v2/guide.md', ['v2', 'guides'], { version: 'v2' }],
    ['version-0.71/a.md', ['version-0.71'], { version: '0.71' }],
    ['versioned_docs/version-0.71/a.md', ['versioned_docs'], { version: '0.71' }],
    ['en/v1.x/a.md', ['en', 'fr'], { locale: 'en', version: 'v1.x' }],
    ['blog/2024/a.md', ['blog'], {}],
    ['en.md', [], {}],
  ])('%s beside %j: %j', (path, siblings, expected) => {
    expect(variantOf(path, siblings)).toEqual(expected);
  });
});

describe('selectVariants', () => {
  const paths = ['en/a.md', 'fr/a.md', 'pt-br/a.md', 'index.md', 'v1/a.md', 'v2/a.md'];
  test.each([
    [{}, paths],
    [{ locales: ['en'] }, ['en/a.md', 'index.md', 'v1/a.md', 'v2/a.md']],
    [{ locales: ['*', '!fr'] }, ['en/a.md', 'pt-br/a.md', 'index.md', 'v1/a.md', 'v2/a.md']],
    [{ locales: ['pt*'], versions: ['v2'] }, ['pt-br/a.md', 'index.md', 'v2/a.md']],
    [{ versions: [] }, ['en/a.md', 'fr/a.md', 'pt-br/a.md', 'index.md']],
  ])('%j', (filter, expected) => {
    expect(selectVariants(paths, filter)).toEqual(expected);
  });
});

describe('isPublished', () => {
  test.each([
    [{}, true],
    [{ visibility: 'draft' as const }, false],
    [{ visibility: 'hidden' as const }, false],
    [{ visibility: 'unlisted' as const }, false],
  ])('%j: %s', (page, expected) => {
    expect(isPublished(page)).toBe(expected);
  });
});
