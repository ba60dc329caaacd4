import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clean } from './transforms/clean.ts';

interface Snippet {
  corpus: string;
  path: string;
  dialect: string;
  input: string;
  expected: string;
  why: string;
  files?: Record<string, string>;
}

/** Snippets of real docs with the output wanted; they are other projects' texts and lie outside this one. */
const folder = process.env.CONTEXTOR_EXAMPLES ?? join(import.meta.dirname, '../../shared/examples');
const file = join(folder, 'tricky.json');

describe.skipIf(!existsSync(file))('snippets of real docs', () => {
  const snippets: Snippet[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const rows = snippets.flatMap((snippet) =>
    (['remark', 'native'] as const).map((parser) => [snippet.path, parser, snippet] as const),
  );
  test.each(rows)('%s (%s)', (path, parser, { dialect, input, expected, files = {} }) => {
    expect(clean(input, { dialect, path, parser, files }).body).toBe(expected);
  });
});
