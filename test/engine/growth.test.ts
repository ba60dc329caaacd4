import { expect, test } from 'vitest';
import { type AnyRunner, type Graph, pipeline } from '../../src/engine/index.ts';
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

function graphOf(size: number, shape: string, runner: AnyRunner) {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('large', { merge: 'enhanced' });
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
    const run = () => graphOf(size, shape, runner).run(0);
    const runAll = async () => {
      for (let at = 0; at < large / size; at++) expect((await run()).status).toBe('ok');
    };
    times.push(await cpuSeconds(runAll));
  }
  return Math.min(...times);
}

test.each(Object.keys(shapes))(
  '%s whose stages agree builds and runs in no more than n log n',
  async (shape) => {
    const less = await cost(small, shape);
    expect((await cost(large, shape)) / less).toBeLessThan(mostTimes);
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
