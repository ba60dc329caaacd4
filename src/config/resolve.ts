import { ContextorError } from '../errors.ts';
import { describeIssues } from './problem.ts';
import { configSchema } from './schema.ts';
import type { Config, ParsedConfig, Settings } from './settings.ts';
import { type ResolveOptions, settle, withFlags } from './settle.ts';

export type { ResolveOptions } from './settle.ts';

/**
 * Turns a configuration into the settings of one run, frozen: defaults are filled in, paths are
 * absolute. Reads no configuration file.
 *
 * @param options `cwd`, the absolute folder where relative paths start; `flags`, settings that win over
 *   the configuration
 * @throws ContextorError `CONFIG_UNKNOWN_KEY`, `CONFIG_INVALID_VALUE`, `OUT_INSIDE_SOURCE`, `SOURCES_NESTED`
 * @example
 * const settings = resolveSettings({ src: 'docs', out: '.contextor' }, { cwd: process.cwd() });
 */
export function resolveSettings(config: Config, options: ResolveOptions): Settings {
  return settle(parseConfig(withFlags(config, options.flags ?? {})), options);
}

/**
 * Checks a configuration and adds the defaults.
 *
 * @throws ContextorError `CONFIG_UNKNOWN_KEY`, `CONFIG_INVALID_VALUE`
 */
export function parseConfig(config: Config): ParsedConfig {
  const result = configSchema.safeParse(config);
  if (result.success) return result.data;
  const problems = describeIssues(result.error.issues, config);
  throw new ContextorError(problems.map((problem) => problem.message).join('\n'), {
    code: problems[0]!.code,
    remedy: problems[0]!.remedy,
  });
}
