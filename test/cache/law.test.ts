import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { type Project, project } from '../build/project.ts';
import fc, { cases } from '../setup/properties.ts';

const documents = ['a.md', 'b.md', 'c.md', 'd/index.md'] as const;
const bodies = [
  '# One\n\n## Part\n\ntext\n',
  '# One\n\n## Other\n\ntext\n',
  '# Two\n\n[a](a.md#part) [b](b.md) ![](picture.png)\n',
  '# Three\n\n[part](b.md#part) [list](list.csv)\n',
  '# Four\n\n<!--@include: ./c.md-->\n\n[d](/d/)\n',
  '---\ntitle: Named\n---\n\n[c](c.md) https://example.com/x\n',
];

type Step =
  | { act: 'write'; path: string; body: string }
  | { act: 'remove'; path: string }
  | { act: 'damage'; path: string }
  | { act: 'build'; only: string[] };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    act: fc.constant('write' as const),
    path: fc.constantFrom(...documents),
    body: fc.constantFrom(...bodies),
  }),
  fc.record({
    act: fc.constant('write' as const),
    path: fc.constantFrom('picture.png', 'list.csv'),
    body: fc.constant('x'),
  }),
  fc.record({
    act: fc.constant('remove' as const),
    path: fc.constantFrom(...documents, 'picture.png', 'list.csv'),
  }),
  fc.record({ act: fc.constant('damage' as const), path: fc.constantFrom('a.mdc', 'b.mdc') }),
  fc.record({
    act: fc.constant('build' as const),
    only: fc.subarray([...documents], { maxLength: 2 }),
  }),
);

/** Each document is a batch of its own. */
const settings = (own: Project, cache: boolean) =>
  own.settings({ cache, dialect: 'vitepress', batchSize: 1 });

async function take(own: Project, taken: Step): Promise<void> {
  if (taken.act === 'write') own.write(`docs/${taken.path}`, taken.body);
  if (taken.act === 'remove') rmSync(join(own.src, taken.path), { force: true });
  if (taken.act === 'damage' && existsSync(join(own.out, taken.path))) {
    appendFileSync(join(own.out, taken.path), 'x');
  }
  if (taken.act === 'build') {
    const only = taken.only.filter((path) => existsSync(join(own.src, path)));
    await build(settings(own, true), { only });
  }
}

/** A build, and what it leaves. */
async function built(own: Project, cache: boolean) {
  const { messages, metrics } = await build(settings(own, cache));
  return { messages, tokens: metrics.tokens, output: own.output() };
}

test('whatever changed between builds, the next one gives what a build without a cache gives', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const own = project(Object.fromEntries(documents.map((path, at) => [path, bodies[at]!])));
      mkdirSync(join(own.root, 'node_modules'));
      // So many that the cache keeps what changes beside the results of all.
      for (let count = 0; count < 20; count += 1) {
        own.write(`docs/stays-${count}.md`, '# Stays\n\n[a](a.md) ![](picture.png)\n');
      }
      await built(own, true);
      for (const each of steps) await take(own, each);
      const incremental = await built(own, true);
      const again = await built(own, true);
      renameSync(own.out, `${own.out}-kept`);
      const clean = await built(own, false);
      expect(incremental).toEqual(clean);
      expect(again).toEqual(clean);
      rmSync(own.root, { recursive: true });
    }),
    { numRuns: cases(15) },
  );
});
