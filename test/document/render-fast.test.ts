import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it, test } from 'vitest';
import { renderBody, renderReference } from '../../src/document/render.ts';
import fc, { cases } from '../setup/properties.ts';
import { clean } from '../transforms/clean.ts';
import { markdownSource, markdownTree } from './generated-markdown.ts';

const parser = unified().use(remarkParse).use(remarkGfm);
const parse = (text: string) => parser.runSync(parser.parse(text)) as Root;

describe('the fast way writes what the reference writes', () => {
  it.each([
    ['trees', markdownTree],
    ['documents', markdownSource.map(parse)],
  ])('over generated %s', (_, trees) => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(renderBody(tree)).toBe(renderReference(tree));
      }),
      { numRuns: cases(100) },
    );
  });

  const corpora =
    process.env.CONTEXTOR_CORPORA ?? join(import.meta.dirname, '../../../shared/corpora');
  const names = existsSync(corpora)
    ? readdirSync(corpora, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  test.skipIf(names.length === 0)('over real documents', () => {
    for (const { name } of names) {
      for (const path of readdirSync(join(corpora, name), { recursive: true }) as string[]) {
        if (!/\.mdx?$/.test(path)) continue;
        const text = readFileSync(join(corpora, name, path), 'utf8');
        const { tree, body } = clean(text, { dialect: name, path, parser: 'native' });
        expect(body === renderReference(tree) ? path : `${path} differs`).toBe(path);
      }
    }
  });
});
