import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fastGlob from 'fast-glob';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildSite } from '../../src/site/build-site.ts';
import { readNavigation } from '../../src/site/navigation.ts';
import { readSite } from '../../src/site/read-site.ts';
import { cpuSeconds } from '../setup/cpu-seconds.ts';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'contextor-trap-'));
});
afterEach(() => rmSync(project, { recursive: true }));

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), text);
  }
}

/** Reads all that is known of a site; gives the files that were read or looked for. */
function readAll(source: string): string[] {
  readSite(project);
  const options = { sourceRoot: join(project, source), projectRoot: project };
  const onSite = buildSite(options);
  onSite?.addressOf('[x].md', {});
  onSite?.addressOf('a.md', {});
  onSite?.routes(['a.md']);
  readNavigation({ ...options, pages: [], dialect: onSite?.record.dialect ?? 'generic', onSite });
  return onSite?.reads.map((path) => join(source, path)) ?? [];
}

/** What a module does when it runs: at once, in a getter, in a function, in a template. */
const trap = (rest: string, sprung: string) => `
const fs = typeof require === 'function' ? require('node:fs') : process.getBuiltinModule('node:fs');
fs.writeFileSync(${JSON.stringify(sprung)}, 'sprung');
export const spring = () => fs.writeFileSync(${JSON.stringify(sprung)}, 'sprung');
export const text = \`\${fs.writeFileSync(${JSON.stringify(sprung)}, 'sprung')}\`;
export const held = { get value() { spring(); return 1; }, [spring()]: spring() };
${rest}
`;

const modules: [source: string, file: string, rest: string, others?: Record<string, string>][] = [
  ['docs', 'docs/.vitepress/config.ts', 'export default { title: spring(), srcDir: text, held };'],
  [
    'docs',
    'docs/.vitepress/shared.ts',
    'export default spring;',
    {
      'docs/.vitepress/config.ts':
        "import shared from './shared'; export default { title: shared(), rewrites: shared };",
    },
  ],
  [
    'docs',
    'docs/[x].paths.ts',
    'export default { paths: spring };',
    {
      'docs/.vitepress/config.ts': 'export default {};',
      'docs/[x].md': '# X\n',
    },
  ],
  [
    'docs',
    'docusaurus.config.ts',
    "export default async function make() { spring(); return { url: text, presets: [['classic', held]] }; }",
  ],
  [
    'docs',
    'sidebars.js',
    'export default { docs: spring() };',
    {
      'docusaurus.config.js':
        "module.exports = { presets: [['classic', { docs: { sidebarPath: './sidebars.js' } }]] };",
    },
  ],
  [
    'src/content/docs',
    'astro.config.mjs',
    'export default { site: text, integrations: [starlight({ title: spring() })] };',
  ],
  [
    'src/content/docs',
    'src/content.config.ts',
    'export const collections = { docs: { loader: spring() } };',
    {
      'astro.config.mjs':
        "import starlight from '@astrojs/starlight'; export default { integrations: [starlight({})] };",
    },
  ],
  ['content', 'nuxt.config.ts', 'export default { site: { url: text }, routeRules: spring() };'],
  [
    'content',
    'content.config.ts',
    'export default { collections: spring() };',
    { 'nuxt.config.ts': 'export default {};' },
  ],
  [
    'content',
    'app.config.ts',
    'export default { github: spring() };',
    { 'nuxt.config.ts': 'export default {};' },
  ],
  [
    'pages',
    'next.config.mjs',
    'export default { redirects: spring, rewrites() { return spring(); } };',
    {
      'package.json': '{ "dependencies": { "nextra": "4" } }',
    },
  ],
  [
    'pages',
    'next-sitemap.config.js',
    'export default { siteUrl: text };',
    {
      'next.config.mjs': 'export default {};',
      'package.json': '{ "dependencies": { "nextra": "4" } }',
    },
  ],
  [
    'content/docs',
    'source.config.ts',
    'export const docs = defineDocs({ dir: spring() });',
    {
      'next.config.mjs': 'export default {};',
      'package.json': '{ "dependencies": { "fumadocs-core": "15" } }',
    },
  ],
  [
    'content/docs',
    'lib/source.ts',
    'export const source = loader({ baseUrl: spring() });',
    {
      'next.config.mjs': 'export default {};',
      'source.config.ts': 'export const docs = {};',
      'package.json': '{ "dependencies": { "fumadocs-core": "15" } }',
    },
  ],
];

describe('no configuration is run', () => {
  test.each(modules)('in %s: %s', (source, file, rest, others = {}) => {
    const sprung = join(project, 'sprung');
    write({ ...others, [file]: trap(rest, sprung), [join(source, 'a.md')]: '# A\n' });
    readAll(source);
    expect(existsSync(sprung)).toBe(false);
  });

  test.each([
    [
      'mkdocs.yml',
      'docs',
      (sprung: string) => `site_name: !!python/object/apply:os.system ["touch ${sprung}"]\n`,
    ],
    [
      'docs/conf.py',
      'docs',
      (sprung: string) =>
        `import os\nos.system("touch ${sprung}")\nextensions = ["myst_parser", __import__("os").system("touch ${sprung}")]\nproject = f"{open('${sprung}', 'w')}"\n`,
    ],
    [
      'docs/myst.yml',
      'docs',
      (sprung: string) => `project: { title: "$(touch ${sprung})", plugins: [./plugin.mjs] }\n`,
    ],
    ['hugo.toml', 'content', (sprung: string) => `title = "{{ os.WriteFile \`${sprung}\` }}"\n`],
    [
      'docs/docs.json',
      'docs',
      (sprung: string) => `{ "navigation": [], "name": "$(touch ${sprung})" }`,
    ],
  ])('%s', (file, source, text) => {
    const sprung = join(project, 'sprung');
    write({ [file]: text(sprung), [join(source, 'a.md')]: '# A\n' });
    readAll(source);
    expect(existsSync(sprung)).toBe(false);
  });
});

const many = (text: string, count: number) => text.repeat(count);
const doubling = Array.from(
  { length: 40 },
  (_, n) => `const a${n + 1} = [...a${n}, ...a${n}];`,
).join('\n');

/** What a module of JavaScript or of Python does first. */
const first = (file: string, sprung: string) =>
  file.endsWith('.py')
    ? `open(${JSON.stringify(sprung)}, "w")\n`
    : `process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(sprung)}, 'sprung');\n`;

/** So that no kind of configuration is forgotten above. */
describe('no configuration of a small project of each kind is run', () => {
  const sites = join(import.meta.dirname, '../../fixtures/sites');
  const cases = readdirSync(sites).flatMap((rule) => {
    const cwd = join(sites, rule, 'project');
    const names = fastGlob.sync('**/*.{js,cjs,mjs,ts,mts,cts,jsx,tsx,py}', {
      cwd,
      dot: true,
      // Redocly's pages are known by their names alone.
      ignore: ['**/*.page.tsx'],
    });
    return names.length > 0 ? [[rule, names] as const] : [];
  });

  test.each(cases)('%s', (rule, names) => {
    const [from, sprung] = [join(sites, rule), join(project, 'sprung')];
    const { source = '.' } = JSON.parse(readFileSync(join(from, 'expected.json'), 'utf8'));
    cpSync(join(from, 'project'), project, { recursive: true });
    for (const name of names) {
      const file = join(project, name);
      writeFileSync(file, first(name, sprung) + readFileSync(file, 'utf8'));
    }
    const read = readAll(source);
    expect(names.filter((name) => read.includes(name))).not.toEqual([]);
    expect(existsSync(sprung)).toBe(false);
  });
});

describe('what is made to harm is soon done with', () => {
  test.each([
    ['nested lists', `export default ${many('[', 60_000)}${many(']', 60_000)}`],
    ['nested templates', `export default ${many('`${', 30_000)}1${many('}`', 30_000)}`],
    ['brackets in strings', `export default ${many('[")",', 60_000)}`],
    ['chained operators', `export default ${many('!', 90_000)}1`],
    ['chained choices', `export default ${many('a?b:', 60_000)}c`],
    ['chained statements', `${many('if(a){}else ', 60_000)}{}`],
    ['nested types', `type A = ${many('A<', 60_000)}B${many('>', 60_000)}`],
    ['labels', `${many('a:', 60_000)}1`],
    [
      'what doubles',
      `const a0 = ['x', 'y'];\n${doubling}\nexport default { title: 'A', rewrites: a40 };`,
    ],
    [
      'a text that doubles',
      `const t0 = 'xx';\n${Array.from({ length: 40 }, (_, n) => `const t${n + 1} = \`\${t${n}}\${t${n}}\`;`).join('\n')}\nexport default { title: t40 };`,
    ],
    ['what names itself', 'const a = { ...b }, b = { ...a }; export default a;'],
    ['what calls itself', 'const f = (n) => [...f(n), ...f(n)]; export default { title: f(1) };'],
    [
      'what contains itself',
      "const a = { text: 'A', items: [] }; a.items.push(a); export default { themeConfig: { sidebar: [a] } };",
    ],
    [
      'what a loop nests',
      "let a = { text: 'A' }; for (let i = 0; i < 9000; i++) a = { items: [a] }; export default { themeConfig: { sidebar: [a] } };",
    ],
    ['a circle of modules', "import a from './config'; export default a;"],
    [
      'names of the prototype',
      'export default { __proto__: { title: 1 }, constructor: 1, toString: 2 };',
    ],
    ['a large file', `export default { title: '${many('x', 5_000_000)}' };`],
  ])('%s', async (_, text) => {
    write({ 'docs/.vitepress/config.js': text, 'docs/a.md': '# A\n' });
    expect(await cpuSeconds(() => readAll('docs'))).toBeLessThan(10);
    expect(Object.prototype).not.toHaveProperty('title');
  });

  test.each([
    [
      'aliases that multiply',
      `a: &a [x, x]\n${Array.from({ length: 30 }, (_, n) => `${n === 0 ? 'b' : `b${n}`}: &b${n} [*${n === 0 ? 'a' : `b${n - 1}`}, *${n === 0 ? 'a' : `b${n - 1}`}]`).join('\n')}\nnav: *b29\n`,
    ],
    ['an heir of itself', 'INHERIT: mkdocs.yml\nsite_name: A\n'],
  ])('mkdocs.yml: %s', async (_, text) => {
    write({ 'mkdocs.yml': text, 'docs/a.md': '# A\n' });
    expect(await cpuSeconds(() => readAll('docs'))).toBeLessThan(10);
  });

  test('a loader of what contains itself', () => {
    write({
      'next.config.mjs': 'export default {};',
      'package.json': '{ "dependencies": { "fumadocs-core": "15" } }',
      'source.config.ts': "export const docs = defineDocs({ dir: 'content/docs' });",
      'lib/source.ts':
        "export function make() { const a = []; a.push(a); return loader({ baseUrl: '/x', source: a }); }",
      'content/docs/a.md': '# A\n',
    });
    expect(readSite(project)[0]?.sources).toMatchObject([{ prefix: '/x' }]);
  });

  test('links that lead out of the project are not followed', () => {
    write({
      'docs/.vitepress/config.js':
        "import o from '../../../outside.js'; export default { title: o };",
      'docs/a.md': '',
    });
    expect(readSite(project)[0]?.title).toBeUndefined();
  });
});
