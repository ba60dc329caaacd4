import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith } from '../setup/folder.ts';
import { runHere } from './run-here.ts';

const code = Array.from({ length: 60 }, (_, line) => `step${line}();`).join('\n');

async function build(profile: string): Promise<string> {
  const cwd = folderWith({ 'docs/a.md': `# A\n\nText.\n\n\`\`\`js\n${code}\n\`\`\`\n` });
  expect((await runHere(['build', '--profile', profile], { cwd })).code).toBe(0);
  return cwd;
}

test('stats says what each rule left out, as the manifest has it', async () => {
  const cwd = await build('compact');
  const { savings } = JSON.parse((await runHere(['stats', '--json'], { cwd })).stdout);
  expect(savings).toEqual([{ rule: 'long-code', count: 1, characters: expect.any(Number) }]);
  expect(savings[0].characters).toBeGreaterThan(300);
  expect((await runHere(['stats'], { cwd })).stdout).toMatch(
    /Left out by rule\s+rule\s+places\s+characters\s+long-code\s+1\s/,
  );
});

test('stats has no table of rules where none left anything out', async () => {
  const cwd = await build('lossless');
  expect(JSON.parse((await runHere(['stats', '--json'], { cwd })).stdout).savings).toEqual([]);
  expect((await runHere(['stats'], { cwd })).stdout).not.toContain('Left out by rule');
});

test.each(['stats', 'verify'])("'%s' where nothing is built says what to do", async (command) => {
  const cwd = folderWith({ 'docs/a.md': '# A\n' });
  const { code, stderr } = await runHere([command], { cwd });
  expect(code).toBe(2);
  expect(stderr).toBe(
    `error: there is no build in ${join(cwd, '.contextor')}\n  Run \`npx contextor build\` first, or name its output folder with --out.\n`,
  );
});
