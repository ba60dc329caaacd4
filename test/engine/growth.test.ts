import { describe, expect, test } from 'vitest';
import { type AnyRunner, type Graph, type MergeOption, pipeline } from '../../src/engine/index.ts';
import { cpuSeconds } from '../setup/cpu-seconds.ts';

const small = 500;
const large = 4_000;
/** For as many stages, n log n gives 1.3, n² gives 8; the machine may be busy, its caches small, its collector at work. */
const mostTimes = 5;

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

interface Merging {
  merge?: MergeOption | undefined;
  runner: AnyRunner;
}

function graphOf(size: number, shape: string, { merge = 'enhanced', runner }: Merging) {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('large', { merge });
  for (let index = 0; index < size; index++) {
    builder = builder.stage(`s${index}`, runner, { after: shapes[shape]!(index, size) });
  }
  return builder.build() as Graph<unknown, object, Record<string, object>>;
}

/** Seconds of CPU that building and running graphs of `large` stages in all take: the least of three times. */
async function cost(size: number, shape: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const runner: AnyRunner = (_input, { stage }) => ({ count: 1, [stage]: 1 });
    const run = () => graphOf(size, shape, { runner }).run(0);
    const runAll = async () => {
      for (let at = 0; at < large / size; at++) expect((await run()).status).toBe('ok');
    };
    times.push(await cpuSeconds(runAll));
  }
  return Math.min(...times);
}

test.each(Object.keys(shapes))('%s builds and runs in no more than n log n', async (shape) => {
  const less = await cost(small, shape);
  expect((await cost(large, shape)) / less).toBeLessThan(mostTimes);
});

/** How many keys of objects are looked at while a graph runs. */
async function looks(size: number, shape: string, { merge, runner }: Merging): Promise<number> {
  const graph = graphOf(size, shape, { merge, runner });
  const { keys } = Object;
  let count = 0;
  // A spy would keep all that it was given.
  Object.keys = (value: object) => {
    const found = keys(value);
    count += found.length;
    return found;
  };
  try {
    expect((await graph.run(0)).status).toBe('ok');
  } finally {
    Object.keys = keys;
  }
  return count;
}

const contributions: Record<string, AnyRunner> = {
  'a value that differs': (_input, { stage }) => ({ who: stage }),
  'one inside an object': (_input, { stage }) => ({ m: { who: stage } }),
  'values of which one differs': (_input, { stage }) => ({ who: stage === 's1' ? 'b' : 'a' }),
  'one beside sums, lists and objects': (_input, { stage }) => ({
    who: stage,
    count: 1,
    tags: ['a'],
    m: { [stage]: 1, same: 1 },
  }),
};

describe.each<MergeOption>([
  'overwrite',
  'keep-first',
  'enhanced',
  { fields: { '*': 'keep-first', 'm.who': 'overwrite', count: 'sum', tags: 'union' } },
])('under %j', (merge) => {
  describe.each(Object.entries(contributions))('with %s', (_what, runner) => {
    test.each(Object.keys(shapes))('each join of %s looks at what is new', async (shape) => {
      const less = await looks(300, shape, { merge, runner });
      // n log n gives 2.3, n² gives 4.
      expect((await looks(600, shape, { merge, runner })) / less).toBeLessThan(2.8);
    });
  });
});

// The ways through a ladder meet nowhere, so that each stage that reads merges all above it.
test.each(Object.keys(shapes).filter((shape) => shape !== 'a ladder'))(
  'each stage of %s reads what is new',
  async (shape) => {
    const runner: AnyRunner = (_input, { stage, fields }) => ({
      who: stage,
      count: Object.keys(fields).length > 0 ? 1 : 0,
    });
    const less = await looks(300, shape, { merge: 'enhanced', runner });
    expect((await looks(600, shape, { merge: 'enhanced', runner })) / less).toBeLessThan(2.8);
  },
);

function turnsOf(size: number) {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('turns');
  for (let index = 0; index < size; index++) {
    const kind = index % 2 === 0 ? 'transform' : 'enrich';
    builder = builder.stage(`s${index}`, () => {}, { kind, after: names(index - 1) });
  }
  return builder;
}

test('transforms and enrichers in turns are checked in no more than n log n', async () => {
  const buildAll = (size: number) => {
    for (let at = 0; at < large / size; at++) turnsOf(size).build();
  };
  const once = (size: number) => cpuSeconds(() => buildAll(size));
  const least = async (size: number) =>
    Math.min(await once(size), await once(size), await once(size));
  expect((await least(large)) / (await least(small))).toBeLessThan(mostTimes);
});
