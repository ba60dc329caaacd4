import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One run of a process: wall time, processor time of all its threads, peak of its memory. */
export interface Sample {
  ms: number;
  cpuMs: number;
  peakMb: number;
}

export interface Command {
  /** Arguments of `node`. */
  args: readonly string[];
  cwd?: string;
  /** Exit codes that count as success. Default: 0. */
  codes?: readonly number[];
  env?: Readonly<Record<string, string>>;
}

const preload = resolve('bench/build/usage.cjs');

/** Runs a command to its end. Throws where it fails: a broken run is no measurement. */
export function sample(command: Command, scratch: string): Sample {
  const { args, cwd = process.cwd(), codes = [0], env = {} } = command;
  const file = join(scratch, 'usage.json');
  rmSync(file, { force: true });
  const started = performance.now();
  const run = spawnSync(process.execPath, ['--require', preload, ...args], {
    cwd,
    env: { ...process.env, ...env, BENCH_USAGE: file },
    maxBuffer: 1024 * 1024 * 1024,
    encoding: 'utf8',
  });
  const ms = performance.now() - started;
  if (!codes.includes(run.status ?? -1)) {
    throw new Error(`${args.join(' ')}: ended with ${run.status}\n${run.stderr.slice(-2000)}`);
  }
  return { ms, ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<Sample, 'ms'>) };
}

/** The middle sample of each figure by itself. */
export function medians(samples: readonly Sample[]): Sample {
  return {
    ms: median(samples.map(({ ms }) => ms)),
    cpuMs: median(samples.map(({ cpuMs }) => cpuMs)),
    peakMb: median(samples.map(({ peakMb }) => peakMb)),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
