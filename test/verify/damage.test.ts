import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { damage, kinds } from '../../scripts/damage/damages.ts';
import { trial } from '../../scripts/damage/trial.ts';
import { Random } from '../../scripts/fuzz/random.ts';
import { anchorsIn } from '../../src/verify/output/targets.ts';
import { verifyDocument } from '../../src/verify/verify.ts';

const pages = ['docs/verify.md', 'docs/reliability.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'];
const sourceOf = (out: string) => out.replace(/mdc$/, 'md');
const anchorsOf = new Map<string, ReturnType<typeof anchorsIn>>();
const pairs = pages.map((path) => {
  const source = readFileSync(path, 'utf8').replace(/^---\n[\s\S]*?\n---\n+/, '');
  const [title = ''] = /(?<=^# ).*/m.exec(source) ?? [];
  // The pages of this project are Markdown in the house's style, so each is its own output.
  const body = source.replace(/(\]\((?!https?:)[^()\s]*?\.md)(?=[#)])/g, '$1c');
  const site = {
    out: `${path}c`,
    has: (out: string) => existsSync(sourceOf(out)),
    anchors: (out: string) => {
      const known = anchorsOf.get(out) ?? anchorsIn(readFileSync(sourceOf(out), 'utf8'));
      anchorsOf.set(out, known);
      return known;
    },
  };
  return { path, source, output: `---\ntitle: ${title}\n---\n\n${body}`, site };
});

test('whole outputs have no finding', () => {
  expect(
    pairs.flatMap((pair) => verifyDocument({ ...pair, profile: 'lossless' }).findings),
  ).toEqual([]);
});

test('most damages in one place are named', () => {
  const done = trial(new Map([['own', pairs]]), { seed: 1, cases: 40 });
  expect(done).toHaveLength(40);
  for (const kind of kinds) {
    const made = done.filter((one) => one.kind === kind);
    const missed = made.filter(({ named }) => !named).map(({ what }) => what);
    expect(missed.length, `${kind}: ${missed.join('; ')}`).toBeLessThanOrEqual(1);
  }
});

test.each(['balanced', 'compact'] as const)(
  'what is found in %s is found in lossless',
  (profile) => {
    const random = new Random(2);
    const damaged = [...kinds, ...kinds].flatMap((kind) => {
      const pair = random.pick(pairs);
      const output = damage(kind, pair.output, random)?.text;
      return output === undefined ? [] : [{ ...pair, output }];
    });
    const found = damaged.map((pair) => verifyDocument({ ...pair, profile }).findings);
    const all = damaged.map((pair) => verifyDocument({ ...pair, profile: 'lossless' }).findings);
    expect(found.filter((some) => some.length > 0).length).toBeGreaterThan(5);
    for (const [at, some] of found.entries()) expect(all[at]).toEqual(expect.arrayContaining(some));
  },
);
