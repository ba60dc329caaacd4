import { ContextorError } from '../errors.ts';
import { describeIssues } from './problem.ts';
import { configSchema } from './schema.ts';
import type { Config, ParsedConfig, Settings } from './settings.ts';
import { type ResolveOptions, settle, withFlags } from './settle.ts';

export type { ResolveOptions } from './settle.ts';

/**
 * Settles a configuration into the frozen settings of one run: flags over configuration over
 * defaults, absolute paths, no `auto` left.
 * @throws ContextorError `CONFIG_UNKNOWN_KEY`, `CONFIG_INVALID_VALUE`, `OUT_INSIDE_SOURCE`, `SOURCES_NESTED`.
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
