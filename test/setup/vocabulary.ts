import type { TestProject } from 'vitest/node';
import { hasVocabularies, writeVocabularies } from '../../scripts/build/vocabulary.js';

/** Packs the token vocabularies, if they were never packed: all else that tests of the sources need stands in the sources. */
export default async function packOnce({ config }: TestProject): Promise<void> {
  const folder = config.env.CONTEXTOR_DIST!;
  if (!hasVocabularies(folder)) await writeVocabularies(folder);
}
