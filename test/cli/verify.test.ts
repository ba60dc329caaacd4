import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../setup/folder.ts';
import { runCli } from './run-cli.ts';
import { runHere } from './run-here.ts';

const dropping = `export default { name: 'dropping', kind: 'transform', run({ tree }) {
  tree.children = tree.children.filter((node) => node.type !== 'paragraph');
} };`;

test('build --verify finds nothing where all is kept', async () => {
  const cwd = folderWith({ 'docs/a.md': '# A\n\nSome words.\n' });
  const run = await runHere(['build', '--no-cache', '--verify'], { cwd });
  expect(run.stderr).toMatch(/Verified 1 document: 0 findings\.\n/);
  expect(run.code).toBe(0);
});

test('build --verify exits with 1 where a stage loses text, and names file, line and rule', async () => {
  const cwd = folderWith({
    'docs/a.md': '# A\n\nSome words.\n',
    'dropping.mjs': dropping,
    'contextor.config.json': '{ "transforms": ["./dropping.mjs"] }',
  });
  const run = await runHere(['build', '--no-cache', '--verify'], { cwd });
  expect(run.stderr).toMatch(/docs\/a\.md:3 words missing: Some words word\n/);
  expect(run.stderr).toMatch(/Verified 1 document: 1 finding \(1 word\)\.\n/);
  expect(run.code).toBe(1);
});

test('verify finds what was changed in an output', async () => {
  const cwd = folderWith({ 'docs/a.md': '# A\n\nSome words.\n' });
  await runHere(['build', '--no-cache'], { cwd });
  const out = join(cwd, '.contextor/a.mdc');
  writeFileSync(out, readFileSync(out, 'utf8').replace('# A', '<A>'));
  const run = await runHere(['verify'], { cwd });
  expect(run.stderr).toMatch(/\(1 heading, 1 leak, 1 level\)/);
  expect(run.code).toBe(1);
});

test('build --verify takes what the configuration drops for no loss', async () => {
  const cwd = folderWith({
    'docs/a.mdx': '# A\n\nSome words.\n\n<Internal>\n\nMore words.\n\n</Internal>\n',
    'contextor.config.json': '{ "components": { "Internal": "drop" } }',
  });
  const run = await runHere(['build', '--no-cache', '--verify'], { cwd });
  expect(run.stderr).toMatch(/0 findings/);
  expect(run.code).toBe(0);
});

test('build --verify knows what colours lines in code of each source of a site', async () => {
  const code = '```js\n// heat-next-line\nfire();\n```\n';
  const cwd = folderWith({
    'docusaurus.config.js': `export default {
  url: 'https://kilns.dev',
  presets: [['classic', { docs: {} }]],
  plugins: [['@docusaurus/plugin-content-docs', { id: 'guides', path: 'guides', routeBasePath: 'guides' }]],
  themeConfig: { prism: { magicComments: [{ className: 'heat', line: 'heat-next-line' }] } },
};
`,
    'docs/kilns.md': `# Kilns\n\n${code}`,
    'contextor.config.json': '{ "src": [{ "src": "docs" }, { "src": "guides" }] }',
    'guides/fired.md': `# Fired\n\n${code}`,
  });
  const run = await runHere(['build', '--no-cache', '--verify'], { cwd });
  expect(run.stderr).toMatch(/Verified 2 documents: 0 findings\.\n/);
  expect(run.code).toBe(0);
});

test('verify finds the same in several threads as in one, in the order of the index', () => {
  const names = Array.from({ length: 50 }, (_, at) => `page-${at}`);
  const docs = names.map((name) => [`docs/${name}.md`, `# ${name}\n\nWords of ${name}.\n`]);
  const cwd = folderWith(Object.fromEntries(docs));
  runCli(['build', '--no-cache'], { cwd });
  for (const name of names) writeFileSync(join(cwd, `.contextor/${name}.mdc`), `# ${name}\n`);
  writeFileSync(join(cwd, 'contextor.config.json'), '{ "maxWorkers": 3 }');
  const inThreads = runCli(['verify', '--json'], { cwd });
  writeFileSync(join(cwd, 'contextor.config.json'), '{ "parallel": false }');
  const inOne = runCli(['verify', '--json'], { cwd });
  expect(JSON.parse(inThreads.stdout)).toEqual(JSON.parse(inOne.stdout));
  const paths = JSON.parse(inThreads.stdout).findings.map(({ path }: { path: string }) => path);
  expect(paths).toEqual(names.map((name) => `${name}.md`).sort());
});
