import { CacheDamaged } from './cache/damaged.ts';
import { buildSnapshot } from './cache/snapshot.ts';
import type { Settings } from './config/settings.ts';
import type { BuildOptions, BuildResult } from './run/contract.ts';
import { unchangedBuild } from './run/unchanged-build.ts';

/**
 * Turns the documents of a source folder into `.mdc` context.
 *
 * A document that cannot be built is reported and the others are written; the result tells how many
 * failed. An aborted build resolves with `interrupted: true`.
 *
 * @throws ContextorError where the run as a whole cannot go on: `SOURCE_MISSING`,
 *   `SOURCE_UNREADABLE`, `NO_DOCUMENTS`, `OUT_NOT_WRITABLE`, `OUTPUT_LOCKED`, `MODULE_MISSING`
 * @example
 * const settings = resolveSettings({ src: 'docs', out: '.contextor' }, { cwd: process.cwd() });
 * const { metrics } = await build(settings);
 * console.log(metrics.documents.written);
 */
export async function build(settings: Settings, options: BuildOptions = {}): Promise<BuildResult> {
  const snapshot = buildSnapshot(settings);
  const unchanged = unchangedBuild(settings, options, snapshot);
  if (unchanged !== undefined) return unchanged;
  const { runBuild } = await import('./run/whole-build.ts');
  try {
    return await runBuild(settings, options, snapshot);
  } catch (error) {
    if (!(error instanceof CacheDamaged)) throw error;
    return runBuild(settings, { ...options, force: true }, buildSnapshot(settings));
  }
}
