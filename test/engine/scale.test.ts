import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  type AnyRunner,
  type Graph,
  getContext,
  type MergeOption,
  pipeline,
} from '../../src/engine/index.ts';

type AnyGraph = Graph<unknown, object, Record<string, object>>;
const size = 1_000;
const names = Array.from({ length: size }, (_, index) => `s${index}`);

function chain(runner: AnyRunner, merge?: MergeOption): AnyGraph {
  return linked(runner, (index) => (index === 0 ? [] : [names[index - 1]!]), merge);
}

function fan(runner: AnyRunner, merge?: MergeOption): AnyGraph {
  return linked(
    runner,
    (index) => (index === 0 ? [] : index === size - 1 ? names.slice(1, -1) : ['s0']),
    merge,
  );
}

function linked(
  runner: AnyRunner,
  after: (index: number) => string[],
  merge?: MergeOption,
): AnyGraph {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('big', merge === undefined ? {} : { merge });
  for (const [index, name] of names.entries())
    builder = builder.stage(name, runner, { after: after(index) });
  return builder.build();
}

const runners: [string, AnyRunner][] = [
  ['synchronous', (_input, context) => ({ [context.stage]: 1, count: 1 })],
  ['asynchronous', async (_input, context) => ({ [context.stage]: 1, count: 1 })],
  ['reading', (_input, { stage, fields }) => ({ [stage]: 1, count: Number(fields !== undefined) })],
];

test.each(runners)('a chain of 1,000 %s stages', async (_what, runner) => {
  const run = await chain(runner).run(0);
  expect(run.status).toBe('ok');
  expect(Object.keys(run.context)).toHaveLength(size + 1);
});

test.each(runners)('a fan-out of 1,000 %s stages', async (_what, runner) => {
  const run = await fan(runner, { fields: { count: 'sum' } }).run(0);
  expect(run.context).toMatchObject({ count: size, s0: 1, s999: 1 });
});

test('a chain of 1,000 stages that adds up at every join', async () => {
  const run = await chain(() => ({ count: 1 }), 'enhanced').run(0);
  expect(run.context).toEqual({ count: size });
});

test('a chain of 10,000 stages, of which the last is the first to look', async () => {
  const long = Array.from({ length: 10_000 }, (_, index) => `s${index}`);
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('long');
  for (const [index, name] of long.entries()) {
    const runner: AnyRunner = (_input, context) =>
      index === 0 ? { first: 1 } : name === long.at(-1) ? { saw: context.fields.first } : undefined;
    builder = builder.stage(name, runner, { after: long.slice(Math.max(0, index - 1), index) });
  }
  const run = await builder.build().run(0);
  expect(run.context).toEqual({ first: 1, saw: 1 });
});

const before = (index: number, ...steps: number[]) =>
  steps.map((step) => `s${index - step}`).filter((name) => !name.includes('-'));
const width = 50;
const shapes: Record<string, (index: number) => string[]> = {
  'a chain': (index) => before(index, 1),
  'a chain in which each stage names two': (index) => before(index, 1, 2),
  diamonds: (index) => before(index, ...[[1, 2], [1], [2]][index % 3]!),
  layers: (index) => {
    const first = (Math.floor(index / width) - 1) * width;
    return first < 0 ? [] : Array.from({ length: width }, (_, at) => `s${first + at}`);
  },
};

describe.each<MergeOption>(['context-update', 'enhanced'])('5,000 stages under %s', (merge) => {
  test.each(Object.entries(shapes))('as %s', async (_what, after) => {
    // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
    let builder: any = pipeline('large', { merge });
    for (let index = 0; index < 5_000; index++) {
      builder = builder.stage(`s${index}`, () => ({ count: 1 }), { after: after(index) });
    }
    const run = await builder.build().run(0);
    expect(run.context).toEqual({ count: merge === 'enhanced' ? 5_000 : 1 });
  });
});

test('a chain of 1,000 shows itself', () => {
  const graph = chain(() => undefined);
  expect(graph.levels()).toHaveLength(size);
  expect(graph.toMermaid().split('\n')).toHaveLength(2 * size + 1);
});

test('10,000 runs of one graph at once do not disturb each other', async () => {
  const graph = pipeline('x', { merge: 'enhanced' })
    .stage('a', async (input: number) => {
      await sleep(input % 7);
      return { a: [input], user: getContext().fields.user };
    })
    .stage('b', async (input) => ({ a: [-input], count: input }))
    .stage('c', (_input, { fields }) => ({ seen: fields.a }), { after: ['a', 'b'] })
    .build();
  const runs = Array.from({ length: 10_000 }, (_, input) =>
    graph.run(input, { context: { user: `u${input}`, count: 1 } }),
  );
  for (const [input, run] of (await Promise.all(runs)).entries()) {
    const both = input === 0 ? [0] : [input, -input];
    expect(run.context).toEqual({ user: `u${input}`, count: input + 1, a: both, seen: both });
  }
});

test('merging six overlapping contributions under enhanced takes less than a tenth of stages of 1 ms', async () => {
  const busy = (at: number) => () => {
    for (const end = performance.now() + 1; performance.now() < end; );
    return { count: 1, tags: [`t${at}`, 'all'], deep: { [`k${at}`]: at, shared: 1, list: [at] } };
  };
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('six', { merge: 'enhanced' });
  for (let at = 0; at < 6; at++) builder = builder.stage(`s${at}`, busy(at));
  const graph = builder.build();
  const shares: number[] = [];
  for (let run = 0; run < 20; run++) {
    let merging = 0;
    const onEvent = ({ durationMs }: { durationMs: number }) => {
      merging += durationMs;
    };
    const { durationMs, context } = await graph.run(0, { onEvent, events: ['merge'] });
    expect(context).toMatchObject({ count: 6, tags: ['t0', 'all', 't1', 't2', 't3', 't4', 't5'] });
    shares.push(merging / durationMs);
  }
  // The least: other processes take the time of most runs on a busy machine.
  expect(Math.min(...shares)).toBeLessThan(0.1);
});
