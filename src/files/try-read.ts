import { type Dirent, readdirSync, readFileSync } from 'node:fs';

/** The text of a file; undefined where it cannot be read. */
export function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** What a folder holds; nothing where it cannot be read. */
export function tryList(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
