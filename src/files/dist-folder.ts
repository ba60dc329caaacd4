import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of built files, found from wherever this module was bundled to. Tests replace this module. */
export function distFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('The files of contextor lie apart from its package.json');
    folder = parent;
  }
  return join(folder, 'dist');
}
