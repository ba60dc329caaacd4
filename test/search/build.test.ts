import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import type { Config } from '../../src/config/settings.ts';
import type { BuildOptions } from '../../src/contract/build.ts';
import { loadTokenizer, type TokenCounter } from '../../src/document/count-tokens.ts';
import { mergeParts } from '../../src/merge-parts.ts';
import { chunksOf } from '../../src/search/chunks.ts';
import { cutBody } from '../../src/search/cut.ts';
import { decodeEntry, pageEntry } from '../../src/search/page-entry.ts';
import { pageWords } from '../../src/search/page-words.ts';
import { type Project, pages, project } from '../build/project.ts';
import fc from '../setup/properties.ts';
import '../setup/package.ts';

const docs = {
  ...pages(9),
  'en/hidden.md': '---\ndraft: true\n---\n\n# Not yet\n\nSecret.\n',
  'en/guide.md': '# Guide\n\nLinked and linking.\n',
  'fr/guide.md': '# Guide\n\nNous continuons.\n',
};

const searchFiles = ({ 'chunks.jsonl': chunks, 'search.idx': index }: Record<string, string>) => {
  expect(chunks).toContain('"id":"fr/guide.md"');
  expect(chunks).not.toContain('Secret');
  return { chunks, index };
};

type Make = (docs: Project) => Promise<unknown>;
const run = (docs: Project, config: Config = {}, options: BuildOptions = {}) =>
  build(docs.settings({ search: true, ...config }), options);
const cached = { cache: true };

describe('the same bytes come', () => {
  const ways: [string, Make][] = [
    ['from workers', (docs) => run(docs, { parallel: true, maxWorkers: 2, inlineThreshold: 1 })],
    [
      'from processes',
      (docs) => run(docs, { parallel: true, executor: 'processes', inlineThreshold: 1 }),
    ],
    [
      'where one page has changed',
      async (docs) => {
        docs.write('docs/en/guide.md', '# Other\n');
        await run(docs, cached);
        docs.write('docs/en/guide.md', '# Guide\n\nLinked and linking.\n');
        await run(docs, cached);
      },
    ],
    [
      'where only one page is built',
      async (docs) => {
        docs.write('docs/en/guide.md', '# Other\n');
        await run(docs);
        docs.write('docs/en/guide.md', '# Guide\n\nLinked and linking.\n');
        await run(docs, {}, { only: ['en/guide.md'] });
      },
    ],
    [
      'where the index is asked for later',
      async (docs) => {
        await run(docs, { ...cached, search: false });
        await run(docs, cached);
      },
    ],
    [
      'from shards',
      async (docs) => {
        const folders = ['a', 'b'].map((name) => join(docs.root, name));
        for (const [at, out] of folders.entries()) {
          await run(docs, { out }, { shard: { index: at + 1, count: 2 } });
        }
        await mergeParts(folders, { outRoot: docs.out, cwd: docs.root });
      },
    ],
  ];

  test.each(ways)('%s', async (_name, make) => {
    const [plain, sample] = [project(docs), project(docs)];
    await run(plain);
    await make(sample);
    expect(searchFiles(sample.output())).toEqual(searchFiles(plain.output()));
  });
});

describe('laws', () => {
  let count: TokenCounter;
  beforeAll(async () => {
    count = await loadTokenizer();
  });
  const line = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('## A heading', '/path', '- item', '```', '| a | b |', 'Word.', '日本語 // /'),
  );
  const body = fc.array(line, { maxLength: 30 }).map((lines) => `${lines.join('\n')}\n`);

  test('the tokens of a body are those of its parts', () => {
    fc.assert(
      fc.property(body, fc.integer({ min: 1, max: 30 }), (text, maxTokens) => {
        const { sections, tokens } = cutBody(text, { count, maxTokens });
        expect(tokens).toBe(count(text));
        for (const part of sections.flatMap(({ parts }) => parts)) {
          expect(part.tokens).toBe(count(text.slice(part.start, part.end)));
        }
      }),
    );
  });

  test('an entry is a line of text, and comes back from it', () => {
    const page = {
      path: 'a.md',
      out: 'a.mdc',
      title: 'A b',
      url: '',
      description: '',
      topics: [],
    };
    fc.assert(
      fc.property(body, (text) => {
        const entry = pageEntry(page, text, { count });
        expect(entry).not.toMatch(/[\n\t]/);
        const { lines, words } = decodeEntry(Buffer.from(entry));
        const chunks = chunksOf(page, text, { count });
        expect(String(lines)).toBe(chunks.map((chunk) => `${JSON.stringify(chunk)}\n`).join(''));
        expect(words).toEqual(pageWords(chunks, ['A b']));
      }),
    );
  });
});
