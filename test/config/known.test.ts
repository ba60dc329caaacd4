import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { loadSources } from '../../src/cli/project.ts';
import { type ConfigInputs, knownConfig, rememberConfig } from '../../src/config/known.ts';
import { parseConfig } from '../../src/config/resolve.ts';
import fc, { cases } from '../setup/properties.ts';

const root = mkdtempSync(join(tmpdir(), 'contextor-known-'));
afterAll(() => {
  rmSync(root, { recursive: true });
  vi.unstubAllEnvs();
});

/** The user's cache, on every system. */
let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(root, 'cache-'));
  for (const name of ['XDG_CACHE_HOME', 'LOCALAPPDATA']) vi.stubEnv(name, cache);
});

const parsed = parseConfig({ src: 'docs', profile: 'compact' });
const made = { parsed, around: { others: 2 } };

/** A project of which one configuration is known. */
function remembering(name: string): ConfigInputs {
  const base = join(root, name);
  const given = { cwd: base, base, flags: { profile: 'compact' as const }, text: 'src: docs\n' };
  mkdirSync(join(base, 'node_modules'), { recursive: true });
  rememberConfig(given, made, { seen: [], out: undefined });
  return given;
}

test('what an earlier run has checked is known', () => {
  expect(knownConfig(remembering('same'))).toMatchObject(made);
});

test.each<[string, Partial<ConfigInputs>]>([
  ['other options', { flags: {} }],
  ['another file', { text: 'src: pages\n' }],
  ['no file', { text: undefined }],
  ['another place to start', { cwd: root }],
])('with %s it is not', (_, other) => {
  expect(knownConfig({ ...remembering('other'), ...other })).toBeUndefined();
});

test('in another project it is not', () => {
  expect(knownConfig({ ...remembering('one'), base: join(root, 'two') })).toBeUndefined();
});

test('what was changed in the file is not taken', () => {
  const given = remembering('damaged');
  const folder = join(cache, 'contextor/settings');
  const [file] = readdirSync(folder).map((name) => join(folder, name));
  const text = readFileSync(file!, 'utf8');
  writeFileSync(file!, text.replace('"profile":"compact"', '"profile":"lossless"'));
  expect(readFileSync(file!, 'utf8')).not.toBe(text);
  expect(knownConfig(given)).toBeUndefined();
});

test('nothing is taken from a folder that a project brings along', () => {
  const given = remembering('bringing');
  cpSync(cache, join(given.base, 'node_modules/.cache'), { recursive: true });
  rmSync(join(cache, 'contextor'), { recursive: true });
  expect(knownConfig(given)).toBeUndefined();
});

/** A text, the target of a link, or nothing. */
type Content = string | { to: string } | undefined;
type Change = readonly [path: string, content: Content];

const config = (title: string) =>
  `import { site } from './site';\nimport { more } from '@/more';\nexport default { title: '${title}', ...site, ...more };\n`;

const aliased = (folder: string) =>
  `{ "compilerOptions": { "paths": { "@/*": ["./${folder}/*"] } } }`;

const project: readonly Change[] = [
  ['package.json', '{ "name": "acme", "homepage": "https://acme.dev" }'],
  ['docs/.vitepress/config.ts', config('Acme')],
  ['docs/.vitepress/site.ts', 'export const site = {};\n'],
  ['docs/.vitepress/more.ts', 'export const more = {};\n'],
  ['more.ts', "export const more = { title: 'More' };\n"],
  ['tsconfig.json', '{ "extends": "./base.json" }'],
  ['base.json', aliased('docs/.vitepress')],
  [
    'docs/.vitepress/other.ts',
    "export const site = { srcDir: 'pages' };\nexport default { title: 'Other' };\n",
  ],
  ['docs/a.md', '# A\n'],
  ['docs/pages/b.md', '# B\n'],
];

/** What may change what is found, each way and back. */
const changes: readonly Change[] = [
  ...project,
  ['docs/.vitepress/config.ts', config('Beta')],
  ['docs/.vitepress/config.ts', { to: 'other.ts' }],
  ['docs/.vitepress/config.ts', undefined],
  ['docs/.vitepress/config.js', "export default { title: 'First' };\n"],
  ['docs/.vitepress/config.js', undefined],
  ['docs/.vitepress/site.ts', "export const site = { srcDir: 'pages' };\n"],
  ['docs/.vitepress/site.ts', 'export const site = { title: process.env.TITLE };\n'],
  ['docs/.vitepress/site.ts', undefined],
  ['docs/a.md', undefined],
  ['docs/pages/b.md', undefined],
  ['docs/public/CNAME', 'docs.acme.dev'],
  ['docs/public/CNAME', undefined],
  [
    'website/docusaurus.config.js',
    "module.exports = { title: 'Site', url: 'https://site.dev' };\n",
  ],
  ['website/docusaurus.config.js', undefined],
  ['website/docs/c.md', '# C\n'],
  ['mkdocs.yml', 'site_name: Made\ndocs_dir: website\n'],
  ['mkdocs.yml', undefined],
  ['package.json', '{ "name": "other", "repository": "acme/other" }'],
  ['package.json', '{ "name": "other", "contextor": { "profile": "compact" } }'],
  ['package.json', undefined],
  ['tsconfig.json', undefined],
  ['base.json', aliased('.')],
  ['docs/jsconfig.json', aliased('..')],
  ['docs/jsconfig.json', undefined],
  ['.git/HEAD', 'ref: refs/heads/main\n'],
  ['.git/config', '[remote "origin"]\n\turl = https://github.com/acme/kit.git\n'],
  ['.git/refs/remotes/origin/HEAD', 'ref: refs/remotes/origin/next\n'],
  ['contextor.config.yaml', 'title: Named\n'],
  ['contextor.config.yaml', 'src: website\n'],
  ['contextor.config.yaml', undefined],
  ['.contextorrc', 'profile: lossless\n'],
  ['.contextorrc', undefined],
];

function write(base: string, [path, content]: Change): void {
  const file = join(base, path);
  rmSync(file, { force: true });
  if (content === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  if (typeof content === 'string') writeFileSync(file, content);
  else symlinkSync(content.to, file);
}

/** What a run in a folder would take, or why it would not run. */
async function taken(cwd: string) {
  const io = { cwd } as Parameters<typeof loadSources>[0]['io'];
  const given = { arguments: [], options: {}, specs: [], io };
  const { remember, ...found } = await loadSources(given).catch((error: Error) => ({
    error: error.message,
    remember() {},
  }));
  remember();
  return found;
}

test('whatever changes between two runs, the second takes what one that knows nothing takes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...changes), { maxLength: 6 }), async (steps) => {
      const base = mkdtempSync(join(root, 'project-'));
      for (const one of project) write(base, one);
      await taken(base);
      for (const step of steps) {
        write(base, step);
        const known = await taken(base);
        rmSync(join(cache, 'contextor'), { recursive: true, force: true });
        expect(known).toEqual(await taken(base));
      }
      rmSync(base, { recursive: true });
    }),
    { numRuns: cases(20) },
  );
});

test.each<[string, readonly Change[]]>([
  ['nothing', []],
  ['the output came', [['.contextor/a.mdc', 'A']]],
  ['a document was written', [['docs/a.md', '# B\n']]],
])('where %s, nothing is looked for again', async (_, steps) => {
  const base = mkdtempSync(join(root, 'again-'));
  for (const one of project) write(base, one);
  await taken(base);
  for (const step of steps) write(base, step);
  const kept = join(cache, 'contextor/settings');
  const written = () => readdirSync(kept).map((name) => statSync(join(kept, name)).ino);
  const before = written();
  await taken(base);
  expect(written()).toEqual(before);
});
