import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { workerEntry } from '../../src/pool/host/runner.ts';
import '../setup/package.ts';

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
