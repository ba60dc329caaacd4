import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import type { Config } from '../../src/config/settings.ts';
import { project } from '../build/project.ts';
import { contents } from '../setup/folder.ts';
import { evilLists } from './evil-texts.ts';
import { writeHostileSources } from './hostile-sources.ts';
import { secret } from './private-files.ts';
import { sharedQueue, ways } from './ways.ts';

/** The size of the attack in the nightly run, small ones at each change. */
const scale = process.env.CONTEXTOR_FAULTS === 'all' ? 1 : 0.03;

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
