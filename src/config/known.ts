import { join } from 'node:path';
import { cacheBase } from '../files/cache-base.ts';
import { readCheckedJson, writeCheckedJson } from '../files/checked-json.ts';
import { hashOf } from '../files/hash.ts';
import { toolMark } from '../files/tool-mark.ts';
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
  return readCheckedJson(fileOf(given, project)) as ParsedConfig | undefined;
}

/** Keeps a configuration for `knownConfig`. */
export function rememberConfig(given: Given, project: string, parsed: ParsedConfig): void {
  try {
    writeCheckedJson(fileOf(given, project), parsed);
  } catch {
    // Without it the next run takes longer; that is all.
  }
}

function fileOf(given: Given, project: string): string {
  const name = hashOf(JSON.stringify([version, toolMark(), given]));
  return join(cacheBase(project), 'settings', `${name}.json`);
}
