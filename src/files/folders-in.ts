import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folders right in a folder, in order of their names; none where it is not there. */
export function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.sort().map((name) => join(folder, name));
}
