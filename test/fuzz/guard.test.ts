import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('the native parser survives the bombs that the guard lets through', () => {
  const args = ['scripts/run.js', 'scripts/fuzz-guard.ts', '--cases', '400', '--seed', '3'];
  const { stdout, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(stdout).toMatch(/seed 3: 400 bombs, \d{3} let through, 0 deadly/);
  expect(status).toBe(0);
});
