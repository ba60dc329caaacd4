import { expect, test } from 'vitest';
import { discoverSources } from '../../src/loader/discover-sources.ts';
import { variantsIn } from '../../src/loader/one-site.ts';
import { planDocuments } from '../../src/loader/plan.ts';
import { project } from '../build/project.ts';

test('the languages of pages are those that the site states, be it one beside the root', async () => {
  const settings = project({
    'package.json': '{}',
    '.vitepress/config.js':
      "export default { locales: { root: { label: 'English' }, zh: { label: '简体中文' } } };",
    'index.md': '# Home',
    'guide/no/way.md': '# No way',
    'zh/index.md': '# 首页',
  }).settings();
  const localeOf = variantsIn(await planDocuments(settings, await discoverSources(settings)));
  const found = ['index.md', 'guide/no/way.md', 'zh/index.md', 'zh.md'].map(
    (path) => localeOf(path).locale,
  );
  expect(found).toEqual([undefined, undefined, 'zh', undefined]);
});
