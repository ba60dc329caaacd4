import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Root } from 'mdast';
import { describe, expect, test } from 'vitest';
import { renderBody, renderReference } from '../../src/document/render.ts';
import { compress } from '../../transforms/compress.ts';
import { normalize } from '../../transforms/normalize.ts';
import { type CleanOptions, clean } from './clean.ts';

const corpora =
  process.env.CONTEXTOR_CORPORA ?? join(import.meta.dirname, '../../../shared/corpora');
const names = existsSync(corpora)
  ? readdirSync(corpora, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  : [];

/** Nightly a profile takes all pages; at each change one of eight. */
const isNightly = process.env.CONTEXTOR_TREES === 'all';
const profiles = ['lossless', 'compact'] as const;

describe.skipIf(names.length === 0).each(profiles)('%s', (profile) => {
  test.each(names)(
    'of %s, the output built again is the same, and as the reference writes it',
    (name) => {
      const changed: string[] = [];
      const files = readdirSync(join(corpora, name), { recursive: true }) as string[];
      const pages = files.filter((path) => /\.mdx?$/.test(path)).sort();
      for (const [at, path] of pages.entries()) {
        if (!isNightly && at % 8 !== profiles.indexOf(profile)) continue;
        const text = readFileSync(join(corpora, name, path), 'utf8');
        const tree = build(text, { dialect: name, path }, profile);
        const once = renderBody(tree);
        const twice = renderBody(build(once, plain, 'lossless'));
        if (once !== twice) changed.push(path);
        if (once !== renderReference(tree)) changed.push(`${path}, by the reference`);
      }
      expect(changed).toEqual([]);
    },
  );
});

/** Starlight reads `.md` as Markdown and gives no meaning to marks in code. */
const plain = { dialect: 'starlight', path: 'page.md' };

function build(text: string, options: CleanOptions, profile: 'lossless' | 'compact'): Root {
  const { tree } = clean(text, { ...options, parser: 'native' });
  const settings = { profile, savings: {}, compress: {} };
  const site = { pageByPath: () => undefined };
  const document = { tree, frontmatter: {}, path: 'page.md', settings, site } as never;
  normalize.run(document);
  compress.run(document);
  return tree;
}
