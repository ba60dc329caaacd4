import GithubSlugger, { slug as githubSlug } from 'github-slugger';
import { describe, expect, test } from 'vitest';
import { Slugs, slug } from '../../src/site/slug.ts';
import fc from '../setup/properties.ts';

const characters = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary-ascii' }),
);

describe('slugs are those of GitHub', () => {
  test('of every character of ASCII', () => {
    for (let code = 0; code < 128; code++) {
      const text = `a${String.fromCharCode(code)}B`;
      expect(slug(text), `code ${code}`).toBe(githubSlug(text));
    }
  });

  test('of any text', () => {
    fc.assert(fc.property(characters, (text) => slug(text) === githubSlug(text)));
  });

  test('in a page whose headings repeat', () => {
    const headings = fc.array(fc.constantFrom('a', 'A', 'a 1', 'a-1', 'a-1-1', 'b', '', 'é'));
    fc.assert(
      fc.property(headings, (texts) => {
        const slugs = new Slugs();
        const slugger = new GithubSlugger();
        for (const text of texts) expect(slugs.next(text)).toBe(slugger.slug(text));
      }),
    );
  });
});
