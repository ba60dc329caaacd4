import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundledScript } from '../../scripts/bundling.js';
import { kinds } from '../../scripts/new/kinds.ts';

const guide = readFileSync('CONTRIBUTING.md', 'utf8');
const repo = mkdtempSync(join(tmpdir(), 'contextor-new-'));
/** What is tried of the parts that are written. */
const modules = [
  'transforms/dialects/index.ts',
  'transforms/index.ts',
  'src/cli/reporters/index.ts',
  'src/cli/commands/index.ts',
  'test/transforms/clean.ts',
];
type Tried = typeof import('../../transforms/dialects/index.ts') &
  typeof import('../../transforms/index.ts') &
  typeof import('../../src/cli/reporters/index.ts') &
  typeof import('../../src/cli/commands/index.ts') &
  typeof import('../transforms/clean.ts');
let tried: Tried;

beforeAll(async () => {
  for (const path of ['src', 'transforms', 'package.json', 'test/transforms/clean.ts']) {
    cpSync(path, join(repo, path), { recursive: true });
  }
  const script = await bundledScript('scripts/new.ts');
  for (const kind of Object.keys(kinds)) {
    const load = `process.argv.splice(1, 0, 'new'); await import(${JSON.stringify(script)})`;
    execFileSync(process.execPath, ['--input-type=module', '-e', load, kind, `acme-${kind}`], {
      cwd: repo,
    });
  }
  const all = modules.map((path) => `export * from './${path}';`).join('\n');
  writeFileSync(join(repo, 'tried.ts'), all);
  tried = await import(await bundledScript(join(repo, 'tried.ts')));
});
afterAll(() => rmSync(repo, { recursive: true, force: true }));

describe('the steps of CONTRIBUTING.md', () => {
  test.each(Object.entries(kinds))('tell how to add a %s', (kind, { files, table }) => {
    const [, section] = guide.split(`### A ${kind}\n`);
    expect(section).toContain(`npm run new -- ${kind} NAME`);
    for (const path of [...Object.keys(files('NAME', 'NAME')), table.path]) {
      expect(section!.split('\n### ')[0]).toContain(path);
    }
  });

  test('a new dialect is one that can be chosen, and does what its fixture says', () => {
    expect(tried.resolveDialect('acme-dialect')).toMatchObject({ name: 'acme-dialect' });
    const folder = join(repo, 'fixtures/dialects/acme-dialect/callouts');
    const { body } = tried.clean(readFileSync(join(folder, 'input.mdx'), 'utf8'), {
      dialect: 'acme-dialect',
      path: 'page.mdx',
    });
    expect(body).toBe(readFileSync(join(folder, 'expected.md'), 'utf8'));
  });

  test('a new transform is a stage of every document', () => {
    const names = tried.builtInTransforms.map(({ name }: { name: string }) => name);
    expect(names).toContain('acme-transform');
  });

  test('a new reporter and a new command go by their names', async () => {
    expect(Object.keys(tried.reporters)).toContain('acme-reporter');
    const command = tried.commands.find(({ name }: { name: string }) => name === 'acme-command');
    expect(await command!.load()).toMatchObject({
      examples: [{ command: 'contextor acme-command' }],
    });
  });
});
