import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type Corpus, listCorpora } from '../../scripts/corpora.ts';
import type { Counts, Finding } from '../../src/verify/evidence.ts';
import { type TreeVerification, verifyTree } from '../../src/verify/tree.ts';
import { build, scratch } from './build.ts';

/** What share of the source has to be in a lossless output. */
const goals: Record<keyof Counts, number> = {
  words: 0.9995,
  codeLines: 0.999,
  headings: 0.999,
  links: 0.999,
  cells: 0.999,
};

function belowGoal({ counts }: TreeVerification): string[] {
  return Object.entries(counts)
    .filter(([kind, { total, kept }]) => kept < goals[kind as keyof Counts] * total)
    .map(([kind, { total, kept }]) => `${kind}: ${kept} of ${total}`);
}

const lines = (findings: readonly Finding[]) =>
  findings.map(({ rule, path, line, what }) => `${path}:${line} ${rule}: ${what}`);

/** Builds the trees of these names in every profile, and verifies what comes of them. */
export function checkCorpora(names: readonly string[]): void {
  const corpora = listCorpora().filter(({ name }) => names.includes(name));
  vi.setConfig({ testTimeout: 900_000 });
  const { folder, remove } = scratch();
  afterAll(remove);
  // A tree that is absent is a skipped test, so that a run without skips says that all were there.
  const absent = names.filter((name) => !corpora.some((corpus) => corpus.name === name));
  for (const name of absent) it.skip(name);

  describe.each(corpora)('$name', ({ name, folder: src }: Corpus) => {
    const profiles = ['lossless', 'balanced', 'compact'] as const;
    const outOf = (profile: string) => join(folder, `${name}-${profile}`);

    it.each(profiles)(
      'in %s, nothing fails and nothing is lost without a word',
      async (profile) => {
        const { documents } = build({ src, out: outOf(profile), profile });
        expect(documents.failed).toBe(0);
        const roots = { sourceRoot: src, outRoot: outOf(profile) };
        const result = await verifyTree({ ...roots, profile, dialect: name });
        expect(result.documents).toBe(documents.processed);
        expect(lines(result.findings)).toEqual([]);
        if (profile === 'lossless') expect(belowGoal(result)).toEqual([]);
      },
    );

    it('a second build writes nothing', () => {
      const { documents } = build({ src, out: outOf('lossless'), profile: 'lossless' });
      const { processed } = documents;
      expect(documents).toMatchObject({ written: 0, failed: 0, unchanged: processed });
    });
  });
}
