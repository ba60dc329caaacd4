import { describe, expect, test } from 'vitest';
import { Frontiers } from '../../src/engine/frontiers.ts';
import { type AnyRunner, type MergeOption, pipeline } from '../../src/engine/index.ts';
import type { Entry } from '../../src/engine/merge/join.ts';
import { makePlan } from '../../src/engine/plan.ts';
import { cpuSeconds } from '../setup/cpu-seconds.ts';

const small = 1_000;
const large = 8_000;
/** n log n gives 10.4, n² gives 64; the machine may be busy, its caches small, its collector at work. */
const mostTimes = 40;

const names = (...indices: number[]) => indices.filter((at) => at >= 0).map((at) => `s${at}`);
const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

/** What a stage comes after, by its number among `size` stages. */
const shapes: Record<string, (index: number, size: number) => string[]> = {
  'a chain': (index) => names(index - 1),
  'a chain in which each names two': (index) => names(index - 1, index - 2),
  'a fan that closes': (index, size) =>
    index < size - 1 ? names(Math.min(0, index - 1)) : names(...range(1, size - 2)),
  diamonds: (index) => names(...[[1, 2], [1], [2]][index % 3]!.map((back) => index - back)),
  'a ladder': (index) => names(index - 2, index % 2 === 0 ? -1 : index - 1),
  'each after three of the last twenty': (index) =>
    names(...[7, 11, 3].map((by) => index - 1 - ((index * by) % 20))),
  'each after two of all before': (index) =>
    names(...[7919, 104_729].map((by) => (index === 0 ? -1 : (index * by) % index))),
  layers: (index) => names(...range((Math.floor(index / 10) - 1) * 10, 10)),
};

const runners: Record<string, AnyRunner> = {
  'the same field': () => ({ count: 1 }),
  'fields of their own': (_input, { stage }) => ({ [stage]: 1 }),
};

/** Seconds of CPU that building a graph and running it take: the least of three times. */
async function cost(size: number, shape: string, runner: AnyRunner, merge: MergeOption) {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const seconds = await cpuSeconds(async () => {
      // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
      let builder: any = pipeline('large', { merge });
      for (let index = 0; index < size; index++) {
        builder = builder.stage(`s${index}`, runner, { after: shapes[shape]!(index, size) });
      }
      const { status } = await builder.build().run(0);
      expect(status).toBe('ok');
    });
    times.push(seconds);
  }
  return Math.min(...times);
}

describe.each<MergeOption>(['context-update', 'enhanced'])('under %s', (merge) => {
  describe.each(Object.entries(runners))('with %s', (_what, runner) => {
    test.each(Object.keys(shapes))('%s takes no more than n log n', async (shape) => {
      const less = await cost(small, shape, runner, merge);
      expect((await cost(large, shape, runner, merge)) / less).toBeLessThan(mostTimes);
    });
  });
});

test.each([
  ['a ladder', 4],
  ['each after three of the last twenty', 60],
])('where values are at odds, each join of %s looks at no more than %i others', (shape, most) => {
  const declarations = range(0, small).map((index) => ({
    name: `s${index}`,
    runner: () => {},
    options: { after: shapes[shape]!(index, small) },
  }));
  const { stages, merges } = makePlan('large', declarations, { merge: 'overwrite' });
  const entries = stages.map(({ node, name, writer }) => [node, [{ writer, fields: { name } }]]);
  const byNode = new Map(entries as [number, Entry[]][]);
  let asked = 0;
  const frontiers = Frontiers.under(merges, (node) => {
    asked += 1;
    return byNode.get(node);
  })!;
  for (const { joinPoint } of stages) {
    const before = asked;
    expect(frontiers.meeting(joinPoint)!.length).toBeLessThanOrEqual(most);
    expect(asked - before).toBeLessThanOrEqual(most);
  }
});

test('transforms and enrichers in turns are checked in no more than n log n', async () => {
  const once = (size: number) => {
    const before = process.cpuUsage();
    // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
    let builder: any = pipeline('turns');
    for (let index = 0; index < size; index++) {
      const kind = index % 2 === 0 ? 'transform' : 'enrich';
      builder = builder.stage(`s${index}`, () => {}, { kind, after: names(index - 1) });
    }
    builder.build();
    return process.cpuUsage(before).user;
  };
  const [less, more] = [small, large].map((size) => Math.min(once(size), once(size), once(size)));
  expect(more! / less!).toBeLessThan(mostTimes);
});
