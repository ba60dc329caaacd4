import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../attempt.ts';
import { type IndexLine, outputLines } from '../contract/index-line.ts';
import { type RuleSaving, sortedSavings } from '../contract/savings.ts';
import { noBuild } from '../errors.ts';

/**
 * Reads the index of a finished build.
 * @throws ContextorError `NO_BUILD`.
 */
export function readIndex(outRoot: string): IndexLine[] {
  const file = join(outRoot, 'index.jsonl');
  try {
    return outputLines(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw noBuild(outRoot, cause);
  }
}

/** The savings by rule in the manifest of a finished build, the largest first. */
export const readSavings = (outRoot: string): RuleSaving[] =>
  sortedSavings(savingsOf(join(outRoot, 'manifest.json')));

/** Without a readable manifest, as after a shard, nothing is known of them. */
const savingsOf = (manifest: string): Record<string, Omit<RuleSaving, 'rule'>> =>
  attempt(() => JSON.parse(readFileSync(manifest, 'utf8')).context.savings ?? {}, {});
