import module from 'node:module';
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
const hasInterruptBudget = process.versions.v8.startsWith('11.');

/**
 * What has survived a few documents is garbage all the same, and cheap to collect: little is alive.
 * Growth of the heap over what is alive, in percent, before it is collected; without it the heap
 * grows to a multiple. Measured on ten copies of starlight, in one thread: 202 MB without, 142 MB at
 * 20; 10 gave no more.
 */
const collectOften = '--heap-growing-percent=20';

/**
 * Source bytes up to which a build ends before its heap has grown much. To collect often takes 5 % of
 * the time of a cold build of react.dev (4 MB) in one thread.
 */
const smallBuild = 8 * 1024 * 1024;

/** Sets the engine up for a command that ends soon. To be called before much is loaded. */
export function setEngineUp(): void {
  if (hasInterruptBudget) setFlagsFromString(optimizeLater.small);
  // Node 22.8 and later keep what they have compiled, in the folder for temporary files.
  const { enableCompileCache } = module as { enableCompileCache?: () => unknown };
  enableCompileCache?.();
  useCodeCache();
}

/**
 * Sets the engine for what there is to build.
 *
 * @param sourceBytes `Infinity` where there is no end to it
 */
export function fitEngine(sourceBytes: number): void {
  if (sourceBytes <= smallBuild) return;
  if (hasInterruptBudget) setFlagsFromString(optimizeLater.large);
  setFlagsFromString(collectOften);
}
