import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastGlob from 'fast-glob';
import { listCorpora } from '../corpora.ts';
import type { Harness } from './harness.ts';
import { profiles, type Seed } from './mutate.ts';

/** Documents to mutate: the project's own fixtures, and the corpora where they are present. */
export async function loadSeeds(harness: Harness): Promise<Seed[]> {
  const fixtures = read('fixtures', 'generic');
  // Some fixtures are there to be read with a warning, or lose what a rule leaves out.
  for (const seed of fixtures) seed.sound = await isSound(seed, harness);
  return [...fixtures, ...corpora().map((seed) => ({ ...seed, sound: true }))];
}

/** The same documents, unchecked. */
export const readSeeds = (): Seed[] => [...read('fixtures', 'generic'), ...corpora()];

const corpora = () => listCorpora().flatMap(({ name, folder }) => read(folder, name));

async function isSound(seed: Seed, harness: Harness): Promise<boolean> {
  for (const profile of profiles) {
    const what = await harness.check({ ...seed, profile, whole: true });
    if (what !== undefined) return false;
  }
  return true;
}

function read(folder: string, dialect: string): Seed[] {
  return fastGlob
    .sync('**/*.{md,mdx}', { cwd: folder, ignore: ['**/expected.*', 'fuzz/**'] })
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
