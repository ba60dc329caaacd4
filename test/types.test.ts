import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { writeTypes } from '../scripts/build/types.js';
import { typedBlocks } from './docs/typed-blocks.ts';
import { compile } from './setup/compile.ts';
import { dist } from './setup/package.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const project = mkdtempSync(join(tmpdir(), 'contextor-types-'));
const installed = join(project, 'node_modules', 'contextor');

const program = `
import { build, type Config, type CorpusStage, defineConfig, defineTransform, resolveSettings } from 'contextor';
import { ok, pipeline } from 'contextor/engine';

export const config: Config = defineConfig({ src: 'docs', profile: 'balanced', rules: { 'long-code': 'off' } });
export const minutes = defineTransform({
  name: 'minutes',
  kind: 'enrich',
  run: ({ tree }) => ({ minutes: tree.children.length }),
});
declare module 'contextor' {
  interface StageFields {
    owner: { owner: string };
  }
}
export const reader = defineTransform({
  name: 'reader',
  kind: 'enrich',
  after: ['outline', 'owner'],
  run(_document, { upstream }) {
    // @ts-expect-error A slug is a text.
    const wrong: number | undefined = upstream('outline').outline[0]?.slug;
    return { owner: upstream('owner').owner.toUpperCase(), slug: upstream('outline').outline[0]?.slug.trim(), wrong };
  },
});
export const glossary = defineTransform({
  name: 'glossary',
  kind: 'corpus',
  async run(corpus) {
    for await (const { title, outline } of corpus.pages()) await corpus.write(title + '.txt', outline.map((entry) => entry.slug));
    await corpus.addPage({ out: 'glossary.mdc', title: 'Glossary', body: '' });
  },
});
// @ts-expect-error A stage of all documents together shows no front matter.
defineTransform({ name: 'x', kind: 'corpus', output: { frontMatter: ['x'] }, run: async () => undefined } satisfies CorpusStage);
export const trip = pipeline('trip').stage('start', () => ok({ from: 'Rome' })).build();
export const { metrics } = await build(resolveSettings(config, { cwd: '.' }));
// @ts-expect-error There is no such profile.
defineConfig({ profile: 'tiny' });
`;

beforeAll(async () => {
  // A package that was built with its types has them; the one of a run of tests is built without.
  if (existsSync(join(dist, 'src/index.d.ts'))) {
    const isOfTypes = (path: string) => extname(path) === '' || path.endsWith('.d.ts');
    cpSync(dist, join(installed, 'dist'), { recursive: true, filter: isOfTypes });
  } else await writeTypes(join(installed, 'dist'));
  writeFileSync(join(installed, 'package.json'), JSON.stringify(manifest));
});

test('each entry has its types in one file', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  const types = files.filter((file) => file.endsWith('.d.ts')).map((file) => `./${file}`);
  const declared = Object.values<{ types?: string }>(manifest.exports).flatMap(
    ({ types }) => types ?? [],
  );
  expect(types.sort()).toEqual(declared.sort());
});

test('a project that has what contextor installs, and no more, compiles with them', () => {
  const packages = Object.keys(manifest.dependencies).filter((name) => name.startsWith('@types/'));
  for (const name of [...packages, '@types/unist']) {
    cpSync(join('node_modules', name), join(project, 'node_modules', name), { recursive: true });
  }
  writeFileSync(join(project, 'program.mts'), program);
  const flags = '--noEmit --strict --exactOptionalPropertyTypes --module nodenext --target es2023';
  expect(compile([...flags.split(' '), 'program.mts'], { cwd: project })).toBe('');
});

test('every TypeScript block of the documentation compiles with them', () => {
  const folder = join(project, 'docs');
  mkdirSync(folder);
  const typed = typedBlocks();
  for (const { name, module } of typed) writeFileSync(join(folder, name), module);
  const compilerOptions = { noImplicitAny: false, types: [resolve('node_modules/@types/node')] };
  const config = { extends: resolve('tsconfig.json'), compilerOptions, include: ['*.mts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  expect(typed.length).toBeGreaterThan(10);
  expect(compile(['-p', folder, '--noEmit'])).toBe('');
});
