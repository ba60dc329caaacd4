import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contents, folderWith, put } from '../setup/folder.ts';
import { runCli } from './run-cli.ts';
import { runHere } from './run-here.ts';

const project = join(import.meta.dirname, '../../fixtures/sites/mintlify-apis/project');

function docs(): string {
  const cwd = folderWith({});
  cpSync(project, cwd, { recursive: true });
  return cwd;
}

const made = (cwd: string, out: string) => contents(join(cwd, out));
const page = 'firing/hot-kilns/list-kilns.mdc';

test('pages that a site makes from other files are built, linked, listed and verified', async () => {
  const cwd = docs();
  const run = await runHere(['build', '--out', '.out', '--no-cache', '--verify'], { cwd });
  expect(run.stderr).toMatch(/10 written, 0 unchanged, 0 failed/);
  expect(run.stderr).toMatch(/Warnings {3}0/);
  const counted =
    /Tokens +\d+ -> (\d+) .*: (\d+) content \+ 0 front matter, and (\d+) of pages made/;
  const [, after, content, more] = counted.exec(run.stderr) ?? [];
  expect([after, Number(more) > Number(content)]).toEqual([content, true]);
  expect(run.stderr).toMatch(/Verified 2 documents: 0 findings/);
  const files = made(cwd, '.out');
  expect(files[page]).toBe('# List kilns\n\n`GET /kilns`\n');
  expect(files['index.mdc']).toContain(`[kilns](${page})`);
  expect(files['firing/change-it.mdc']).toContain('Slowly.');
  const lines = files['index.jsonl']!.split('\n').filter(Boolean);
  const derived = lines.flatMap((line) => {
    const { path, derivedFrom } = JSON.parse(line);
    return derivedFrom === undefined ? [] : [[path, derivedFrom]];
  });
  expect(derived).toContainEqual(['api-reference/list-clays.mdx', 'api/clay.yaml']);
  expect(derived).toHaveLength(8);
});

test('the summary of a job compares the pages that have sources', async () => {
  const cwd = docs();
  const env = { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
  await runHere(['build', '--out', '.out', '--no-cache', '--reporter', 'github'], { cwd, env });
  expect(readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8')).toMatch(
    /\| \d+ -> \d+ \(.*fewer\), and \d+ of pages made from other files \|/,
  );
});

test('stats and the report compare the pages that have sources', async () => {
  const cwd = docs();
  await runHere(['build', '--out', '.out', '--no-cache', '--report', 'report.html'], { cwd });
  const stats = await runHere(['stats', '--out', '.out'], { cwd });
  expect(stats.stdout).toMatch(
    /^10 documents, \d+ -> \d+ tokens \(.*fewer\), and \d+ of pages made from other files\n/,
  );
  expect(stats.stdout).toMatch(/\n {2}firing\/hot-kilns\/list-kilns\.mdx +0 +\d+ +new\n/);
  const report = readFileSync(join(cwd, 'report.html'), 'utf8');
  expect(report).toContain('<dt>Saved</dt>');
  expect(report).toContain('None: no page has more tokens than its source.');
});

test('one of them is shown as a document is', async () => {
  const cwd = docs();
  const shown = await runHere(['inspect', 'firing/hot-kilns/list-kilns.mdx'], { cwd });
  expect(shown.stdout).toContain(`firing/hot-kilns/list-kilns.mdx -> ${page}`);
  const printed = await runHere(['build', '--stdout', './api-reference/list-clays.mdx'], { cwd });
  expect(printed).toMatchObject({ code: 0, stdout: expect.stringContaining('`GET /clays`') });
  const missing = await runHere(['inspect', 'firing/nothing.mdx'], { cwd });
  expect(missing.stderr).toContain('there is no document firing/nothing.mdx in ');
});

test('they change, come and go with the file that they are made from, in cached builds too', async () => {
  const cwd = docs();
  const build = async (out: string, ...more: string[]) => {
    const { code, stderr } = await runHere(['build', '--out', out, ...more], { cwd });
    expect(code).toBe(0);
    return stderr;
  };
  await build('.out');
  expect(await build('.out')).toMatch(/0 written, 10 unchanged/);
  const file = 'api/clay.yaml';
  const text = readFileSync(join(cwd, file), 'utf8');
  const edits = [
    text.replace('summary: List clays', 'summary: List all clays'),
    text.replace('get:\n', 'get:\n      description: All of them.\n'),
    `${text}    put:\n      summary: Take clay\n`,
    'openapi: 3.0.0\npaths: {}\n',
    text,
  ];
  for (const edit of edits) {
    put(cwd, file, edit);
    await build('.out');
    rmSync(join(cwd, '.fresh'), { recursive: true, force: true });
    await build('.fresh', '--no-cache');
    expect(made(cwd, '.out')).toEqual(made(cwd, '.fresh'));
  }
});

test('a document of the same name comes first, and what is excluded stays out', async () => {
  const cwd = docs();
  put(cwd, 'firing/hot-kilns/list-kilns.mdx', '---\ntitle: By hand\n---\n\nWords.\n');
  put(cwd, 'contextor.config.json', '{ "exclude": ["api-reference/**"] }');
  await runHere(['build', '--out', '.out', '--no-cache'], { cwd });
  const files = made(cwd, '.out');
  expect(files[page]).toBe('# By hand\n\nWords.\n');
  expect(Object.keys(files).filter((path) => path.startsWith('api-reference/'))).toEqual([]);
});

test('threads and processes give the same bytes', () => {
  const cwd = docs();
  const build = (out: string, ...more: string[]) => {
    const run = runCli(['build', '--out', out, '--no-cache', ...more], { cwd });
    expect(run.code).toBe(0);
    return made(cwd, out);
  };
  const alone = build('.one', '--no-parallel');
  expect(alone[page]).toBeDefined();
  for (const executor of ['threads', 'processes']) {
    put(cwd, 'contextor.config.json', JSON.stringify({ executor, inlineThreshold: 1 }));
    expect(build(`.${executor}`, '--max-workers', '2')).toEqual(alone);
  }
});

test('a file with blanks in its path is found', async () => {
  const cwd = folderWith({
    'docs.json': JSON.stringify({
      $schema: 'https://mintlify.com/docs.json',
      navigation: { groups: [{ group: 'API', openapi: 'the apis/a.json' }] },
    }),
    'index.md': '# Home\n',
    'the apis/a.json': JSON.stringify({
      paths: { '/a': { get: { summary: 'List', description: 'All of them.' } } },
    }),
  });
  await runHere(['build', '--out', '.out', '--no-cache'], { cwd });
  expect(made(cwd, '.out')['api-reference/list.mdc']).toContain('All of them.');
});
