import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { pages, project } from '../build/project.ts';
import fc from '../setup/properties.ts';
import { type Damage, damaged, filledFiles } from './damage.ts';

/** `CONTEXTOR_CACHE_DAMAGES=2000` in the nightly run. */
const numRuns = Number(process.env.CONTEXTOR_CACHE_DAMAGES ?? 60);

/** Two builds a run, on a machine that does other things. */
const timeout = 120_000 + numRuns * 2_000;

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const damage: fc.Arbitrary<Damage & { file: number }> = fc.record({
  act: fc.constantFrom('flip' as const, 'cut' as const, 'swap' as const),
  file: fraction,
  at: fraction,
  to: fraction,
  bit: fc.nat({ max: 7 }),
});

test('a damaged cache gives what a build without one gives', { timeout }, async () => {
  const own = project({
    ...pages(10),
    'lost.md': '# Lost\n\n[gone](gone.md) [part](folder-1/page-1.md#none)\n',
  });
  mkdirSync(join(own.root, 'node_modules'));
  const settings = (cache: boolean) =>
    own.settings({ cache, search: true, llmsTxt: true, dialect: 'vitepress' });
  const built = async (cache: boolean) => {
    const { messages, metrics } = await build(settings(cache));
    return { messages, tokens: metrics.tokens, output: own.output() };
  };
  const change = (text: string) => own.write('docs/changing.md', text);
  const texts = ['# One\n', '# Two\n\n[lost](lost.md)\n'] as const;
  const clean: Awaited<ReturnType<typeof built>>[] = [];
  for (const text of [...texts].reverse()) {
    change(text);
    clean.unshift(await built(false));
  }
  rmSync(own.out, { recursive: true });
  expect(await built(true)).toEqual(clean[0]);
  const kept = join(own.root, 'kept');
  const cache = join(own.root, 'node_modules/.cache/contextor');
  cpSync(cache, kept, { recursive: true });
  const files = filledFiles(cache);
  expect(files).not.toEqual([]);
  await fc.assert(
    fc.asyncProperty(damage, fc.nat({ max: 1 }), async (one, text) => {
      change(texts[0]);
      await built(true);
      rmSync(cache, { recursive: true });
      cpSync(kept, cache, { recursive: true });
      const file = files[Math.floor(one.file * files.length)]!;
      writeFileSync(file, damaged(readFileSync(file), one));
      change(texts[text]!);
      expect(await built(true)).toEqual(clean[text]);
    }),
    { numRuns },
  );
});
