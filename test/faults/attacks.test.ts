import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Random } from '../../scripts/fuzz/random.ts';
import { build } from '../../src/build.ts';
import type { Config } from '../../src/config/settings.ts';
import { pages, project } from '../build/project.ts';
import { damaged, filledFiles } from '../cache/damage.ts';
import { contents } from '../setup/folder.ts';
import { evilLists } from './evil-texts.ts';
import { writeHostileSources } from './hostile-sources.ts';
import { secret } from './private-files.ts';
import { sharedQueue, ways } from './ways.ts';

/** The size of the attack in the nightly run, small ones at each change. */
const scale = process.env.CONTEXTOR_FAULTS === 'all' ? 1 : 0.02;

/**
 * At full size the reference parser needs a good part of a minute, and more on a machine that does
 * other things; `test/document/work.test.ts` bounds the work in CPU time.
 */
const documentTimeoutMs = 300_000;

const queue = sharedQueue();

/** A build of every hostile document, one source for each dialect, with all that is written about them. */
async function builtInWay(config: Config) {
  const own = project();
  const sources = writeHostileSources(own, scale);
  const src = sources.map(({ documents: _, ...one }) => ({ ...one, src: `docs/${one.src}` }));
  const options = config.executor === 'bullmq' ? queue : {};
  const settings = own.settings({ ...evilLists, ...config, src, documentTimeoutMs });
  const { messages, metrics } = await build(settings, options);
  rmSync(own.src, { recursive: true });
  const files = new Map(Object.entries(contents(own.root)));
  const documents = sources.flatMap((source) => source.documents);
  return { documents, messages, counts: metrics.documents, files };
}

let first: Awaited<ReturnType<typeof builtInWay>> | undefined;

it.each(ways)(
  'hostile documents cost no other page in %s with the parser %s, and give the same files and messages',
  async (_executor, _parser, config) => {
    const built = await builtInWay(config);
    const { documents, messages, counts, files } = built;
    const failed = documents.filter(({ isFailed }) => isFailed).map(({ path }) => path);
    expect(counts).toMatchObject({
      written: documents.length - failed.length,
      failed: failed.length,
    });
    const errors = messages.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ path }) => path)).toEqual(failed);
    for (const { path, told, untold, says } of documents) {
      const own = messages.filter((message) => message.path === path);
      const reasons = own.map(({ reason }) => reason).join('\n');
      if (told !== undefined) expect(reasons, path).toMatch(told);
      if (untold !== undefined) expect(reasons, path).not.toMatch(untold);
      if (says !== undefined) {
        expect(files.get(`out/${path.replace(/mdx?$/, 'mdc')}`), path).toContain(says);
      }
    }
    for (const [path, text] of files) expect(text.includes(secret), path).toBe(false);

    first ??= built;
    expect([...files.keys()]).toEqual([...first.files.keys()]);
    const differing = [...files].filter(([path, text]) => text !== first!.files.get(path));
    expect(differing.map(([path]) => path)).toEqual([]);
    expect(messages).toEqual(first.messages);
  },
  900_000,
);

/** What is built three times: a page changes, another one fails and is then gone. */
const states: readonly Readonly<Record<string, string | undefined>>[] = [
  { 'changing.md': '# One\n', 'failing.md': '# Well\n' },
  { 'changing.md': '# Two\n\n[lost](lost.md)\n', 'failing.md': '# Not well\n\n<Unknown />\n' },
  { 'changing.md': '# One\n', 'failing.md': undefined },
];

/** What each state gives, and what every page tells; before each but the first the cache is damaged. */
async function builtInStates(config: Config, random?: Random) {
  const own = project({ ...pages(6), 'lost.md': '# Lost\n\n[gone](gone.md) ![](none.png)\n' });
  const cache = join(own.root, 'node_modules/.cache/contextor');
  mkdirSync(join(own.root, 'node_modules'));
  const options = config.executor === 'bullmq' ? queue : {};
  const results = [];
  for (const state of states) {
    for (const [path, text] of Object.entries(state)) {
      if (text === undefined) rmSync(join(own.src, path));
      else own.write(`docs/${path}`, text);
    }
    if (random !== undefined && results.length > 0) damageSome(filledFiles(cache), random);
    const given = { ...config, cache: random !== undefined, search: true, llmsTxt: true };
    const settings = own.settings({ ...given, unknownComponents: 'error' });
    const { messages, metrics } = await build(settings, options);
    results.push({ messages, tokens: metrics.tokens, output: own.output() });
  }
  return results;
}

function damageSome(files: readonly string[], random: Random): void {
  expect(files).not.toEqual([]);
  const fraction = () => random.next();
  for (const file of new Set([random.pick(files), random.pick(files)])) {
    const act = random.pick(['flip', 'flip', 'cut', 'swap'] as const);
    const damage = { act, at: fraction(), to: fraction(), bit: random.below(8) };
    writeFileSync(file, damaged(readFileSync(file), damage));
  }
}

const rounds = scale === 1 ? 20 : 1;

let clean: Awaited<ReturnType<typeof builtInStates>> | undefined;

it.each(ways)(
  'a damaged cache gives in %s with the parser %s what a build without one gives, and no orphans',
  async (executor, parser, config) => {
    clean ??= await builtInStates({});
    expect(clean.map(({ output }) => 'failing.mdc' in output)).toEqual([true, true, false]);
    for (let round = 0; round < rounds; round++) {
      const seed = ways.findIndex((way) => way[0] === executor && way[1] === parser);
      const random = new Random(seed * rounds + round + 1);
      expect(await builtInStates(config, random)).toEqual(clean);
    }
  },
  900_000,
);
