import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFile } from './code-cache.ts';

/** Path of a built file, found from wherever this module was bundled to. */
export function distFile(...path: string[]): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'dist', ...path);
}

const built = new Map<string, { exports: unknown }>();

/** Loads a built file at once; gives undefined before the package is built. */
export function loadBuilt<Exports>(name: string): Exports | undefined {
  const file = distFile(name);
  let module = built.get(file);
  if (module === undefined) {
    if (!existsSync(file)) return undefined;
    module = { exports: {} };
    const require = createRequire(file);
    compileFile(file)(module, module.exports, (other: string) =>
      other.startsWith('./') ? loadBuilt(other) : require(other),
    );
    built.set(file, module);
  }
  return module.exports as Exports;
}
