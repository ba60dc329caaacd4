import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Packs the token vocabulary, if it was never packed: all else that tests of the sources need stands in the sources. */
export default async function packOnce({ config }: TestProject): Promise<void> {
  const folder = config.env.CONTEXTOR_DIST!;
  if (existsSync(join(folder, 'o200k_base.bin'))) return;
  const { writeVocabulary } = await import('../../scripts/build/vocabulary.js');
  await writeVocabulary(folder);
}
