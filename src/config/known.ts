import { join } from 'node:path';
import { userCache } from '../files/cache-base.ts';
import { readCheckedJson, writeCheckedJson } from '../files/checked-json.ts';
import { isAsSeen, type Seen } from '../files/disk.ts';
import { toolMark } from '../files/dist-file.ts';
import { hashOf } from '../files/hash.ts';
import { version } from '../version.ts';
import type { Config, ParsedConfig } from './settings.ts';

/** What a run is given beside what its project holds. */
export interface ConfigInputs {
  /** Both absolute: where the run was started, and where paths of the configuration start. */
  cwd: string;
  base: string;
  /** From the command line. */
  flags: Config;
  /** Of the configuration file. */
  text: string | undefined;
}

/** What was made of it, in plain data. */
export interface ReadConfig<Surroundings> {
  parsed: ParsedConfig;
  /** What was found around, where the configuration names no sources. */
  around: Surroundings;
}

interface Known<Surroundings> extends ReadConfig<Surroundings> {
  key: string;
  /** What was looked at to find it. */
  seen: readonly Seen[];
  /** The output, whose being there does not change what is found. */
  out: string | undefined;
}

/**
 * What an earlier run made of the same, where it would find the same around; undefined where none did.
 * Reading the configuration and the site, and checking them by the schema, takes two thirds of a build
 * that has nothing to do.
 */
export function knownConfig<Surroundings>(
  given: ConfigInputs,
): ReadConfig<Surroundings> | undefined {
  const known = readCheckedJson(fileOf(given)) as Known<Surroundings> | undefined;
  return known?.key === keyOf(given) && isAsSeen(known.seen, known.out) ? known : undefined;
}

/**
 * Keeps what was made for `knownConfig`.
 *
 * @param seen what it was made of; changes of other files do not matter
 * @param out a path that may come and go
 */
export function rememberConfig<Surroundings>(
  given: ConfigInputs,
  made: ReadConfig<Surroundings>,
  { seen, out }: Pick<Known<Surroundings>, 'seen' | 'out'>,
): void {
  try {
    const known: Known<Surroundings> = { key: keyOf(given), ...made, seen, out };
    writeCheckedJson(fileOf(given), known);
  } catch {
    // Without it the next run takes longer; that is all.
  }
}

/**
 * One file for each command line of a project, so that a configuration that changes leaves none behind.
 * In the user's own cache: what a project brings along could name stages to run.
 */
const fileOf = ({ cwd, base, flags }: ConfigInputs): string =>
  join(userCache(), 'settings', `${hashOf(JSON.stringify([cwd, base, flags]))}.json`);

const keyOf = (given: ConfigInputs): string => hashOf(JSON.stringify([version, toolMark(), given]));
