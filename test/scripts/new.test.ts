import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundledScript } from '../../scripts/bundling.js';
import { kinds } from '../../scripts/new/kinds.ts';

const guide = readFileSync('CONTRIBUTING.md', 'utf8');
const repo = mkdtempSync(join(tmpdir(), 'contextor-new-'));

beforeAll(async () => {
  for (const folder of ['src', 'transforms', 'test', 'fixtures', 'package.json', 'tsconfig.json']) {
    cpSync(folder, join(repo, folder), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(repo, 'node_modules'), 'junction');
  const script = await bundledScript('scripts/new.ts');
  for (const kind of Object.keys(kinds)) {
    const load = `process.argv.splice(1, 0, 'new'); await import(${JSON.stringify(script)})`;
    execFileSync(process.execPath, ['--input-type=module', '-e', load, kind, `acme-${kind}`], {
      cwd: repo,
    });
  }
});
afterAll(() => rmSync(repo, { recursive: true, force: true }));

const inRepo = (path: string) => import(pathToFileURL(join(repo, path)).href);

describe('the steps of CONTRIBUTING.md', () => {
  test.each(Object.entries(kinds))('tell how to add a %s', (kind, { files, table }) => {
    const [, section] = guide.split(`### A ${kind}\n`);
    expect(section).toContain(`npm run new -- ${kind} NAME`);
    for (const path of [...Object.keys(files('NAME', 'NAME')), table.path]) {
      expect(section!.split('\n### ')[0]).toContain(path);
    }
  });

  test('a new dialect is one that can be chosen, and does what its fixture says', async () => {
    const { resolveDialect } = await inRepo('transforms/dialects/index.ts');
    expect(resolveDialect('acme-dialect')).toMatchObject({ name: 'acme-dialect' });
    const { clean } = await inRepo('test/transforms/clean.ts');
    const folder = join(repo, 'fixtures/dialects/acme-dialect/callouts');
    const { body } = clean(readFileSync(join(folder, 'input.mdx'), 'utf8'), {
      dialect: 'acme-dialect',
      path: 'page.mdx',
    });
    expect(body).toBe(readFileSync(join(folder, 'expected.md'), 'utf8'));
  });

  test('a new transform is a stage of every document', async () => {
    const { builtInTransforms } = await inRepo('transforms/index.ts');
    const names = builtInTransforms.map(({ name }: { name: string }) => name);
    expect(names).toContain('acme-transform');
  });

  test('a new reporter and a new command go by their names', async () => {
    const { reporters } = await inRepo('src/cli/reporters/index.ts');
    expect(Object.keys(reporters)).toContain('acme-reporter');
    const { commands } = await inRepo('src/cli/commands/index.ts');
    const command = commands.find(({ name }: { name: string }) => name === 'acme-command');
    expect(await command.load()).toMatchObject({
      examples: [{ command: 'contextor acme-command' }],
    });
  });
});
