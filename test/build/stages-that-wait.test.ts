import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { defineTransform } from '../../transforms/define.ts';
import '../setup/package.ts';
import { countingService } from '../setup/counting-service.ts';
import { pages, project } from './project.ts';

const asking = (url: string) =>
  `export default { name: 'ask', kind: 'enrich', concurrency: 8, output: { index: ['answer'] },
     run: async (document, { signal }) =>
       ({ answer: (await (await fetch('${url}', { signal })).json()).rating }) };`;

const pool = { parallel: true, inlineThreshold: 1, maxWorkers: 2 };
const ways: [executor: 'inline' | 'threads' | 'processes', config: object][] = [
  ['inline', {}],
  ['threads', { parallel: true, inlineThreshold: 1 }],
  ['threads', { ...pool, batchSize: 3 }],
  ['threads', { ...pool, batchSize: 1 }],
  ['processes', { ...pool, batchSize: 7 }],
];

it.each(ways)('13 documents, 8 at once, take two rounds (%s, %j)', async (executor, config) => {
  const { url, seen, close } = await countingService({ most: 8, left: 13 });
  const { settings, write, output } = project(pages(13));
  write('ask.mjs', asking(url));
  const { metrics } = await build(settings({ executor, transforms: ['./ask.mjs'], ...config }));
  expect(metrics.documents.written).toBe(13);
  close();
  expect(seen.rounds).toEqual([8, 5]);
  const lines = output()['index.jsonl']!.trim().split('\n');
  const paths = lines.map((line) => JSON.parse(line).path);
  expect(paths).toEqual([...paths].sort());
});

it.each(ways)(
  'over a long run at least 80 %% ask at once, and never more (%s, %j)',
  async (executor, config) => {
    const { url, seen, close } = await countingService({ most: 8, left: 96 });
    const { settings, write } = project(pages(96));
    write('ask.mjs', asking(url));
    await build(settings({ executor, transforms: ['./ask.mjs'], ...config }));
    close();
    expect(Math.max(...seen.rounds)).toBeLessThanOrEqual(8);
    expect(96 / seen.rounds.length).toBeGreaterThanOrEqual(0.8 * 8);
  },
);

it('while as many wait as may, the next are made ready', async () => {
  const { settings } = project(pages(4));
  let taken = 0;
  let go = () => {};
  const allAreTaken = new Promise<void>((resolve) => {
    go = resolve;
  });
  const take = defineTransform({
    name: 'take',
    kind: 'enrich',
    before: ['ask'],
    run() {
      taken += 1;
      if (taken === 4) go();
    },
  });
  const ask = defineTransform({
    name: 'ask',
    kind: 'enrich',
    concurrency: 2,
    run: () => allAreTaken,
  });
  const { metrics } = await build(settings({ transforms: [take, ask] }));
  expect(metrics.documents.written).toBe(4);
});
