import { join } from 'node:path';
import { userCache } from '../files/cache-base.ts';
import { readCheckedJson, writeCheckedJson } from '../files/checked-json.ts';
import { toolMark } from '../files/dist-file.ts';
import { hashOf } from '../files/hash.ts';
import { version } from '../version.ts';
import type { Config, ParsedConfig } from './settings.ts';

/** What a configuration is made of, not checked yet: plain data. */
export interface Given {
  /** From the command line. */
  flags: Config;
  /** What the configuration file holds. */
  data: Config;
  /** What is taken from the site where the file does not say it. */
  found: Config;
}

/**
 * The configuration that an earlier run for a project made of the same; undefined where none did. The
 * schema, which checks it and knows the defaults, takes a fourth of a build that has nothing to do.
 *
 * @param project absolute
 */
export function knownConfig(given: Given, project: string): ParsedConfig | undefined {
  const known = readCheckedJson(fileOf(given, project)) as Known | undefined;
  return known?.key === keyOf(given) ? known.parsed : undefined;
}

/** Keeps a configuration for `knownConfig`. */
export function rememberConfig(given: Given, project: string, parsed: ParsedConfig): void {
  try {
    const known: Known = { key: keyOf(given), parsed };
    writeCheckedJson(fileOf(given, project), known);
  } catch {
    // Without it the next run takes longer; that is all.
  }
}

interface Known {
  key: string;
  parsed: ParsedConfig;
}

/**
 * One file for each command line of a project, so that a configuration that changes leaves none behind.
 * In the user's own cache: what a project brings along could name stages to run.
 */
function fileOf({ flags }: Given, project: string): string {
  return join(userCache(), 'settings', `${hashOf(JSON.stringify([project, flags]))}.json`);
}

function keyOf(given: Given): string {
  return hashOf(JSON.stringify([version, toolMark(), given]));
}
