import { expect, test } from 'vitest';
import { discoverSources } from '../../src/loader/discover-sources.ts';
import { planDocuments } from '../../src/loader/plan.ts';
import { project } from '../build/project.ts';

const fern = `navigation:
  - page: Kilns
    path: docs/index.md
  - page: Named
    path: docs/snippets/named.md
`;

test.each([
  ['mkdocs.yml', 'site_name: Kilns\nnav:\n  - index.md\n  - snippets/named.md\n'],
  ['docs.json', '{ "navigation": { "pages": ["docs/index", "docs/snippets/named"] } }'],
  ['docs.yml', fern],
])(
  'a document in a folder of parts is a page where the navigation of %s names it',
  async (name, text) => {
    const settings = project({
      [name]: text,
      'fern.config.json': '{}',
      'docs/index.md': '# Kilns',
      'docs/snippets/named.md': '# Named',
      'docs/snippets/part.md': 'A part',
    }).settings();
    const { pages } = (await planDocuments(settings, await discoverSources(settings))).sources[0]!;
    expect(pages.map(({ path }) => path)).toEqual(['docs/index.md', 'docs/snippets/named.md']);
  },
);
