import { spawn } from 'node:child_process';
import { once } from 'node:events';
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

/** Node reads certificates that a machine adds before it does anything: 30 ms of each process, whatever it runs. */
const { NODE_EXTRA_CA_CERTS: _certificates, ...environment } = process.env;

/**
 * Runs commands side by side to their end; processor time and memory are theirs together. Throws where
 * one fails: a broken run is not a measurement.
 */
export async function sample(commands: readonly Command[], scratch: string): Promise<Sample> {
  const started = performance.now();
  const usages = await Promise.all(
    commands.map((command, index) => run(command, join(scratch, `usage-${index}.json`))),
  );
  const ms = performance.now() - started;
  const sum = (key: keyof Usage) => usages.reduce((total, usage) => total + usage[key], 0);
  return { ms, cpuMs: sum('cpuMs'), peakMb: sum('peakMb') };
}

type Usage = Omit<Sample, 'ms'>;

async function run(command: Command, usage: string): Promise<Usage> {
  const { args, cwd = process.cwd(), codes = [0], env = {} } = command;
  rmSync(usage, { force: true });
  const child = spawn(process.execPath, ['--require', preload, ...args], {
    cwd,
    env: { ...environment, ...env, BENCH_USAGE: usage },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors = (errors + text).slice(-2000);
  });
  const [code] = await once(child, 'close');
  if (!codes.includes(code ?? -1)) {
    throw new Error(`${args.join(' ')}: ended with ${code}\n${errors}`);
  }
  return JSON.parse(readFileSync(usage, 'utf8')) as Usage;
}

/** The middle sample of each figure by itself. */
export function medians(samples: readonly Sample[]): Sample {
  return {
    ms: median(samples.map(({ ms }) => ms)),
    cpuMs: median(samples.map(({ cpuMs }) => cpuMs)),
    peakMb: median(samples.map(({ peakMb }) => peakMb)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
