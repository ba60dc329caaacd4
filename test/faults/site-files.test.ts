import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { project } from '../build/project.ts';
import { cpuSeconds } from '../setup/cpu-seconds.ts';

const deep = (open: string, close: string, levels = 20_000) =>
  open.repeat(levels) + close.repeat(levels);
const bomb = Array.from({ length: 26 }, (_, level) =>
  level === 0 ? 'a0: &a0 [x, x]' : `a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`,
).join('\n');
const aliases = Array.from({ length: 20_000 }, (_, at) =>
  at === 0 ? 'k0: &k0 { a: 1 }' : `k${at}: &k${at} { <<: *k${at - 1} }`,
).join('\n');
const deepNavigation = `{ "navigation": ${'{ "pages": ['.repeat(5_000)}"a"${'] }'.repeat(5_000)} }`;

/** Of these the parser would take gigabytes. */
const brackets = '['.repeat(2_000_000);
const ends = `nav: ${']'.repeat(2_000_000)}`;

/** Files about a site, each in forms that no site has. */
const files: readonly (readonly [name: string, texts: readonly string[]])[] = [
  ['docusaurus.config.js', [`module.exports = ${deep('[', ']')};`, 'module.exports = {', '\0']],
  ['docs/sidebars.js', [`export default ${deep('{ a: ', '}')}`, 'export default sidebar;']],
  ['docs/_category_.json', [deep('[', ']'), '{', 'null', '[]', '{ "position": "x", "label": 1 }']],
  ['docs/_category_.yml', [bomb, deep('[', ']'), '- a', 'x: [']],
  ['docs/docs.json', [deepNavigation, deep('[', ']'), 'null', '{ "navigation": 1 }']],
  ['docs/mint.json', [deepNavigation, '{ "navigation": [null, 1, [[]]] }']],
  ['docs/meta.json', ['{ "pages": [1, null, {}, "../../../etc/passwd"] }', deep('[', ']')]],
  ['docs/_meta.js', [`export default ${deep('{ a: ', '}')}`, 'export default { "../x": null }']],
  ['docs/.vitepress/config.mts', [`export default ${deep('[', ']')}`, 'for (;;);']],
  [
    'mkdocs.yml',
    [
      ...[bomb, aliases, `nav: ${deep('[', ']')}`, 'nav: !!python/object/apply:os.system [x]'],
      ...[brackets, ends],
    ],
  ],
  [
    'tsconfig.json',
    [deep('[', ']'), '{ "compilerOptions": { "paths": 1 } }', '{ "extends": "./tsconfig.json" }'],
  ],
  ['zensical.toml', [`${'a.'.repeat(20_000)}b = 1`]],
  ['package.json', ['{', 'null', '[]', deep('[', ']')]],
  [
    'docs/.gitignore',
    ['('.repeat(2_000), `${'**/'.repeat(200)}zzz`, `${'[a-'.repeat(2_000)}`, '\0'],
  ],
  ['docs/data/variables/a.yml', [bomb, aliases, deep('[', ']')]],
];

it.each(files)('builds beside a %s that no site has', async (name, texts) => {
  for (const text of texts) {
    const own = project({
      'a.mdx': '# A\n\nWords.\n',
      'b/c.md': '# B\n\n{% data variables.a.b %}\n',
    });
    own.write(name, text);
    const seconds = await cpuSeconds(async () => {
      const { metrics, messages } = await build(own.settings());
      expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
      // VitePress makes pages of `.md` alone.
      const written = name.includes('.vitepress') ? 1 : 2;
      expect(metrics.documents).toMatchObject({ written, failed: 0 });
    });
    expect(seconds).toBeLessThan(20);
  }
});

it.each([
  ['deeper than 100 levels', brackets],
  ['more than 250000 entries', ends],
])('YAML that nests or holds %s is told once, with its file', async (what, text) => {
  const own = project({ 'a.md': '# A\n' });
  own.write('mkdocs.yml', text);
  const { messages } = await build(own.settings());
  const reason = expect.stringContaining(what);
  expect(messages).toMatchObject([{ path: '../mkdocs.yml', rule: 'site-config', reason }]);
});
