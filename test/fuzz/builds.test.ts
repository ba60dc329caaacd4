import { expect, it } from 'vitest';
import { projectRound } from '../../scripts/fuzz/project-round.ts';
import { readSeeds } from '../../scripts/fuzz/seeds.ts';
import '../setup/package.ts';

const seeds = readSeeds().filter(({ path }) => path.startsWith('dialects/'));

it.each([1, 4, 6, 9])(
  'projects that change give what a build from nothing gives, with a cache and by watch (seed %i)',
  async (seed) => {
    const { differences, edits } = await projectRound(seed, seeds, { steps: 5, watch: seed === 4 });
    expect(differences).toEqual([]);
    expect(edits).toBeGreaterThan(4);
  },
  120_000,
);
