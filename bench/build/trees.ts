import { cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Tree {
  folder: string;
  documents: number;
  bytes: number;
}

const documentName = /\.(?:mdx?|markdown)$/i;

/** The documents of a folder, relative to it, sorted. */
export function documentsOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => documentName.test(path) && statSync(join(folder, path)).isFile())
    .sort();
}

/** Copies a tree some times side by side; once goes one folder down, too, so that its links do the same. */
export function multiplied(source: string, folder: string, copies: number): Tree {
  for (let copy = 1; copy <= copies; copy++) {
    cpSync(source, join(folder, `copy-${copy}`), { recursive: true });
  }
  return measured(folder);
}

/** Copies a number of documents, taken evenly from the whole tree; further rounds go to further folders. */
export function picked(source: string, folder: string, count: number): Tree {
  const paths = documentsOf(source);
  for (let n = 0; n < count; n++) {
    const round = Math.floor(n / paths.length);
    const left = Math.min(count - round * paths.length, paths.length);
    const path = paths[Math.floor(((n % paths.length) * paths.length) / left)]!;
    const target = join(folder, `part-${round + 1}`, path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(source, path), target);
  }
  return measured(folder);
}

function measured(folder: string): Tree {
  const paths = documentsOf(folder);
  const bytes = paths.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
  return { folder, documents: paths.length, bytes };
}
