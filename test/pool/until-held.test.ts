import { expect, it } from 'vitest';
import { type Runner, type RunOptions, WorkerLost } from '../../src/pool/host/runner.ts';
import { untilHeld } from '../../src/pool/host/slots.ts';

const given: RunOptions = {
  onStart() {},
  onRecord() {},
  signal: new AbortController().signal,
};

/** Notes what it is given, and is lost on some of it. */
function runner(taken: string[], lostOn = '') {
  const one: Runner & { closed: number } = {
    closed: 0,
    workers: 1,
    async run(documents) {
      for (const { path } of documents) {
        await new Promise((turn) => setImmediate(turn));
        if (path === lostOn) throw new WorkerLost('held');
        taken.push(path);
      }
    },
    async close() {
      this.closed += 1;
    },
  };
  return one;
}

const tasks = (...paths: string[]) => paths.map((path) => ({ path, bytes: 1 }));

it('starts no worker while nothing holds the host', async () => {
  const byHost: string[] = [];
  const held = untilHeld(runner(byHost), async () => {
    throw new Error('started');
  });
  await Promise.all([held.run(tasks('a', 'b'), given), held.run(tasks('c'), given)]);
  await held.close();
  expect(byHost).toEqual(['a', 'b', 'c']);
});

it('gives all that follows a document which held the host to a worker', async () => {
  const byHost: string[] = [];
  const byWorker: string[] = [];
  const worker = runner(byWorker);
  const held = untilHeld(runner(byHost, 'b'), async () => worker);
  const runs = [held.run(tasks('a', 'b'), given), held.run(tasks('c'), given)];
  await expect(runs[0]).rejects.toThrow(WorkerLost);
  await runs[1];
  await held.run(tasks('b'), { ...given, suspect: true });
  await held.close();
  expect([byHost, byWorker]).toEqual([['a'], ['c', 'b']]);
  expect(worker.closed).toBe(1);
});
