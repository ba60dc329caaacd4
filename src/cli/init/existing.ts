import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configFileNames } from '../../config/find.ts';
import { ContextorError } from '../../errors.ts';

/** @throws ContextorError `INIT_EXISTS` where the folder has a configuration. */
export function refuseSecond(cwd: string): void {
  const own = configFileNames.filter((name) => name !== 'package.json');
  const present = own.find((name) => existsSync(join(cwd, name))) ?? inPackage(cwd);
  if (present === undefined) return;
  throw new ContextorError(`${present} is there already; init overwrites nothing`, {
    code: 'INIT_EXISTS',
    remedy: 'Edit it, or remove it and run init again. To build with it: npx contextor build',
  });
}

function inPackage(cwd: string): string | undefined {
  const file = join(cwd, 'package.json');
  if (!existsSync(file)) return undefined;
  return manifestOf(file).contextor === undefined
    ? undefined
    : 'The key "contextor" of package.json';
}

/** @throws ContextorError `INIT_PACKAGE_JSON` where the file is not JSON. */
export function manifestOf(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ContextorError(`${file} is not valid JSON`, {
      code: 'INIT_PACKAGE_JSON',
      remedy: 'Fix it, then run init again.',
      cause,
    });
  }
}
