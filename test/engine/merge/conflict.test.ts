import { expect, test } from 'vitest';
import {
  type MergeConflictError,
  mergeContributions,
  pipeline,
} from '../../../src/engine/index.ts';

const sides = [
  { stage: 'intro', fields: { meta: { title: 'A', tags: [1] }, same: 1 } },
  { stage: 'outline', fields: { meta: { title: 'B', tags: [2] }, same: 1 } },
];

function errorOf(contributions: Parameters<typeof mergeContributions>[1]): MergeConflictError {
  try {
    mergeContributions({}, contributions);
  } catch (thrown) {
    return thrown as MergeConflictError;
  }
  throw new Error('Nothing is at odds.');
}

test('an error lists every conflict, with stages, join, values and remedy', () => {
  let error: MergeConflictError | undefined;
  try {
    mergeContributions({}, sides, {}, { join: "the join before 'index'" });
  } catch (thrown) {
    error = thrown as MergeConflictError;
  }
  expect(error).toMatchObject({ name: 'MergeConflictError', code: 'MERGE_CONFLICT' });
  expect(error?.message).toBe(
    [
      "Merge conflict for key 'meta.title': stage 'intro' set \"A\", stage 'outline' set \"B\", at the join before 'index'.",
      "Merge conflict for key 'meta.tags': stage 'intro' set [1], stage 'outline' set [2], at the join before 'index'.",
      `To resolve it, ${error?.remedy}.`,
    ].join('\n'),
  );
  expect(error?.remedy).toContain(
    "fields: { 'meta.title': 'overwrite', 'meta.tags': 'overwrite' }",
  );
  expect(error?.conflicts[0]).toEqual({
    path: ['meta', 'title'],
    key: 'meta.title',
    join: "the join before 'index'",
    values: [
      { stages: ['intro'], value: 'A', preview: '"A"' },
      { stages: ['outline'], value: 'B', preview: '"B"' },
    ],
  });
});

test('a value of sixty characters is shown whole', () => {
  const merge = () =>
    mergeContributions({}, [
      { stage: 'a', fields: { text: 'x'.repeat(58) } },
      { stage: 'b', fields: { text: 'short' } },
    ]);
  expect(merge).toThrow(/set "x{58}", stage 'b'/);
});

test('long values are shortened', () => {
  const long = 'x'.repeat(200);
  const merge = () =>
    mergeContributions({}, [
      { stage: 'a', fields: { text: long } },
      { stage: 'b', fields: { text: 'short' } },
    ]);
  expect(merge).toThrow(/set "x{56}\.\.\., stage 'b'/);
});

test('a conflict with the initial context says so', () => {
  const merge = () =>
    mergeContributions({ n: 1 }, [{ stage: 'a', fields: { n: 2 } }], 'error-on-conflict');
  expect(merge).toThrow("Merge conflict for key 'n': the initial context set 1, stage 'a' set 2");
});

const two = pipeline('x')
  .stage('a', () => ({ title: 'A', count: 1 }))
  .stage('b', () => ({ title: 'B', count: 2 }));

test('a conflict at the end of a run fails the run, and keeps the initial context', async () => {
  const run = await two.build().run(0, { context: { old: true } });
  expect(run).toMatchObject({ status: 'failed', context: { old: true }, provenance: { old: [] } });
  expect(run.error).toMatchObject({ code: 'MERGE_CONFLICT' });
  expect(run.error?.message).toContain('at the end of the run');
  expect(run.stages.a.status).toBe('ok');
});

test('a conflict before a stage fails that stage', async () => {
  const run = await two
    .stage('c', () => ({ c: 1 }), { after: ['a', 'b'] })
    .build()
    .run(0);
  expect(run.stages.c).toMatchObject({ status: 'failed', attempts: 0 });
  expect(run.error?.message).toContain("at the join before stage 'c'");
});

test('the spec of a stage counts for its join, that of the pipeline for the others', async () => {
  const run = await two
    .stage('c', (_input, { fields }) => ({ saw: fields.title }), {
      after: ['a', 'b'],
      merge: 'keep-first',
    })
    .build()
    .run(0);
  expect(run.context).toEqual({ title: 'A', count: 1, saw: 'A' });
});

test('a merge function that throws fails the stage behind its join', async () => {
  const merge = () => {
    throw new Error('boom');
  };
  const run = await two
    .stage('c', () => undefined, { after: ['a', 'b'], merge })
    .build()
    .run(0);
  expect(run.stages.c).toMatchObject({ status: 'failed', attempts: 0 });
  expect(run.error).toMatchObject({ code: 'MERGE_FUNCTION', cause: { message: 'boom' } });
  expect(run.error?.message).toContain("at the join before stage 'c' failed: boom");
});

test.each([
  ['f', [1], 2, false],
  ['f', { a: 1 }, 2, true],
  ['f', [1], [2], true],
  ['f', 1, 'x', true],
  ['count', 1, 'x', false],
])('the strategies that it names resolve it: %s of %j and %j', (key, one, two, mentioned) => {
  const both = [
    { stage: 'one', fields: { [key]: one } },
    { stage: 'two', fields: { [key]: two } },
  ];
  const remedy = (() => {
    try {
      mergeContributions({}, both);
    } catch (error) {
      return (error as MergeConflictError).remedy!;
    }
    return '';
  })();
  expect(remedy.includes("'enhanced'")).toBe(mentioned);
  for (const strategy of ['overwrite', 'keep-first', 'enhanced'] as const) {
    if (!remedy.includes(`'${strategy}'`)) continue;
    expect(() => mergeContributions({}, both, { strategy })).not.toThrow();
  }
});

test.each([
  [10, undefined],
  [11, 'They disagree about 1 more keys.'],
])('of %i conflicts ten are shown', (count, last) => {
  const of = (value: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, value]));
  const sides = [1, 2].map((n) => ({ stage: `s${n}`, fields: of(n) }));
  expect(errorOf(sides).summary.split('\n')[10]).toBe(last);
});

test.each([
  [10, "stage 's9' set 9, at the merge."],
  [11, "stage 's9' set 9, and 1 more, at the merge."],
])('of %i stages that disagree ten are shown', (count, end) => {
  const sides = Array.from({ length: count }, (_, n) => ({ stage: `s${n}`, fields: { n } }));
  expect(() => mergeContributions({}, sides)).toThrow(end);
});

test.each([
  [1, 'a', false],
  [[1], 'a', false],
  [[1], 1, false],
  ['a', 'b', true],
  [{ a: 1 }, 'b', true],
])(
  'for a counter, %j beside %j: that `enhanced` would do is said where it does: %s',
  (one, two, does) => {
    const sides = [one, two].map((count, at) => ({ stage: `s${at}`, fields: { count } }));
    expect(errorOf(sides).message.includes("'enhanced'")).toBe(does);
  },
);
