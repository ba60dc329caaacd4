import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entries = { threads: 'entry.js', processes: 'process-entry.js' } as const;

/** The built file that a worker starts from, found from wherever this module was bundled to. */
export function workerEntry(kind: keyof typeof entries): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, 'dist', 'src', 'pool', 'worker', entries[kind]);
}
