import { describe, expect, test } from 'vitest';
import { setManagedBlock } from '../../../src/output/publish/artefacts.ts';
import { buildBundle, selectPages, splitSections } from '../../../src/output/publish/bundle.ts';
import { renderLlmsFullTxt, renderLlmsTxt } from '../../../src/output/publish/llms-txt.ts';
import { bodyOf, type PublishedPage } from '../../../src/output/publish/page.ts';
import { checkBundleNames } from '../../../src/output/publish/stages.ts';

const page = (path: string, more: Partial<PublishedPage> = {}): PublishedPage => ({
  path,
  out: path.replace(/\.mdx?$/, '.mdc'),
  title: path,
  description: '',
  topics: [],
  tokens: 10,
  ...more,
});

const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;

describe('llms.txt', () => {
  const tokenizer = 'o200k_base';
  const pages = [
    page('a.md', { title: 'A [x]', description: 'About A.' }),
    page('guide/b.md', { url: 'https://example.com/guide/b' }),
    page('z.md', { out: 'with space.mdc' }),
  ];
  const sections = [
    { title: 'Guide', paths: ['guide/b.md', 'gone.md'] },
    { title: 'Empty', paths: [] },
  ];

  test('has the title, the summary and the sections in navigation order', () => {
    expect(renderLlmsTxt({ title: 'Docs', description: 'All.', pages, sections, tokenizer })).toBe(
      '# Docs\n\n> All.\n\n3 pages, 30 tokens (o200k_base).\n\n## Guide\n\n- [guide/b.md](https://example.com/guide/b)\n\n' +
        '## Other\n\n- [A \\[x\\]](a.mdc): About A.\n- [z.md](<with space.mdc>)\n',
    );
  });

  test('has each section once', () => {
    const parts = [
      { title: '', paths: ['a.md'] },
      { title: 'Guide', paths: ['guide/b.md'] },
      { title: 'Docs', paths: ['z.md'] },
    ];
    const text = renderLlmsTxt({ title: 'T', pages, sections: parts, tokenizer });
    expect(text.match(/^(?:## |- \[)\S+/gm)).toEqual([
      '## Docs',
      '- [A',
      '- [z.md](<with',
      '## Guide',
      '- [guide/b.md](https://example.com/guide/b)',
    ]);
  });

  test('puts all pages in one section where there is no navigation', () => {
    expect(
      renderLlmsTxt({ title: 'T', pages: [page('a.md')], sections: [], tokenizer: 'mine' }),
    ).toBe('# T\n\n1 page, 10 tokens (mine).\n\n## Docs\n\n- [a.md](a.mdc)\n');
  });

  test('llms-full.txt holds each body with its source', async () => {
    const read = async ({ path }: PublishedPage) => `---\ntitle: x\n---\n\n# ${path}\n`;
    let text = '';
    for await (const part of renderLlmsFullTxt({
      title: 'T',
      pages: pages.slice(0, 1),
      sections: [],
      tokenizer,
      read,
    }))
      text += part;
    expect(text).toBe('# T\n\n1 page, 10 tokens (o200k_base).\n\n---\n\nSource: a.md\n\n# a.md\n');
  });
});

test.each([
  ['---\na: 1\n---\n\n# T\n', '# T\n'],
  ['# T\n', '# T\n'],
  ['---\nnever closed\n', '---\nnever closed\n'],
])('bodyOf(%j)', (output, body) => {
  expect(bodyOf(output)).toBe(body);
});

describe('splitSections', () => {
  const text =
    '# T\n\none two\n\n## A\n\n### B\n\nx x x\n\n### C\n\ny y y\n\n## D\n\n```md\n## no\n```';

  test('keeps what fits whole', () => {
    expect(splitSections(text, { maxTokens: 100, count: words })).toHaveLength(1);
  });

  test('cuts at the highest headings that do, never inside a fence', () => {
    const parts = splitSections(text, { maxTokens: 7, count: words }).map(({ text }) => text);
    expect(parts).toEqual([
      '# T\n\none two',
      '## A',
      '### B\n\nx x x',
      '### C\n\ny y y',
      '## D\n\n```md\n## no\n```',
    ]);
  });
});

describe('bundles', () => {
  const pages = [page('guide/a.md'), page('guide/b.md'), page('api/c.md')];
  const read = async ({ path }: PublishedPage) => `# ${path}\n\nsome words here\n`;

  test('take the documents that their globs name', () => {
    const paths = selectPages(pages, { include: ['guide/**'], exclude: ['**/b.md'] });
    expect(paths.map(({ path }) => path)).toEqual(['guide/a.md']);
  });

  test('are one file where everything fits, with an index', async () => {
    const { files, index } = await buildBundle(
      { name: 'guide', include: ['guide'] },
      { pages, read, count: words },
    );
    expect(files.map(({ out }) => out)).toEqual(['bundles/guide.mdc']);
    expect(index.text).toContain('`guide/a.md`, `guide/b.md`');
  });

  test('are split at pages under the budget', async () => {
    const { files } = await buildBundle(
      { name: 'all', include: ['**'], maxTokens: 8 },
      { pages, read, count: words },
    );
    expect(files.map(({ out }) => out)).toEqual([
      'bundles/all-1.mdc',
      'bundles/all-2.mdc',
      'bundles/all-3.mdc',
    ]);
  });

  test('say which section is larger than the budget, and what would do', async () => {
    const { files, messages } = await buildBundle(
      { name: 'all', include: ['api'], maxTokens: 3 },
      { pages, read, count: words },
    );
    expect(files).toHaveLength(2);
    expect(messages[0]?.reason).toContain('raise maxTokens to at least 5');
  });

  test.each([
    [['API', 'api'], 'BUNDLE_COLLISION'],
    [['api', 'api-1'], 'BUNDLE_COLLISION'],
    [['api-2', 'api'], 'BUNDLE_COLLISION'],
    [['../up'], 'BUNDLE_NAME'],
    [[''], 'BUNDLE_NAME'],
  ])('refuse the names %j', (names, code) => {
    expect(() => checkBundleNames(names)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a managed block', () => {
  const own = '# Mine\n\nText.\n';

  test('is added below, replaced in place, and taken out without a trace', () => {
    const once = setManagedBlock(own, 'one', 'AGENTS.md');
    expect(once).toBe(`${own}\n<!-- contextor:begin -->\none\n<!-- contextor:end -->\n`);
    expect(setManagedBlock(once, 'one', 'AGENTS.md')).toBe(once);
    expect(setManagedBlock(`${once}after\n`, 'two', 'AGENTS.md')).toContain(
      'two\n<!-- contextor:end -->\nafter',
    );
    expect(setManagedBlock(once, undefined, 'AGENTS.md')).toBe(own);
    expect(setManagedBlock(own, undefined, 'AGENTS.md')).toBe(own);
  });

  test.each([
    ['no end', '<!-- contextor:begin -->\n'],
    ['no begin', 'x\n<!-- contextor:end -->\n'],
    ['the wrong order', '<!-- contextor:end -->\n<!-- contextor:begin -->\n'],
    ['two pairs', '<!-- contextor:begin --><!-- contextor:end -->'.repeat(2)],
  ])('with %s is refused, with the line and what to do', (_, text) => {
    expect(() => setManagedBlock(text, 'x', 'AGENTS.md')).toThrow(
      expect.objectContaining({
        code: 'BROKEN_MARKERS',
        remedy: expect.stringContaining('run again'),
      }),
    );
  });
});
