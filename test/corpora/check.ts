import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listTrees } from '../../scripts/afdocs/trees.ts';
import { type Corpus, listCorpora } from '../../scripts/corpora.ts';
import { measure } from '../../scripts/figures/measure.ts';
import type { Counts, Finding } from '../../src/verify/evidence.ts';
import { type TreeVerification, verifyTree } from '../../src/verify/tree.ts';
import { hasRedis } from '../queue/redis.ts';
import { bin } from '../setup/package.ts';
import { checkAgents } from './agents.ts';
import { type Built, build, hashOf, scratch } from './build.ts';
import { checkFigures } from './figures.ts';
import { startFleet } from './fleet.ts';
import { silentlyBroken } from './links.ts';
import { samePages } from './same-pages.ts';

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

const isNightly = process.env.CONTEXTOR_TREES === 'all';

/** Of how many pages one is verified in a profile at each change; nightly all are. */
const oneOf = { lossless: 5, balanced: 8, compact: 4 };

/**
 * Builds the trees of these names once a profile, and checks every property on what comes of it.
 *
 * @param names at each change the second tree, a small one, is built in each profile, by workers on a queue and by the
 *   reference parser, and the last by the packed command in threads, so that none of it matters; the others by the
 *   sources in this process
 */
export function checkCorpora(names: readonly string[]): void {
  const trees = listCorpora();
  const corpora = names.flatMap((name) => trees.find((tree) => tree.name === name) ?? []);
  vi.setConfig({ testTimeout: 900_000 });
  const { folder, remove } = scratch();
  afterAll(remove);
  const buildWithFleet = startFleet(folder);
  // A tree that is absent is a skipped test, so that a run without skips says that all were there.
  const absent = names.filter((name) => !corpora.some((corpus) => corpus.name === name));
  for (const name of absent) it.skip(name);

  describe.each(corpora)('$name', (corpus: Corpus) => {
    const { name } = corpus;
    const { isAlone, isQueued, where, args } = waysOfBuilding(corpora.indexOf(corpus), corpora);
    const cwd = join(folder, name);
    const outOf = (name: string) => join(folder, `${corpus.name}-${name}`);
    const from = { src: '.', cwd };
    const built = new Map<string, Built>();
    beforeAll(() => {
      cpSync(corpus.folder, cwd, { recursive: true });
      // Here its cache goes.
      mkdirSync(join(cwd, 'node_modules'));
    });

    // What `compact` leaves out is the same everywhere.
    const tried = isNightly || isAlone ? profiles : profiles.slice(0, 2);
    it.each(tried)('in %s, nothing fails and nothing is lost silently', async (profile) => {
      const out = outOf(profile);
      const one =
        profile === 'lossless' && isQueued
          ? await buildWithFleet({ cwd, out })
          : await build({ ...from, out, profile, args }, where);
      built.set(profile, one);
      expect(one.documents.failed).toBe(0);
      const roots = { sourceRoot: cwd, outRoot: out };
      const isSame = profile === 'lossless' ? () => false : samePages(outOf('lossless'), out);
      let count = 0;
      const isVerified = (path: string, text: string) =>
        isSame(path, text) || !(isNightly || count++ % oneOf[profile] === 0);
      const result = await verifyTree({ ...roots, profile, dialect: name }, isVerified);
      expect(result.documents).toBe(one.documents.processed);
      expect(lines(result.findings)).toEqual([]);
      if (profile === 'lossless') expect(belowGoal(result)).toEqual([]);
    });

    if (isNightly || isAlone) {
      // One profile is enough: nothing after the parser knows which it was, and this one keeps the most.
      it(`the reference parser gives the same bytes${isQueued ? ' as three workers on a queue' : ''}`, async () => {
        const out = outOf('again');
        const options = [...args, '--no-parallel', '--parser', 'remark', '--no-cache'];
        await build({ ...from, out, profile: 'lossless', args: options }, where);
        expect(hashOf(out)).toBe(hashOf(outOf('lossless')));
      });
    }

    it('every link that leads nowhere is reported', () => {
      expect(silentlyBroken(outOf('lossless'), built.get('lossless')!.messages)).toEqual([]);
    });

    const tree = listTrees().find((one) => one.name === name)!;
    // Of some trees the pages show a folder, which takes a build of its own: nightly.
    const isWhole = tree.cwd === corpus.folder;
    if (isWhole || isNightly) {
      it('the figures of the pages are those of the build', () => {
        const { documents, tokens } = built.get('balanced')!;
        const own = { documents: documents.processed, ...tokens };
        checkFigures(name, isWhole ? own : measure(tree, { bin }));
      });
    }

    it('a second build writes nothing', async () => {
      const balanced = { out: outOf('balanced'), profile: 'balanced' };
      const { documents } = await build({ ...from, ...balanced, args }, where);
      const { processed } = documents;
      expect(documents).toMatchObject({ written: 0, failed: 0, unchanged: processed });
    });

    it('the block for agents names every page, and the skill is valid', async () => {
      const out = outOf('balanced');
      // Without a configuration, a build has the address from the site's own.
      const { baseUrl } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')).settings;
      await checkAgents(cwd, { src: '.', out, baseUrl, title: name }, where);
    });
  });
}

/** Nightly all are built by threads, by a queue, in each profile and by the reference. */
function waysOfBuilding(at: number, corpora: readonly Corpus[]) {
  const isAlone = at === 1;
  // Where all cores are busy, a pool only loads the code twice.
  const isPooled = isNightly || at === corpora.length - 1;
  return {
    isAlone,
    isQueued: hasRedis && (isNightly || isAlone),
    where: isPooled ? ('process' as const) : ('here' as const),
    args: [...(isPooled ? [] : ['--no-parallel']), ...(isAlone ? ['--batch-size', '7'] : [])],
  };
}
