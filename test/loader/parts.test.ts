import { expect, test } from 'vitest';
import { discoverSources } from '../../src/loader/discover-sources.ts';
import { planDocuments } from '../../src/loader/plan.ts';
import { project } from '../build/project.ts';

test('a document in a folder of parts is a page where the navigation names it', async () => {
  const settings = project({
    'mkdocs.yml': 'site_name: Kilns\nnav:\n  - index.md\n  - snippets/named.md\n',
    'docs/index.md': '# Kilns',
    'docs/snippets/named.md': '# Named',
    'docs/snippets/part.md': 'A part',
  }).settings();
  const { pages } = (await planDocuments(settings, await discoverSources(settings))).sources[0]!;
  expect(pages.map(({ path }) => path)).toEqual(['docs/index.md', 'docs/snippets/named.md']);
});
