import { dirname, relative } from 'node:path';
import { ContextorError } from '../errors.ts';
import { findConfig, type LoadOptions } from './find.ts';
import { type ConfigProblem, describeIssues } from './problem.ts';
import { configSchema } from './schema.ts';
import type { Config } from './settings.ts';
import type { ConfigSource } from './source.ts';

/** A configuration that has passed validation, and where it came from. */
interface LoadedConfig {
  config: Config;
  /** Absolute path of the file; undefined where none was found. */
  file: string | undefined;
  /** Absolute folder that relative paths of the configuration start from. */
  base: string;
}

/**
 * Finds, reads and validates the configuration.
 * @throws ContextorError `CONFIG_UNREADABLE`, `CONFIG_SYNTAX`, `CONFIG_UNKNOWN_KEY`,
 * `CONFIG_INVALID_VALUE`, each naming the file, the key and, in JSON and YAML, the line.
 */
export async function loadConfig(options: LoadOptions): Promise<LoadedConfig> {
  const { cwd } = options;
  const source = await findConfig(options);
  if (source === undefined) return { config: {}, file: undefined, base: cwd };
  return { config: await validate(source, cwd), file: source.file, base: dirname(source.file) };
}

/** @throws ContextorError `CONFIG_UNKNOWN_KEY`, `CONFIG_INVALID_VALUE` */
export async function validate(source: ConfigSource, cwd: string): Promise<Config> {
  const data = (await source.data()) ?? {};
  const result = configSchema.safeParse(data);
  if (result.success) return data as Config;
  const problems = describeIssues(result.error.issues, data);
  const [first, ...others] = await Promise.all(
    problems.map((problem) => located(problem, source, cwd)),
  );
  throw new ContextorError([first!.message, ...others.map(inFull)].join('\n'), {
    code: problems[0]!.code,
    remedy: first!.remedy,
  });
}

interface LocatedProblem {
  message: string;
  remedy?: string | undefined;
}

async function located(
  problem: ConfigProblem,
  source: ConfigSource,
  cwd: string,
): Promise<LocatedProblem> {
  const place = await source.locate(problem.path);
  const file = relative(cwd, source.file);
  const where = place === undefined ? file : `${file}:${place.line}:${place.column}`;
  return { message: `${where}: ${problem.message}`, remedy: problem.remedy };
}

const inFull = ({ message, remedy }: LocatedProblem): string =>
  remedy === undefined ? message : `${message}. ${remedy}`;
