import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BuildEvent } from '../contract/build.ts';

/**
 * A build is short: most of what V8 would optimise runs too seldom afterwards to pay for it. By the
 * version of V8, since others may not know a flag, and would say so on stderr. In CPU seconds of a
 * cold build of react.dev against the defaults:
 *
 * - Node 20, bytes of code that a function runs before V8 looks at it (132 kB): -17 % at 400 kB, and
 *   2 % more at 800 kB;
 * - Node 24 and 26, calls before the slowest compiler takes a function (3,000; 500 for a loop): -10 %
 *   in a pool of two and -16 % in one thread on Node 24, -5 % on Node 26.
 */
const optimizeLater: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=800000',
  13: '--invocation-count-for-turbofan=100000 --invocation-count-for-osr=15000',
  14: '--invocation-count-for-turbofan=100000 --invocation-count-for-osr=15000',
};

/**
 * What has survived a few documents is garbage all the same, and cheap to collect: little is alive.
 * Growth of the heap over what is alive, in percent, before it is collected; without it the heap
 * grows to a multiple. Ten copies of starlight in one thread take 145 MB at 20, and 185 MB without.
 */
const collectOften = '--heap-growing-percent=20';

/** Source bytes up to which a build ends before its heap has grown much. */
const smallBuild = 8 * 1024 * 1024;

/** Keeps what is compiled for the next run. To be called before much is loaded. */
export function keepCompiledCode(): void {
  const { enableCompileCache } = module as { enableCompileCache?: (folder: string) => unknown };
  if (enableCompileCache === undefined) return;
  // Node 22.8 and later keep what they have compiled; not in the folder for temporary files, which
  // others can write to. Threads learn of it by the environment: 5 % of a cold build with a pool of two.
  process.env.NODE_COMPILE_CACHE ??= join(homedir(), '.cache', 'contextor');
  enableCompileCache(process.env.NODE_COMPILE_CACHE);
}

/**
 * The space for new values stays at its first size, 1 MB: what an answer makes is garbage right after
 * it. The limit of that space can no longer be set once the engine runs; how it grows can.
 */
const growNoNewSpace = '--semi-space-growth-factor=1';

/**
 * Fits the engine to a server that answers for long and keeps little of an answer. Its peak over seven
 * outputs with 19 MB of index and chunks: 117 MB when only collecting often, 91 MB with both, for 7 %
 * more CPU.
 */
export function fitEngineToServe(): void {
  setFlag(collectOften);
  setFlag(growNoNewSpace);
}

/** Fits the engine to what there is to build. */
export function fitEngine(event: BuildEvent): void {
  if (event.type === 'changed') fitEngineToWork();
  if (event.type === 'found' && event.bytes > smallBuild) setFlag(collectOften);
}

/** Fits the engine to a command that works for seconds; one that has nothing to do ends sooner without. */
export function fitEngineToWork(): void {
  const flags = flagsToWork();
  if (flags !== undefined) setFlag(flags);
}

/** Flags of this engine for a process that works for seconds; the tests run with them too. */
export const flagsToWork = (): string | undefined =>
  optimizeLater[Number.parseInt(process.versions.v8, 10)];

/** Node's module for flags is loaded late: it takes a twentieth of a build that has nothing to do. */
function setFlag(flag: string): void {
  process.getBuiltinModule('node:v8').setFlagsFromString(flag);
}
