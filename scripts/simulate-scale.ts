/**
 * Prints the plan of docs/scale.md from the measured costs of a document:
 * `node scripts/run.js scripts/simulate-scale.ts [COSTS.json]`.
 */
import { readFileSync } from 'node:fs';

/** As `npm run bench:queue -- DIR --json FILE` measures them. */
interface Costs {
  /** CPU milliseconds of a worker. */
  workerCpuMs: number;
  /** CPU milliseconds of the producer: reading, queueing, emission. */
  producerCpuMs: number;
  redisCpuMs: number;
  /** Bytes that Redis takes and gives, in KB. */
  redisKilobytes: number;
}

const [file = 'bench/scale-costs.json'] = process.argv.slice(2);
const costs = JSON.parse(readFileSync(file, 'utf8')) as Costs;

/** Cores of a machine, and what a network of 1 Gbit/s carries in a millisecond, in KB. */
const cores = 2;
const networkKilobytesPerMs = 1e9 / 8 / 1_024 / 1_000;

const table = [1, 10, 100].flatMap((machines) =>
  [1e5, 1e6, 1e7].map((documents) => ({ machines, documents, ...plan(machines) })),
);
console.log('| machines | documents | time | saturated first | documents per second |');
console.log('| - | - | - | - | - |');
for (const { machines, documents, each, bound } of table) {
  const rate = Math.round(1_000 / each);
  console.log(
    `| ${machines} | ${documents.toExponential(0).replace('+', '')} | ${duration(documents * each)} | ${bound} | ${rate} |`,
  );
}

/** Milliseconds between two finished documents: those of the slowest of all that work side by side. */
function plan(machines: number): { each: number; bound: string } {
  const { workerCpuMs, producerCpuMs, redisCpuMs, redisKilobytes } = costs;
  const stations: [string, number][] = [
    ['workers', workerCpuMs / (machines * cores)],
    ['producer', producerCpuMs],
    ['Redis CPU', redisCpuMs],
    ['network of Redis', redisKilobytes / networkKilobytesPerMs],
  ];
  const [bound, each] = stations.reduce((worst, next) => (next[1] > worst[1] ? next : worst));
  return { each, bound };
}

function duration(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return `${Math.round(ms / 1_000)} s`;
  return minutes < 120 ? `${Math.round(minutes)} min` : `${(minutes / 60).toFixed(1)} h`;
}
