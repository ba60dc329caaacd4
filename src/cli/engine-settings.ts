import module from 'node:module';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { useCodeCache } from '../code-cache.ts';

/**
 * A build is short: most of what V8 would optimise runs too seldom afterwards to pay for it. Bytes of
 * code that a function runs before it is looked at; measured on react.dev, CPU seconds of a cold
 * build against Node's own 132 kB: -17 % at 400 kB, in one thread, and 2 % more at 800 kB. Ten copies
 * of starlight take 3 % more time at 1.2 MB than at 400 kB. Later versions than that of Node 20 have
 * no such flag, and would say so on stderr.
 */
const optimizeLater = { small: '--interrupt-budget=800000', large: '--interrupt-budget=400000' };

/** Whether it is V8 11, that of Node 20: it has all flags here, and what they give was measured with it. */
const isMeasured = process.versions.v8.startsWith('11.');

/**
 * What has survived a few documents is garbage all the same, and cheap to collect: little is alive.
 * Growth of the heap over what is alive, in percent, before it is collected; without it the heap
 * grows to a multiple. Measured on ten copies of starlight, in one thread: 202 MB without, 142 MB at
 * 20; 10 gave no more.
 */
const collectOften = '--heap-growing-percent=20';

/**
 * Functions that are inlined into others are optimised with each of them; half of V8's own sizes.
 * Ten copies of starlight take 0.97 of the time and 0.95 of the CPU in one thread, 0.96 and 0.95 in a
 * pool of two (9 and 11 rounds in turns, medians).
 */
const inlineLess = [
  '--max-inlined-bytecode-size=230',
  '--max-inlined-bytecode-size-cumulative=460',
];

/**
 * What V8 collects on threads beside the one that waits for it: of use only where a processor has
 * nothing else to do. Without it, and with less inlined, ten copies of starlight take 0.92 to 0.98 of
 * the time in a pool of two on two processors; in one thread they take 1.09. Marking stays
 * concurrent, or the heap grows by 10 MB.
 */
const collectTogether = ['parallel-scavenge', 'parallel-compaction', 'concurrent-sweeping'];

/**
 * Source bytes up to which a build ends before its heap has grown much. To collect often takes 5 % of
 * the time of a cold build of react.dev (4 MB) in one thread.
 */
const smallBuild = 8 * 1024 * 1024;

/** Sets the engine up for a command that ends soon. To be called before much is loaded. */
export function setEngineUp(): void {
  if (isMeasured) setFlagsFromString(optimizeLater.small);
  // Node 22.8 and later keep what they have compiled, in the folder for temporary files.
  const { enableCompileCache } = module as { enableCompileCache?: () => unknown };
  enableCompileCache?.();
  useCodeCache();
}

/**
 * Sets the engine for what there is to build.
 *
 * @param bytes of source; `Infinity` where there is no end to it
 * @param workers threads that work on it
 */
export function fitEngine({ bytes, workers }: { bytes: number; workers: number }): void {
  if (bytes <= smallBuild) return;
  setFlagsFromString(collectOften);
  if (!isMeasured) return;
  setFlagsFromString(optimizeLater.large);
  for (const flag of inlineLess) setFlagsFromString(flag);
  const no = workers < availableParallelism() ? '' : 'no-';
  for (const flag of collectTogether) setFlagsFromString(`--${no}${flag}`);
}
