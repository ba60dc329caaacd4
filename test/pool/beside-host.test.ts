import { expect, it } from 'vitest';
import { besideHost } from '../../src/pool/host/beside-host.ts';
import { type Runner, type RunOptions, WorkerLost } from '../../src/pool/host/runner.ts';

const idle: RunOptions = {
  onStart() {},
  onRecord() {},
  signal: new AbortController().signal,
};

/** A runner whose batches end when they are told to. */
class Told implements Runner {
  readonly workers = 1;
  started = 0;
  readonly #running: (() => void)[] = [];

  end(): void {
    this.#running.shift()?.();
  }

  async run(): Promise<void> {
    this.started += 1;
    await new Promise<void>((done) => this.#running.push(done));
  }

  async close(): Promise<void> {}
}

const turn = () => new Promise((done) => setImmediate(done));

it('gives the host a batch as soon as it is there, and another whenever one ends', async () => {
  const pool = new Told();
  const host = new Told();
  const both = besideHost(pool, async () => host);
  expect(both.workers).toBe(2);
  const batches = [1, 2, 3].map(() => both.run([], idle));
  await turn();
  expect([pool.started, host.started]).toEqual([1, 1]);
  host.end();
  await turn();
  expect([pool.started, host.started]).toEqual([1, 2]);
  for (const one of [pool, host]) one.end();
  await Promise.all(batches);
});

it('keeps what has cost a worker away from the host', async () => {
  const pool = new Told();
  const host = new Told();
  const both = besideHost(pool, async () => host);
  await turn();
  const batches = [1, 2].map(() => both.run([], { ...idle, suspect: true }));
  await turn();
  expect([pool.started, host.started]).toEqual([1, 0]);
  pool.end();
  await turn();
  expect([pool.started, host.started]).toEqual([2, 0]);
  pool.end();
  await Promise.all(batches);
});

it('gives the host nothing more once it was ended on a document', async () => {
  const pool = new Told();
  const host = new Told();
  const both = besideHost(pool, async () => ({
    ...{ workers: 1, close: () => host.close() },
    async run() {
      await host.run();
      throw new WorkerLost('it held the main thread for too long');
    },
  }));
  const [first, lost, third] = [1, 2, 3].map(() => both.run([], idle));
  await turn();
  host.end();
  await expect(lost).rejects.toThrow(WorkerLost);
  expect([pool.started, host.started]).toEqual([1, 1]);
  pool.end();
  await turn();
  expect([pool.started, host.started]).toEqual([2, 1]);
  pool.end();
  await Promise.all([first, third]);
});

it('leaves everything to the pool where the host cannot take part', async () => {
  const pool = new Told();
  const both = besideHost(pool, async () => {
    throw new Error('no memory');
  });
  const batches = [1, 2, 3].map(() => both.run([], idle));
  await turn();
  expect(pool.started).toBe(1);
  for (let left = 3; left > 0; left -= 1) {
    pool.end();
    await turn();
  }
  await Promise.all(batches);
});
