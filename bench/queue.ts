/**
 * Measures what a document costs through the queue, against the pool of threads, and what it takes
 * of producer, Redis and worker: `npm run bench:queue -- DIR [--json FILE]`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

const [source, flag, jsonFile] = process.argv.slice(2);
if (source === undefined) {
  console.error('Usage: npm run bench:queue -- DIR [--json FILE]');
  process.exit(2);
}
const bin = resolve('dist/bin/contextor.js');
const scratch = mkdtempSync(join(tmpdir(), 'contextor-bench-'));
const port = 6390;
const url = `redis://127.0.0.1:${port}`;
const rounds = 5;

interface Run {
  /** Wall milliseconds. */
  wall: number;
  /** CPU milliseconds of the building process. */
  cpu: number;
  documents: number;
}

const redisServer = spawn('redis-server', ['--port', String(port), '--save', ''], {
  stdio: 'ignore',
});
const redis = new Redis(url);
redis.on('error', () => {});
const runs: Record<string, Run[]> = { 'pool 1': [], 'pool 2': [], 'queue 1': [], 'queue 2': [] };
const redisUse = { cpuMs: 0, bytes: 0, documents: 0, peakBytes: 0 };
const workerUse = { cpuMs: 0, documents: 0 };
let builds = 0;

try {
  for (let round = 0; round < rounds; round += 1) {
    for (const count of [1, 2]) {
      runs[`pool ${count}`]!.push(await build(`--max-workers=${count}`));
      const workers = Array.from({ length: count }, () =>
        start(['worker', '--no-config', '--redis', url, '--concurrency', '1']),
      );
      await sleep(1_500);
      const [before, workersBefore] = [await redisFigures(), workers.map(cpuOf)];
      const run = await build('--executor=bullmq', `--redis=${url}`);
      const after = await redisFigures();
      runs[`queue ${count}`]!.push(run);
      redisUse.cpuMs += after.cpuMs - before.cpuMs;
      redisUse.bytes += after.bytes - before.bytes;
      redisUse.documents += run.documents;
      redisUse.peakBytes = Math.max(redisUse.peakBytes, after.peakBytes);
      workers.forEach((worker, index) => {
        workerUse.cpuMs += cpuOf(worker) - workersBefore[index]!;
        worker.kill('SIGKILL');
      });
      workerUse.documents += run.documents;
    }
  }
} finally {
  redis.disconnect();
  redisServer.kill();
  rmSync(scratch, { recursive: true, force: true });
}
report();

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [bin, ...args], { stdio: 'ignore', cwd: scratch });
}

async function build(...options: string[]): Promise<Run> {
  const metrics = join(scratch, 'metrics.json');
  // Each into a folder of its own: where files were removed, some disks take long to make new ones.
  builds += 1;
  const shared = ['--no-config', '--no-cache', '--src', resolve(source!), '--out', `out-${builds}`];
  const started = performance.now();
  const building = start(['build', ...shared, '--metrics-output', metrics, ...options]);
  let cpu = 0;
  const ended = new Promise((done) => building.once('exit', done));
  const timer = setInterval(() => {
    cpu = Math.max(cpu, cpuOf(building));
  }, 20);
  await ended;
  clearInterval(timer);
  const { processed } = JSON.parse(readFileSync(metrics, 'utf8')).documents;
  return { wall: performance.now() - started, cpu, documents: processed };
}

/** CPU milliseconds of a process so far. */
function cpuOf({ pid }: ChildProcess): number {
  const { stdout } = spawnSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' });
  const fields = stdout.slice(stdout.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
}

async function redisFigures() {
  const info = await redis.info();
  const figure = (name: string) => Number(new RegExp(`${name}:([\\d.]+)`).exec(info)?.[1] ?? 0);
  return {
    cpuMs: (figure('used_cpu_user') + figure('used_cpu_sys')) * 1_000,
    bytes: figure('total_net_input_bytes') + figure('total_net_output_bytes'),
    peakBytes: figure('used_memory_peak'),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function report(): void {
  console.log(`${rounds} interleaved runs, medians; ${runs['pool 1']![0]!.documents} documents`);
  console.log('| run | wall ms | CPU ms of the building process | wall ms per document |');
  console.log('| - | - | - | - |');
  const wall = (name: string) => median(runs[name]!.map((run) => run.wall));
  for (const [name, list] of Object.entries(runs)) {
    const each = wall(name) / list[0]!.documents;
    const cpu = median(list.map((run) => run.cpu));
    console.log(`| ${name} | ${wall(name).toFixed(0)} | ${cpu.toFixed(0)} | ${each.toFixed(2)} |`);
  }
  console.log(
    `queue 2 against queue 1: ${(wall('queue 1') / wall('queue 2')).toFixed(2)} times as fast`,
  );
  const documents = runs['queue 2']![0]!.documents;
  const overhead = (wall('queue 2') - wall('pool 2')) / documents;
  console.log(`queue 2 against pool 2: ${overhead.toFixed(2)} ms more a document`);
  const costs = {
    workerCpuMs: workerUse.cpuMs / workerUse.documents,
    producerCpuMs: median(runs['queue 2']!.map((run) => run.cpu / run.documents)),
    redisCpuMs: redisUse.cpuMs / redisUse.documents,
    redisKilobytes: redisUse.bytes / redisUse.documents / 1_024,
    redisPeakMegabytes: redisUse.peakBytes / 1_048_576,
  };
  console.log(JSON.stringify(costs, undefined, 2));
  if (flag === '--json' && jsonFile)
    writeFileSync(jsonFile, `${JSON.stringify(costs, undefined, 2)}\n`);
}
