import { expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import type { BuildResult } from '../../src/contract/build.ts';
import { discoverSources } from '../../src/loader/discover-sources.ts';
import { planDocuments } from '../../src/loader/plan.ts';
import { project } from '../build/project.ts';

const fern = `navigation:
  - page: Kilns
    path: docs/index.md
  - page: Named
    path: docs/snippets/named.md
`;

async function pagesOf(files: Record<string, string>): Promise<string[]> {
  const settings = project(files).settings();
  const { sources } = await planDocuments(settings, await discoverSources(settings));
  return sources[0]!.pages.map(({ path }) => path);
}

test.each([
  ['mkdocs.yml', 'site_name: Kilns\nnav:\n  - index.md\n  - snippets/named.md\n'],
  ['docs.json', '{ "navigation": { "pages": ["docs/index", "docs/snippets/named"] } }'],
  ['docs.yml', fern],
])(
  'a document in a folder of parts is a page where the navigation of %s names it',
  async (name, text) => {
    const pages = await pagesOf({
      [name]: text,
      'fern.config.json': '{}',
      'docs/index.md': '# Kilns',
      'docs/snippets/named.md': '# Named',
      'docs/snippets/part.md': 'A part',
    });
    expect(pages).toEqual(['docs/index.md', 'docs/snippets/named.md']);
  },
);

test.each([
  ['book.toml', '[book]\nsrc = "docs"\n'],
  ['.gitbook.yaml', 'root: docs\n'],
])(
  'a document that is called like a part is a page where the summary of %s lists it',
  async (name, text) => {
    const pages = await pagesOf({
      [name]: text,
      'docs/SUMMARY.md': '# Summary\n\n- [Kilns](index.md)\n- [Named](_partials/_named.md)\n',
      'docs/index.md': '# Kilns',
      'docs/_partials/_named.md': '# Named',
      'docs/_partials/_part.md': 'A part',
    });
    expect(pages).toEqual(['docs/_partials/_named.md', 'docs/index.md']);
  },
);

test('without a framework, what lies in a folder that is called after parts is no page', async () => {
  const pages = await pagesOf({
    'docs/index.mdx': '# Kilns\n\n<Include src="_partials/fire" />\n',
    'docs/_partials/fire.mdx': 'Fire slowly.',
    'docs/partials/of-kilns.mdx': '# Partials of kilns',
  });
  expect(pages).toEqual(['docs/index.mdx', 'docs/partials/of-kilns.mdx']);
});

const unusedIn = ({ messages }: Pick<BuildResult, 'messages'>) =>
  messages.filter(({ rule }) => rule === 'part-unused').map(({ reason }) => reason);

test('parts that nothing includes are named once, with their number', async () => {
  const { settings, write } = project({
    'index.mdx': 'import Part from "./_part.mdx"\n\n# Kilns\n\n<Part />\n',
    '_part.mdx': 'import Inner from "./_inner.mdx"\n\nA part\n\n<Inner />\n',
    '_inner.mdx': 'Within',
    '_lost.mdx': 'Lost',
  });
  const cached = settings({ dialect: 'docusaurus', cache: true });
  const expected = [
    '1 document counts as a part of pages by its name or folder, and nothing includes it: _lost.mdx. "partials" says what counts as a part',
  ];
  expect(unusedIn(await build(cached))).toEqual(expected);
  expect(unusedIn(await build(cached))).toEqual(expected);
  for (const name of ['a', 'b', 'c']) write(`docs/_${name}.mdx`, name);
  expect(unusedIn(await build(cached))).toEqual([
    '4 documents count as parts of pages by their names or folders, and nothing includes them: _a.mdx, _b.mdx, _c.mdx and 1 more. "partials" says what counts as a part',
  ]);
});

test('a run of some documents does not tell what parts are for', async () => {
  const { settings } = project({ 'a.mdx': '# A', 'b.mdx': '# B', '_lost.mdx': 'Lost' });
  const given = settings({ dialect: 'docusaurus' });
  expect(unusedIn(await build(given, { only: ['a.mdx'] }))).toEqual([]);
  expect(unusedIn(await build(given, { shard: { index: 1, count: 2 } }))).toEqual([]);
});

test('files of a site that are called by a whole name are no parts', async () => {
  const { settings } = project({ 'README.md': '# A', '_sidebar.md': '- [A](README.md)' });
  expect(unusedIn(await build(settings({ dialect: 'docsify' })))).toEqual([]);
});
