import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { bin } from '../setup/package.ts';
import { folderWith, runCli } from './run-cli.ts';
import { startCli } from './running-cli.ts';

const slow = `
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
export default {
  name: 'slow',
  kind: 'enrich',
  async run() {
    writeFileSync(new URL('begun', import.meta.url), '');
    await setTimeout(existsSync(new URL('quick', import.meta.url)) ? 0 : 300);
  },
};
`;

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s: what is written is whole, the exit code is %i, the next build goes on',
  async (signal, code) => {
    const pages = Array.from({ length: 100 }, (_, page) => [`docs/${page}.md`, `# Page ${page}\n`]);
    const cwd = folderWith({
      ...Object.fromEntries(pages),
      'slow.mjs': slow,
      'contextor.config.json': '{ "transforms": ["./slow.mjs"], "batchSize": 5 }',
    });
    const cli = startCli(['build'], cwd);
    while (!existsSync(join(cwd, 'begun'))) await setTimeout(20);
    cli.kill(signal);
    expect(await cli.exitCode).toBe(code);
    expect(cli.stderr()).toContain('Interrupted');

    const written = readdirSync(join(cwd, '.contextor')).filter((name) => name.endsWith('.mdc'));
    expect(written.length).toBeLessThan(100);
    for (const name of written) {
      expect(readFileSync(join(cwd, '.contextor', name), 'utf8')).toMatch(/\n# Page \d+\n$/);
    }
    writeFileSync(join(cwd, 'quick'), '');
    const next = runCli(['build', '--no-cache'], { cwd });
    expect(next.code).toBe(0);
    expect(
      readdirSync(join(cwd, '.contextor')).filter((name) => name.endsWith('.mdc')),
    ).toHaveLength(100);
  },
);

test.each([
  ['stdout', ['build', '--stdout', 'docs/a.md']],
  ['stderr', ['build', '--verbose', '--no-cache']],
] as const)('a reader that closes %s early is no failure', async (stream, args) => {
  const links = Array.from({ length: 5000 }, (_, at) => `[x](gone-${at}.md)`);
  const cwd = folderWith({ 'docs/a.md': `# A\n\n${links.join('\n\n')}\n` });
  const child = spawn(process.execPath, [bin, ...args], { cwd });
  child[stream].destroy();
  child[stream === 'stdout' ? 'stderr' : 'stdout'].resume();
  expect(await once(child, 'close')).toEqual([0, null]);
});
