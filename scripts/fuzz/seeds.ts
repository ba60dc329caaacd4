import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastGlob from 'fast-glob';
import { listCorpora } from '../corpora.ts';
import type { Seed } from './mutate.ts';

/** Documents to mutate: the project's own fixtures, and the corpora where they are present. */
export function loadSeeds(): Seed[] {
  const fixtures = existsSync('fixtures') ? read('fixtures', 'generic') : [];
  return [...fixtures, ...listCorpora().flatMap(({ name, folder }) => read(folder, name))];
}

function read(folder: string, dialect: string): Seed[] {
  return fastGlob
    .sync('**/*.{md,mdx}', { cwd: folder })
    .sort()
    .map((path) => ({
      path,
      dialect: dialectOf(path, dialect),
      text: readFileSync(join(folder, path), 'utf8'),
    }));
}

/** Fixtures of a dialect lie in a folder of its name. */
function dialectOf(path: string, fallback: string): string {
  return /^dialects\/([^/]+)\//.exec(path)?.[1] ?? fallback;
}
