import { spawnSync } from 'node:child_process';
import { expect, it, test } from 'vitest';
import { workerEntry } from '../../src/pool/host/runner.ts';
import { folderWith, runCli } from '../cli/run-cli.ts';

const pages = Object.fromEntries(
  Array.from({ length: 20 }, (_, page) => [`docs/${page}.mdx`, `# Page ${page}\n`]),
);

test.each([
  ['the main thread alone', '{ "parser": "native", "parallel": false }'],
  ['threads and the main thread', '{ "parser": "native", "executor": "threads", "maxWorkers": 2 }'],
  ['processes', '{ "parser": "native", "executor": "processes", "maxWorkers": 2 }'],
])('%s: the native parser is loaded', (_, config) => {
  const cwd = folderWith({ ...pages, 'contextor.config.json': config });
  expect(runCli(['build'], { cwd })).toMatchObject({ code: 0 });
});

// Node 20 aborts the process where a thread is stopped while it does so.
it('a thread requires no ES module while it loads its code', () => {
  const script = `
    const { Piscina } = require('piscina');
    const pool = new Piscina({ filename: process.argv[1], maxThreads: 1 });
    const setup = new SharedArrayBuffer(1);
    pool.run({ setup }, { name: 'ready' }).catch(({ name }) => console.log(name)).then(() => pool.destroy());
  `;
  const args = ['--trace-require-module=all', '-e', script, workerEntry('threads')];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'SyntaxError\n', stderr: '' });
});
