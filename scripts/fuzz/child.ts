import { createHarness } from './harness.ts';
import { kindOf, minimise } from './minimise.ts';
import { mutate, type Seed } from './mutate.ts';
import { Random } from './random.ts';
import { loadSeeds } from './seeds.ts';

/** What the child tells its parent: that it begins with a document, that one failed, that it is at ease. */
export type FromChild =
  | { type: 'start'; document: Seed }
  | { type: 'minimising' }
  | { type: 'failure'; what: string; document: Seed };

const tell = (message: FromChild) => process.send?.(message);

/** Mutates and checks documents until the process is ended. */
export async function fuzzHere(seed: number): Promise<never> {
  const random = new Random(seed);
  const seeds = loadSeeds();
  const harness = createHarness();
  const known = new Set<string>();
  for (;;) {
    const origin = random.pick(seeds);
    const document = { ...origin, text: mutate(origin, seeds, random) };
    if (random.next() < 0.1) document.dialect = random.pick(seeds).dialect;
    tell({ type: 'start', document });
    const what = await harness.check(document);
    // The same failure need not be made small many times over.
    if (what === undefined || known.has(kindOf(what))) continue;
    known.add(kindOf(what));
    tell({ type: 'minimising' });
    const same = async (text: string) => {
      const again = await harness.check({ ...document, text });
      return again !== undefined && kindOf(again) === kindOf(what);
    };
    const text = await minimise(document.text, same);
    tell({ type: 'failure', what, document: { ...document, text } });
  }
}
