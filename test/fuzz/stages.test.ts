import { expect, it } from 'vitest';
import { stageRound } from '../../scripts/fuzz/stages.ts';
import '../setup/package.ts';

it.each([3, 4])(
  'documents with random graphs of stages give the same bytes in every way to build (seed %i)',
  async (seed) => {
    const { differences, outcomes } = await stageRound(seed, 12);
    expect(differences).toEqual([]);
    expect(Object.keys(outcomes).length).toBeGreaterThan(1);
  },
);
