import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

type Work = () => Promise<unknown>;

/** CPU time in milliseconds of the fastest of some rounds: other processes disturb it less than wall time. */
export async function cpuTime(work: Work, rounds = 8): Promise<number> {
  const [best] = await cpuTimes([work], rounds);
  return best!;
}

/** CPU times of works that are to be compared: they take turns, so that a disturbance meets them all. */
export async function cpuTimes(works: readonly Work[], rounds = 100): Promise<readonly number[]> {
  const best = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      const start = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(start);
      best[index] = Math.min(best[index]!, (user + system) / 1000);
    }
  }
  return best;
}

/** Bytes on the heap that are held by what the work returns. */
export async function heldBytes(work: Work): Promise<number> {
  const held: unknown[] = [await work()];
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  held.push(await work());
  collectGarbage();
  const after = process.memoryUsage().heapUsed;
  return held.length === 2 ? after - before : 0;
}

/** Prints one line: what, how much, and the goal. */
export function report(what: string, value: string, goal: string): void {
  console.log(`${what.padEnd(52)} ${value.padStart(14)}   goal ${goal}`);
}
