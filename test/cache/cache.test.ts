import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import type { Config } from '../../src/config/settings.ts';
import type { BuildEvent, BuildOptions } from '../../src/contract/build.ts';
import { type Project, pages, project } from '../build/project.ts';

/** A project whose builds tell which documents were transformed. */
function cached(files: Record<string, string>, config: Config = {}) {
  const own = project(files);
  mkdirSync(join(own.root, 'node_modules'));
  const log = join(own.root, '..', `${own.root.split('/').pop()}.log`);
  own.write(
    'log.mjs',
    `import { appendFileSync } from 'node:fs';
     export default { name: 'log', kind: 'enrich', run(document) {
       appendFileSync(${JSON.stringify(log)}, document.path + '\\n');
     } };`,
  );
  const settings = (more: Config = {}) =>
    own.settings({ cache: true, transforms: ['./log.mjs'], ...config, ...more });
  return {
    ...own,
    settings,
    async build(more: Config = {}, options: BuildOptions = {}) {
      rmSync(log, { force: true });
      const result = await build(settings(more), options);
      const transformed = existsSync(log)
        ? readFileSync(log, 'utf8').trim().split('\n').sort()
        : [];
      rmSync(log, { force: true });
      return { ...result, transformed };
    },
    /** Bytes of a build into a fresh folder without a cache. */
    async clean(more: Config = {}) {
      const fresh = `${own.out}-fresh`;
      renameSync(own.out, `${own.out}-kept`);
      await build(settings({ ...more, cache: false }));
      const files = own.output();
      rmSync(own.out, { recursive: true });
      renameSync(`${own.out}-kept`, own.out);
      rmSync(fresh, { force: true, recursive: true });
      return files;
    },
  };
}

const three = { 'a.md': '# A\n\n[b](b.md#part)\n', 'b.md': '# B\n\n## Part\n', 'c.md': '# C\n' };

const cacheFiles = ({ root }: Project) => {
  const base = join(root, 'node_modules/.cache/contextor');
  const folder = join(base, readdirSync(base)[0]!);
  return { folder, names: readdirSync(folder).sort() };
};

it('transforms nothing when nothing changed, and tells the same', async () => {
  const own = cached({ ...three, 'd.md': '# D\n\n[lost](nowhere.md)\n' });
  const first = await own.build();
  expect(first.transformed).toEqual(['a.md', 'b.md', 'c.md', 'd.md']);
  const events: BuildEvent[] = [];
  const second = await own.build({}, { onEvent: (event) => events.push(event) });
  expect(second.transformed).toEqual([]);
  expect(second.messages).toEqual(first.messages);
  expect(second.metrics.tokens).toEqual(first.metrics.tokens);
  expect(second.metrics.documents).toEqual({
    ...first.metrics.documents,
    written: 0,
    unchanged: 4,
  });
  expect(events.filter(({ type }) => type === 'document')).toHaveLength(4);
});

it.each<[string, (own: ReturnType<typeof cached>) => void, string[]]>([
  ['a document', ({ write }) => write('docs/c.md', '# C2\n'), ['c.md']],
  ['a heading that another links to', ({ write }) => write('docs/b.md', '# B\n'), ['a.md', 'b.md']],
  ['a new document', ({ write }) => write('docs/new.md', '# New\n'), ['new.md']],
  ['a removed document', ({ src }) => rmSync(join(src, 'c.md')), []],
  ['an output that was edited', ({ out }) => appendFileSync(join(out, 'b.mdc'), 'x'), ['b.md']],
  ['an output that was removed', ({ out }) => rmSync(join(out, 'b.mdc')), ['b.md']],
  ['the index', ({ out }) => rmSync(join(out, 'index.jsonl')), []],
])(
  'transforms only what %s concerns, to the bytes of a clean build',
  async (_, change, expected) => {
    const own = cached(three);
    await own.build();
    change(own);
    const { transformed } = await own.build();
    expect(transformed).toEqual(expected);
    expect(own.output()).toEqual(await own.clean());
    expect((await own.build()).transformed).toEqual([]);
  },
);

it.each<[string, Config]>([
  ['a setting', { profile: 'compact' }],
  ['the form of the front matter', { frontmatter: 'minimal' }],
])('transforms everything when %s changes', async (_, config) => {
  const own = cached(three);
  await own.build();
  expect((await own.build(config)).transformed).toHaveLength(3);
  expect(own.output()).toEqual(await own.clean(config));
});

it.each<[string, Config]>([
  ['the title', { title: 'Three' }],
  ['the description', { description: 'Three pages.' }],
  ['the list of pages', { llmsTxt: true }],
  ['the text of all pages', { llmsFullTxt: true }],
  ['a bundle', { bundles: { all: { include: ['**'] } } }],
  ['a file for agents', { agents: { agentsMd: true, skill: true } }],
  ['the dialect that was found', { dialect: 'generic' }],
])('transforms nothing when %s is asked for', async (_, config) => {
  const own = cached(three);
  await own.build();
  expect((await own.build(config)).transformed).toEqual([]);
  expect(own.output()).toEqual(await own.clean(config));
});

it('looks again for the headings that links lead to when a setting changes how they read', async () => {
  const own = cached({
    'a.md': '# A\n\n[new](b.md#new-beta)\n',
    'b.md': '# B\n\n## New <Pill text="beta" />\n',
  });
  await own.build();
  const config: Config = { components: { Pill: { as: 'badge', text: 'text' } } };
  await own.build(config);
  expect(own.output()['a.mdc']).toContain('(b.mdc#new-beta)');
  expect(own.output()).toEqual(await own.clean(config));
});

it('finds another dialect when the documents that told it change', async () => {
  const told = '# A\n\n::: tip\nText.\n:::\n';
  const own = cached({ 'a.md': told, 'b.md': told, 'c.md': '# C\n' });
  const dialects = [];
  for (const text of [told, told, '# A\n\n!!! note\n    Text.\n', told]) {
    own.write('docs/a.md', text);
    own.write('docs/b.md', text);
    dialects.push((await own.build()).dialect);
    expect(own.output()).toEqual(await own.clean());
  }
  expect(dialects).toEqual(['vitepress', 'vitepress', 'mkdocs-material', 'vitepress']);
});

it('transforms everything when a transform or what it imports changes', async () => {
  const own = cached(three);
  own.write('more.mjs', 'export const value = 1;');
  const source = (import_: string) =>
    `${import_}\nexport default { name: 'own', kind: 'enrich', run() { return { own: 1 }; } };`;
  own.write('own.mjs', source("import { value } from './more.mjs';"));
  const config = { transforms: ['./log.mjs', './own.mjs'] };
  await own.build(config);
  expect((await own.build(config)).transformed).toEqual([]);
  own.write('more.mjs', 'export const value = 2;');
  expect((await own.build(config)).transformed).toHaveLength(3);
});

it('looks into a file whose mark hides a change', async () => {
  const own = cached(three);
  const path = join(own.src, 'c.md');
  const time = new Date(Math.floor(Date.now() / 1_000) * 1_000);
  utimesSync(path, time, time);
  await own.build();
  const before = statSync(path);
  writeFileSync(path, '# D\n');
  utimesSync(path, before.atime, before.mtime);
  expect((await own.build()).transformed).toEqual(['c.md']);
  expect(own.output()['c.mdc']).toContain('# D');
});

it('takes what links find in a document that changed while the build ran as it is then', async () => {
  const own = cached({ 'a.md': '# A\n\n## Old\n', 'b.md': '# B\n\n[new](a.md#new)\n' });
  const onEvent = (event: BuildEvent) => {
    if (event.type === 'started') own.write('docs/a.md', '# A\n\n## New\n');
  };
  await own.build({}, { onEvent });
  expect((await own.build()).messages).toEqual([]);
  expect(own.output()).toEqual(await own.clean());
});

it('does not transform files that were only touched', async () => {
  const own = cached(three);
  await own.build();
  const later = new Date(Date.now() + 60_000);
  for (const name of Object.keys(three)) utimesSync(join(own.src, name), later, later);
  expect((await own.build()).transformed).toEqual([]);
});

it('transforms a document again when a file that it includes changes', async () => {
  const page = "import Part from './_part.mdx';\n\n# Page\n\n<Part />\n";
  const own = cached({ 'page.mdx': page, '_part.mdx': 'Before.\n', 'other.md': '# Other\n' });
  const config: Config = { exclude: ['_*'], dialect: 'docusaurus' };
  await own.build(config);
  expect(own.output()['page.mdc']).toContain('Before.');
  own.write('docs/_part.mdx', 'After.\n');
  expect((await own.build(config)).transformed).toEqual(['page.mdx']);
  expect(own.output()['page.mdc']).toContain('After.');
  rmSync(join(own.src, '_part.mdx'));
  expect((await own.build(config)).transformed).toEqual(['page.mdx']);
});

it('transforms a document again when a folder that it lists gets a file', async () => {
  const list = `<script setup>
const names = Object.keys(import.meta.glob('../examples/**/*.vue'));
</script>

<template><p>{{ names.join(', ') }}</p></template>
`;
  const page = "<script setup>\nimport List from './List.vue';\n</script>\n\n# Page\n\n<List />\n";
  const own = cached({ 'page.md': page, 'List.vue': list, 'other.md': '# Other\n' });
  own.write('examples/Kiln.vue', '<template><p>A kiln.</p></template>\n');
  own.write('package.json', '{}');
  const config: Config = { dialect: 'vitepress' };
  const first = await own.build(config);
  expect(own.output()['page.mdc']).toContain('../examples/Kiln.vue');
  expect((await own.build(config)).transformed).toEqual([]);
  own.write('examples/Glaze.vue', '<template><p>A glaze.</p></template>\n');
  const next = await own.build(config);
  expect(next.transformed).toEqual(['page.md']);
  expect(own.output()['page.mdc']).toContain('examples/Glaze.vue, ');
  expect(first.includes).toContain(join(own.root, 'examples/**'));
});

const paths = (folder: string) =>
  JSON.stringify({ compilerOptions: { paths: { '@own/*': [`./${folder}/*`] } } });

it.each<[string, string, (folder: string) => Record<string, string>]>([
  ['an alias', "import A from '@own/a.md';\n\n<A />\n", (to) => ({ 'tsconfig.json': paths(to) })],
  [
    'an alias of the configuration that another one extends',
    "import A from '@own/a.md';\n\n<A />\n",
    (to) => ({ 'tsconfig.json': '{ "extends": "./base.json" }', 'base.json': paths(to) }),
  ],
  [
    'the folder of snippets',
    '--8<-- "a.md"\n',
    (to) => ({
      'mkdocs.yml': `markdown_extensions:\n  - pymdownx.snippets: { base_path: [${to}] }\n`,
    }),
  ],
])('includes another file when %s changes', async (_, page, configs) => {
  const own = cached({ 'page.mdx': page });
  const config: Config = { dialect: page.startsWith('import') ? 'docusaurus' : 'mkdocs-material' };
  own.write('package.json', '{}');
  for (const folder of ['one', 'two']) {
    own.write(`${folder}/a.md`, `From ${folder}.\n`);
    for (const [name, text] of Object.entries(configs(folder))) own.write(name, text);
    await own.build(config);
    expect(own.output()['page.mdc']).toContain(`From ${folder}.`);
  }
});

it.each<[string, Record<string, string>]>([
  ['that extends one of a hidden folder', { 'tsconfig.json': '{ "extends": "./.own/base.json" }' }],
  ['that extends a package', { 'tsconfig.json': '{ "extends": "./node_modules/base.json" }' }],
  ['that is a folder', { 'tsconfig.json/a.json': '{}' }],
  ['that is larger than text to read', { 'tsconfig.json': ' '.repeat(3 * 1024 * 1024) }],
])('transforms nothing beside a tsconfig.json %s when nothing changed', async (_, configs) => {
  const own = cached({ 'app/page.mdx': "import A from '@own/a.md';\n\n# Page\n\n<A />\n" });
  own.write('package.json', '{}');
  for (const name of ['.own/base.json', 'node_modules/base.json'])
    own.write(`docs/app/${name}`, '{}');
  for (const [name, text] of Object.entries(configs)) own.write(`docs/app/${name}`, text);
  const config: Config = { dialect: 'docusaurus' };
  await own.build(config);
  own.write('docs/other.md', '# Other\n');
  expect((await own.build(config)).transformed).toEqual(['other.md']);
});

it('transforms a document again when it is for another reason that a file is not included', async () => {
  const own = cached({ 'page.md': '# Page\n\n<!--@include: ./part.md-->\n', 'other.md': '# B\n' });
  const part = join(own.src, 'part.md');
  const config: Config = { exclude: ['part.md'], dialect: 'vitepress' };
  const remake: [string, () => void][] = [
    ['no such file', () => rmSync(part, { force: true, recursive: true })],
    ['is a folder', () => mkdirSync(part)],
    ['is not text', () => own.write('docs/part.md', '\0')],
  ];
  for (const [reason, change] of [...remake, remake[0]!]) {
    rmSync(part, { force: true, recursive: true });
    change();
    const reasons = (await own.build(config)).messages.map((message) => message.reason);
    expect(reasons.join('\n')).toContain(reason);
    expect((await own.build(config)).transformed).toEqual([]);
  }
});

it('transforms a document again when a package of the workspace gives another file', async () => {
  const own = cached({
    'a.mdx': "import { Kiln } from '@kilns/ui';\n\n# A\n\n<Kiln />\n",
    'b.md': '# B\n',
  });
  const manifest = (exports: string) => JSON.stringify({ name: '@kilns/ui', exports });
  own.write(
    'package.json',
    JSON.stringify({ workspaces: ['packages/*'], dependencies: { '@kilns/ui': '*' } }),
  );
  own.write('packages/ui/one.jsx', 'export const Kiln = () => <b>First</b>;\n');
  own.write('packages/ui/two.jsx', 'export const Kiln = () => <b>Second</b>;\n');
  own.write('packages/ui/package.json', manifest('./one.jsx'));
  await own.build();
  expect(own.output()['a.mdc']).toContain('First');
  expect((await own.build()).transformed).toEqual([]);
  own.write('packages/ui/package.json', manifest('./two.jsx'));
  await own.build();
  expect(own.output()['a.mdc']).toContain('Second');
  expect(own.output()).toEqual(await own.clean());
});

it('transforms a document again when an included file outside the source folder changes', async () => {
  const own = cached({
    'a.md': '# A\n\n<<< ../examples/one.js\n',
    'b.md': '# B\n\n<<< ../examples/two.js\n',
    'c.md': '# C\n',
  });
  own.write('package.json', '{}');
  own.write('examples/one.js', 'one();\n');
  own.write('package.json', '{}');
  const config: Config = { dialect: 'vitepress' };
  const first = await own.build(config);
  expect(first.includes).toContain(join(own.root, 'examples/one.js'));
  const idle = await own.build(config);
  expect(idle).toMatchObject({ transformed: [], includes: first.includes });
  own.write('examples/one.js', 'three();\n');
  expect((await own.build(config)).transformed).toEqual(['a.md']);
  own.write('examples/two.js', 'two();\n');
  const last = await own.build(config);
  expect(last.transformed).toEqual(['b.md']);
  // What it may be called otherwise is looked for no more.
  const isOther = (path: string) => /two\.tsx?$/.test(path);
  expect(last.includes).toEqual(first.includes.filter((path) => !isOther(path)));
  expect(own.output()).toEqual(await own.clean(config));
});

it('builds where the cache cannot be put in place', async () => {
  const own = cached(three);
  await own.build();
  const { folder } = cacheFiles(own);
  rmSync(join(folder, 'documents.tsv'));
  mkdirSync(join(folder, 'documents.tsv', 'taken'), { recursive: true });
  for (let builds = 0; builds < 2; builds += 1) {
    own.write('docs/c.md', `# C${builds}\n`);
    const { metrics, transformed } = await own.build();
    expect(metrics.documents.failed).toBe(0);
    expect(transformed).toHaveLength(3);
    expect(own.output()).toEqual(await own.clean());
  }
  expect(cacheFiles(own).names.filter((file) => file.endsWith('.tmp'))).toEqual([]);
});

it('clears what a killed build left in the cache', async () => {
  const own = cached(three);
  await own.build();
  const { folder, names } = cacheFiles(own);
  for (const name of ['documents.tsv.999999999.tmp', 'last-build.json.1.tmp']) {
    writeFileSync(join(folder, name), '{');
  }
  own.write('docs/c.md', '# C2\n');
  await own.build();
  expect(cacheFiles(own).names).toEqual(names);
});

it('ignores the cache with force, and keeps none with cache: false', async () => {
  const own = cached(three);
  await own.build({ cache: false });
  expect(existsSync(join(own.root, 'node_modules/.cache'))).toBe(false);
  await own.build();
  expect((await own.build({}, { force: true })).transformed).toHaveLength(3);
  expect((await own.build()).transformed).toEqual([]);
});

it.each([
  ['damaged', (path: string) => writeFileSync(path, '{"half')],
  ['missing', (path: string) => rmSync(path)],
  ['emptied', (path: string) => writeFileSync(path, '')],
  [
    'scrambled',
    (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace(/"/g, '#')),
  ],
])('builds as ever when a file of the cache is %s', async (_, damage) => {
  const own = cached(three);
  await own.build();
  const expected = own.output();
  for (const name of cacheFiles(own).names) {
    damage(join(cacheFiles(own).folder, name));
    own.write('docs/c.md', `# C ${name}\n`);
    await own.build();
    own.write('docs/c.md', three['c.md']);
    await own.build();
    expect(own.output()).toEqual(expected);
  }
});

it.each([
  ['a basis', /(?<="path":"b.md",.*)"hash":"[^"]*"/, '"hash":"x"'],
  ['what was looked up in the site', /"path:b\.md=/, '"path:x.md='],
  ['a finding', '"messages":[]', '"messages":[ '],
  ['a line of the index', '"title":"A"', '"title":"X"'],
  ['the checksum', /\n[^\t]*(?=\t\{"path":"b)/, (sum: string) => `\n${'0'.repeat(sum.length - 1)}`],
  ['the end', /.{30}\n$/, (end: string) => '\0'.repeat(end.length)],
  ['a line break', /\n(?=[^\t]*\t\{"path":"b)/, ' '],
])('makes a document again whose record has %s damaged', async (_, found, damage) => {
  const own = cached({ ...three, 'b.md': '# B\n\n## Part\n\n[b](b.md)\n' });
  await own.build();
  const path = join(cacheFiles(own).folder, 'documents.tsv');
  const text = readFileSync(path, 'utf8');
  const damaged = text.replace(found, damage as string);
  expect(damaged).not.toBe(text);
  writeFileSync(path, damaged);
  own.write('docs/new.md', '# New\n');
  const { transformed } = await own.build();
  expect(transformed.length).toBeGreaterThan(1);
  expect(transformed.length).toBeLessThan(4);
  expect(own.output()).toEqual(await own.clean());
  expect((await own.build()).transformed).toEqual([]);
});

it('builds again where what the last build left cannot be trusted', async () => {
  const own = cached(three);
  await own.build();
  const path = join(cacheFiles(own).folder, 'last-build.json');
  const text = readFileSync(path, 'utf8');
  const damaged = text.replace('"warnings":0', '"warnings":7');
  expect(damaged).not.toBe(text);
  writeFileSync(path, damaged);
  expect((await own.build()).metrics.documents.warnings).toBe(0);
});

it('retries a document that failed', async () => {
  const own = cached({ 'a.md': '# A\n', 'a.mdx': '# Taken\n' });
  const first = await own.build();
  const second = await own.build();
  expect(second.messages).toEqual(first.messages);
  expect(second.metrics.documents).toMatchObject({ failed: 1, unchanged: 1 });
  rmSync(join(own.src, 'a.mdx'));
  expect((await own.build()).metrics.documents).toMatchObject({ failed: 0, unchanged: 1 });
});

it('keeps whole results of documents that a run was not asked for', async () => {
  const own = cached(pages(6));
  await own.build();
  own.write('docs/folder-1/page-1.md', '# Changed\n');
  const whole = own.output();
  await own.build({}, { only: ['folder-0'] });
  expect(own.output()).toEqual(whole);
  expect((await own.build()).transformed).toEqual(['folder-1/page-1.md']);
  expect(own.output()).toEqual(await own.clean());
});

it('transforms a document whose link was found to change while it was not asked for', async () => {
  const own = cached(three);
  await own.build();
  own.write('docs/b.md', '# B\n\n## Other\n');
  await own.build({}, { only: ['b.md'] });
  expect((await own.build()).transformed).toEqual(['a.md']);
  expect(own.output()).toEqual(await own.clean());
});

it('knows of each document what it alone asked, of several batches in one thread', async () => {
  const names = Array.from({ length: 8 }, (_, at) => `page-${at}.md`);
  const own = cached(
    Object.fromEntries(names.map((name, at) => [name, `# Page\n\n[x](later-${at}.md)\n`])),
    { batchSize: 2 },
  );
  await own.build();
  for (const at of names.keys()) {
    own.write(`docs/later-${at}.md`, '# Later\n');
    expect((await own.build()).transformed).toEqual([`later-${at}.md`, `page-${at}.md`]);
  }
  expect(own.output()).toEqual(await own.clean());
});

it('transforms a document again when a file that it links to comes or goes', async () => {
  const own = cached({ 'a.md': '# A\n\n[list](list.csv)\n', 'b.md': '# B\n' });
  await own.build();
  own.write('docs/list.csv', 'x\n');
  expect((await own.build()).transformed).toEqual(['a.md']);
  rmSync(join(own.src, 'list.csv'));
  expect((await own.build()).transformed).toEqual(['a.md']);
  expect(own.output()).toEqual(await own.clean());
});

it('transforms a document again when a link of the disk leads elsewhere', async () => {
  const own = cached({ 'a.md': '# A\n\n[list](lists/list.csv)\n', 'b.md': '# B\n' });
  own.write('docs/one/list.csv', 'x\n');
  own.write('docs/two/other.csv', 'x\n');
  const link = join(own.src, 'lists');
  for (const [target, transformed] of [
    ['one', ['a.md', 'b.md']],
    ['two', ['a.md']],
    ['one', ['a.md']],
  ] as const) {
    rmSync(link, { force: true });
    symlinkSync(target, link);
    expect((await own.build()).transformed).toEqual(transformed);
    expect(own.output()).toEqual(await own.clean());
  }
});

it('says where a link leads that leads elsewhere now', async () => {
  const own = cached({ 'a.md': '# A\n' }, { transforms: [] });
  for (const [target, reason] of [
    ['nowhere', 'leads to nothing'],
    ['b.md', 'leads to itself'],
  ] as const) {
    rmSync(join(own.src, 'b.md'), { force: true });
    symlinkSync(target, join(own.src, 'b.md'));
    expect((await own.build()).messages[0]?.reason).toContain(reason);
    expect((await own.build()).unchanged).toBe(true);
  }
});

it('writes nothing in a dry run, the cache included', async () => {
  const own = cached(three);
  await own.build({}, { dryRun: true });
  expect(existsSync(join(own.root, 'node_modules/.cache'))).toBe(false);
  await own.build();
  own.write('docs/c.md', '# C2\n');
  const { drift } = await own.build({}, { dryRun: true });
  expect(drift.stale).toContain('c.mdc');
  expect((await own.build()).transformed).toEqual(['c.md']);
});
