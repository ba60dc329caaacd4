import type { Finding } from '../../src/verify/evidence.ts';
import { verifyDocument } from '../../src/verify/verify.ts';
import { Random } from '../fuzz/random.ts';
import { damage, kinds } from './damages.ts';
import type { Pair } from './trees.ts';

export interface Case {
  tree: string;
  path: string;
  kind: string;
  what: string;
  /** Whether the damaged output has a finding that the whole one has not. */
  named: boolean;
}

/** Damages outputs one at a time, in turns of kinds and trees; the seed tells which and where. */
export function trial(
  trees: ReadonlyMap<string, readonly Pair[]>,
  { seed, cases }: { seed: number; cases: number },
): Case[] {
  const random = new Random(seed);
  const names = [...trees.keys()];
  const whole = new Map<Pair, readonly Finding[]>();
  const made: Case[] = [];
  for (let tries = 0; made.length < cases && tries < cases * 50; tries++) {
    const kind = kinds[made.length % kinds.length] as string;
    const tree = random.pick(names);
    const pair = random.pick(trees.get(tree) as readonly Pair[]);
    const damaged = damage(kind, pair.output, random);
    if (!damaged) continue;
    if (!whole.has(pair)) whole.set(pair, findingsOf(pair));
    const named = isNamed(whole.get(pair)!, findingsOf({ ...pair, output: damaged.text }));
    made.push({ tree, path: pair.path, kind, what: damaged.what, named });
  }
  return made;
}

const findingsOf = (pair: Pair): readonly Finding[] =>
  verifyDocument({ ...pair, profile: 'lossless' }).findings;

function isNamed(before: readonly Finding[], after: readonly Finding[]): boolean {
  const known = before.map(({ rule, what }) => `${rule} ${what}`);
  return after.some(({ rule, what }) => {
    const at = known.indexOf(`${rule} ${what}`);
    if (at !== -1) known.splice(at, 1);
    return at === -1;
  });
}
