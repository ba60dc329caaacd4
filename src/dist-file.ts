import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of a built file, found from wherever this module was bundled to. */
export function distFile(...path: string[]): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'dist', ...path);
}

/** Loads a built file at once; gives undefined before the package is built. */
export function loadBuilt<Exports>(...path: string[]): Exports | undefined {
  const file = distFile(...path);
  return existsSync(file) ? (createRequire(file)(file) as Exports) : undefined;
}
