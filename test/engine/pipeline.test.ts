import { describe, expect, test } from 'vitest';
import { type AnyRunner, pipeline, type StageOptions } from '../../src/engine/index.ts';

const idle = () => undefined;

interface Declared {
  name?: unknown;
  runner?: unknown;
  options?: StageOptions;
}

function build(...stages: Declared[]) {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('trip');
  for (const { name, runner = idle, options } of stages)
    builder = builder.stage(name, runner, options);
  return builder.build();
}

const named = (name: unknown, options?: StageOptions): Declared =>
  options === undefined ? { name } : { name, options };
const transform = (name: string, after: string[] = []): Declared =>
  named(name, { kind: 'transform', after });

describe('build() refuses', () => {
  const cases: [string, Declared[], string, string][] = [
    ['an empty pipeline', [], 'ENGINE_EMPTY_PIPELINE', "'trip' has no stages"],
    ['an empty name', [named('')], 'ENGINE_STAGE_NAME', "'' is not a name"],
    ['a blank name', [named('  ')], 'ENGINE_STAGE_NAME', 'not a name for a stage'],
    ['a name that is not text', [named(7)], 'ENGINE_STAGE_NAME', 'the number 7'],
    ['a name that is missing', [named(undefined)], 'ENGINE_STAGE_NAME', 'undefined'],
    ['an unsafe name', [named('__proto__')], 'ENGINE_STAGE_NAME', '__proto__'],
    [
      'a duplicate name',
      [named('a'), named('a')],
      'ENGINE_DUPLICATE_STAGE',
      "two stages named 'a'",
    ],
    [
      'an unknown dependency',
      [named('a', { after: ['b'] })],
      'ENGINE_UNKNOWN_DEPENDENCY',
      "unknown stage 'b'",
    ],
    ['a cycle of one', [named('a', { after: ['a'] })], 'ENGINE_CYCLE', 'a -> a'],
    [
      'a cycle of two',
      [named('a', { after: ['b'] }), named('b', { after: ['a'] })],
      'ENGINE_CYCLE',
      'a -> b -> a',
    ],
    [
      'a cycle of three, apart from a stage that leads to it',
      [
        named('x', { after: ['a'] }),
        named('a', { after: ['c'] }),
        named('b', { after: ['a'] }),
        named('c', { after: ['b'] }),
      ],
      'ENGINE_CYCLE',
      'a -> b -> c -> a',
    ],
    [
      'two unordered transforms',
      [transform('a'), transform('b')],
      'ENGINE_UNORDERED_TRANSFORMS',
      "'a' and 'b'",
    ],
    [
      'two transforms of which only a third is the descendant',
      [transform('a'), transform('b'), transform('c', ['a', 'b'])],
      'ENGINE_UNORDERED_TRANSFORMS',
      "'a' and 'b'",
    ],
    [
      'an enricher beside a transform',
      [transform('a'), named('b')],
      'ENGINE_UNORDERED_ENRICHER',
      "'a' and 'b'",
    ],
    [
      'an unknown kind',
      [named('a', { kind: 'x' as 'enrich' })],
      'ENGINE_BAD_OPTION',
      "kind is 'x'",
    ],
    ['retries below zero', [named('a', { retries: -1 })], 'ENGINE_BAD_OPTION', 'retries is -1'],
    [
      'a misspelt key of retries',
      [named('a', { retries: { count: 3 } as never })],
      'ENGINE_BAD_OPTION',
      "unknown key 'count'; the keys are times",
    ],
    [
      'a concurrency of zero',
      [named('a', { concurrency: 0 })],
      'ENGINE_BAD_OPTION',
      'concurrency is 0',
    ],
    ['a timeout of zero', [named('a', { timeoutMs: 0 })], 'ENGINE_BAD_OPTION', 'timeoutMs is 0'],
    [
      'an unknown onError',
      [named('a', { onError: 'x' as 'skip' })],
      'ENGINE_BAD_OPTION',
      'onError',
    ],
    [
      'an after that is not a list',
      [named('a', { after: 'b' as never })],
      'ENGINE_BAD_OPTION',
      'a string',
    ],
    [
      'an unknown strategy',
      [named('a', { merge: 'x' as 'enhanced' })],
      'MERGE_UNKNOWN_STRATEGY',
      "strategy 'x'",
    ],
    [
      'an unknown rule',
      [named('a', { merge: { fields: { n: 'add' as 'sum' } } })],
      'MERGE_UNKNOWN_RULE',
      "unknown rule 'add' for 'n'",
    ],
    [
      'a mapping of an unknown stage',
      [named('a', { merge: { fieldMapping: { b: ['n'] } } })],
      'MERGE_UNKNOWN_STAGE',
      "unknown stage 'b'",
    ],
    [
      'a mapping with two owners of one field',
      [
        named('a', { merge: { fieldMapping: { a: ['n'], b: [{ from: 'm', to: 'n' }] } } }),
        named('b'),
      ],
      'MERGE_TWO_OWNERS',
      "'n' to two owners, 'a' and 'b'",
    ],
  ];
  test.each(cases)('%s', (_what, stages, code, message) => {
    expect(() => build(...stages)).toThrow(message);
    expect(() => build(...stages)).toThrow(
      expect.objectContaining({ code, remedy: expect.stringMatching(/\S/) }),
    );
  });

  test.each([
    ['nothing', null],
    ['a number', 5],
    ['a text', 'run'],
    ['an object without run', {}],
    ['a class without run', class Empty {}],
  ])('a runner that is %s', (_what, runner) => {
    expect(() => build({ name: 'a', runner })).toThrow(
      expect.objectContaining({ code: 'ENGINE_BAD_RUNNER' }),
    );
  });
});

test('the pipeline itself needs a name, and options that are an object', () => {
  const options = { code: 'ENGINE_BAD_OPTION' };
  expect(() => pipeline('')).toThrow(expect.objectContaining(options));
  expect(() => pipeline('x', 'overwrite' as never)).toThrow(expect.objectContaining(options));
});

test('a pipeline-wide merge spec is checked by build()', () => {
  const builder = pipeline('x', { merge: { fieldMapping: { ghost: [] } } }).stage('a', idle);
  expect(() => builder.build()).toThrow(expect.objectContaining({ code: 'MERGE_UNKNOWN_STAGE' }));
});

test('builders are immutable: one prefix serves two pipelines', () => {
  const start = pipeline('x').stage('a', idle);
  const left = start.stage('b', idle).build();
  const right = start.stage('c', idle, { after: ['a'] }).build();
  expect(left.levels()).toEqual([['a', 'b']]);
  expect(right.levels()).toEqual([['a'], ['c']]);
});

describe('runners', () => {
  class Counting {
    made = 0;
    run() {
      this.made++;
      return { made: this.made };
    }
  }
  class WithField {
    readonly run = () => ({ field: true });
  }
  const withRun = {
    n: 3,
    run() {
      return { n: this.n };
    },
  };
  const shapes: [string, AnyRunner, object][] = [
    ['a function', () => ({ n: 1 }), { n: 1 }],
    ['an async function', async () => ({ n: 2 }), { n: 2 }],
    ['an object with run', withRun, { n: 3 }],
    ['a class with run', Counting, { made: 1 }],
    ['a class whose run is a field', WithField, { field: true }],
    ['a function that takes the input alone', (input: number) => ({ n: input }), { n: 9 }],
  ];
  test.each(shapes)('may be %s', async (_what, runner, data) => {
    const run = await pipeline('x').stage('a', runner).build().run(9);
    expect(run.stages.a.data).toEqual(data);
  });

  test('a class is instantiated once a graph', async () => {
    const graph = pipeline('x').stage('a', Counting).build();
    await graph.run(0);
    expect((await graph.run(0)).stages.a.data).toEqual({ made: 2 });
  });
});

describe('a graph shows itself', () => {
  const graph = pipeline('trip')
    .stage('clean "up"', idle, { kind: 'transform' })
    .stage('a', idle, { after: ['clean "up"'] })
    .stage('b', idle, { after: ['clean "up"'] })
    .stage('end', idle, { after: ['a', 'b'] })
    .build();

  test('as levels', () => {
    expect(graph.levels()).toEqual([['clean "up"'], ['a', 'b'], ['end']]);
  });

  test('as a Mermaid flowchart', () => {
    expect(graph.toMermaid()).toBe(
      [
        'flowchart TD',
        '  s0["clean #quot;up#quot;"]',
        '  s1(["a"])',
        '  s2(["b"])',
        '  s3(["end"])',
        '  s0 --> s1',
        '  s0 --> s2',
        '  s1 --> s3',
        '  s2 --> s3',
        '',
      ].join('\n'),
    );
  });

  test('as text', () => {
    expect(graph.toText()).toBe(
      [
        'trip',
        '   1  clean "up" (transform)',
        '   2  a (enrich) <- clean "up"',
        '      b (enrich) <- clean "up"',
        '   3  end (enrich) <- a, b',
        '',
      ].join('\n'),
    );
  });

  test('as a list of stages', () => {
    expect(graph.stages.at(-1)).toEqual({ name: 'end', kind: 'enrich', after: ['a', 'b'] });
  });
});
