import { buildRound } from './builds.ts';
import { createHarness } from './harness.ts';
import { kindOf, minimise, minimiseBlocks } from './minimise.ts';
import { mutate, profiles, type Seed } from './mutate.ts';
import { Random } from './random.ts';
import { loadSeeds } from './seeds.ts';

/** What the child tells its parent: that it begins with a case, that one failed, that it is at ease. */
export type FromChild =
  | { type: 'start'; index: number; document: Seed }
  | { type: 'busy' }
  | { type: 'failure'; what: string; document: Seed };

const tell = (message: FromChild) => new Promise((resolve) => process.send?.(message, resolve));

/** Cases after which all of them are built as one site. */
const round = 200;

/** Mutates and checks the cases from one to another; each depends on the seed and its number alone. */
export async function fuzzHere(seed: number, from: number, to: number): Promise<void> {
  const harness = createHarness();
  const seeds = await loadSeeds(harness);
  const known = new Set<string>();
  const built: Seed[] = [];
  for (let index = from; index < to; index++) {
    const document = caseOf(seeds, seed, index);
    await tell({ type: 'start', index, document });
    built.push(document);
    const what = await harness.check(document);
    // The same failure need not be made small many times over.
    if (what !== undefined && !known.has(kindOf(what))) {
      known.add(kindOf(what));
      await tell({ type: 'busy' });
      const same = async (text: string) => {
        const again = await harness.check({ ...document, text });
        return again !== undefined && kindOf(again) === kindOf(what);
      };
      const isLoss = document.whole && what.startsWith('verify');
      const text = await (isLoss ? minimiseBlocks : minimise)(document.text, same);
      await tell({ type: 'failure', what, document: { ...document, text } });
    }
    if (built.length < round && index + 1 < to) continue;
    await tell({ type: 'busy' });
    for (const [difference, document] of buildRound(built.splice(0)))
      await tell({ type: 'failure', what: difference, document });
  }
  harness.close();
}

function caseOf(seeds: readonly Seed[], seed: number, index: number): Seed {
  const random = new Random(seed, index + 1);
  const origin = random.pick(seeds);
  const document = mutate(origin, seeds, random);
  if (!document.whole && random.next() < 0.2) document.dialect = random.pick(seeds).dialect;
  document.profile = random.pick(profiles);
  return document;
}
