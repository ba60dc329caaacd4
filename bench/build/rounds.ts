import type { Group } from './cases.ts';
import { type Sample, sample } from './sample.ts';

/**
 * Runs the cases of a group in turn, so that a disturbance meets them all, and each round begins with
 * the next case, so that none always follows the same; the first round is not counted.
 */
export async function measure(
  { cases }: Pick<Group, 'cases'>,
  { runs, scratch }: { runs: number; scratch: string },
): Promise<Map<string, Sample[]>> {
  const samples = new Map(cases.map(({ name }) => [name, [] as Sample[]]));
  for (let round = 0; round <= runs; round++) {
    const first = round % cases.length;
    for (const { name, before, commands } of [...cases.slice(first), ...cases.slice(0, first)]) {
      before?.();
      const taken = await sample(commands, scratch);
      if (round > 0) samples.get(name)!.push(taken);
    }
  }
  return samples;
}
