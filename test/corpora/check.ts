import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type Corpus, listCorpora } from '../../scripts/corpora.ts';
import type { Message } from '../../src/contract/message.ts';
import type { Counts, Finding } from '../../src/verify/evidence.ts';
import { type TreeVerification, verifyTree } from '../../src/verify/tree.ts';
import { build, hashOf, scratch } from './build.ts';
import { silentlyBroken } from './links.ts';

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

const profiles = ['lossless', 'balanced', 'compact'] as const;

/** Builds the trees of these names once a profile and parser, and checks every property on what comes of it. */
export function checkCorpora(names: readonly string[]): void {
  const corpora = listCorpora().filter(({ name }) => names.includes(name));
  vi.setConfig({ testTimeout: 900_000 });
  const { folder, remove } = scratch();
  afterAll(remove);
  // A tree that is absent is a skipped test, so that a run without skips says that all were there.
  const absent = names.filter((name) => !corpora.some((corpus) => corpus.name === name));
  for (const name of absent) it.skip(name);

  describe.each(corpora)('$name', ({ name, folder: src }: Corpus) => {
    const outOf = (profile: string, parser = 'auto') =>
      join(folder, `${name}-${profile}-${parser}`);
    const messages: Message[] = [];

    it.each(profiles)('in %s, nothing fails and nothing is lost silently', async (profile) => {
      const built = build({ src, out: outOf(profile), profile });
      if (profile === 'lossless') messages.push(...built.messages);
      expect(built.documents.failed).toBe(0);
      const roots = { sourceRoot: src, outRoot: outOf(profile) };
      const result = await verifyTree({ ...roots, profile, dialect: name });
      expect(result.documents).toBe(built.documents.processed);
      expect(lines(result.findings)).toEqual([]);
      if (profile === 'lossless') expect(belowGoal(result)).toEqual([]);
    });

    it.each(profiles)('in %s, the reference parser gives the same bytes', (profile) => {
      // In one process and with other batches, so that neither matters as well.
      const args = ['--parser', 'remark', '--no-parallel', '--batch-size', '7'];
      build({ src, out: outOf(profile, 'remark'), profile, args });
      expect(hashOf(outOf(profile, 'remark'))).toBe(hashOf(outOf(profile)));
    });

    it('every link that leads nowhere is reported', () => {
      expect(silentlyBroken(outOf('lossless'), messages)).toEqual([]);
    });

    it('a second build writes nothing', () => {
      const { documents } = build({ src, out: outOf('balanced'), profile: 'balanced' });
      const { processed } = documents;
      expect(documents).toMatchObject({ written: 0, failed: 0, unchanged: processed });
    });
  });
}
