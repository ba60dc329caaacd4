import { describe, expect, test } from 'vitest';
import { Disagreements } from '../../src/engine/disagreements.ts';
import { type AnyRunner, type Graph, type MergeOption, pipeline } from '../../src/engine/index.ts';
import { compileMerge } from '../../src/engine/merge/spec.ts';

test('of values of two kinds a join looks at all that were set at their path, and no further', () => {
  const disagreements = Disagreements.under([compileMerge('enhanced')], {})!;
  disagreements.take({ m: { l: [1], k: 1 } });
  disagreements.take({ m: { l: 'text', k: 1 } });
  expect(disagreements.at(['m', 'l', 'x'])).toEqual({ what: 'all', path: ['m', 'l'] });
  expect(disagreements.at(['m', 'k'])).toEqual({ what: 'nothing' });
});

type Fields = Record<string, unknown>;
type Stage = [name: string, after: string[], fields: Fields];

function graphOf(stages: Stage[], merge: MergeOption): Graph<unknown, object, object> {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('x', { merge });
  for (const [name, after, fields] of stages)
    builder = builder.stage(name, () => fields, { after });
  return builder.build();
}

/** Two stages that meet before a third, which looks at nothing, and a fourth beside them. */
const graph = (values: [Fields, Fields, Fields], before: Fields = {}) =>
  pipeline('x', { merge: 'enhanced' })
    .stage('zero', () => before)
    .stage('a', () => values[0], { after: ['zero'] })
    .stage('b', () => values[1], { after: ['zero'] })
    .stage('join', () => {}, { after: ['a', 'b'] })
    .stage('e', () => values[2], { after: ['zero'] })
    .build();

const reading: AnyRunner = (_input, { fields }) => ({ seen: fields.m });

/** Forty stages, each after the one before. */
function chain(merge?: MergeOption) {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('x', merge === undefined ? {} : { merge });
  for (let at = 0; at < 40; at++) {
    const after = at === 0 ? [] : [`s${at - 1}`];
    builder = builder.stage(`s${at}`, () => ({ n: at, m: { n: at } }), { after });
  }
  return builder;
}

describe.each([
  ['somebody listens', { onEvent: () => {} }],
  ['nobody listens', {}],
])('where %s', (_, options) => {
  test.each<[what: string, context: Fields, before: Fields]>([
    ['no value', {}, {}],
    ['a text in the initial context', { n: 'text' }, {}],
    ['a text of a stage before', {}, { n: 'text' }],
    ['a number in the initial context', { n: 1 }, {}],
  ])('lists behind %s unite, each once', async (_what, context, before) => {
    const run = await graph([{ n: [1] }, { n: [2] }, { n: [9] }], before).run(0, {
      context,
      ...options,
    });
    expect(run.context).toEqual({ n: [1, 2, 9] });
    expect(run.provenance.n).toEqual(['a', 'b', 'e']);
  });

  test('counters behind a text add up, each once', async () => {
    const values: [Fields, Fields, Fields] = [{ count: 1 }, { count: 2 }, { count: 4 }];
    const run = await graph(values).run(0, { context: { count: 'none' }, ...options });
    expect(run.context).toEqual({ count: 7 });
  });

  test('a sum that is no number any more fails the stage behind it', async () => {
    const run = await graph([{ count: 1e308 }, { count: 1e308 }, {}]).run(0, options);
    expect(run.stages.join.status).toBe('failed');
  });

  test.each([
    ['b', 'a'],
    ['a', 'b'],
  ])('inside an object far below others the last declared counts: %s, %s', async (...both) => {
    const [one, other] = both;
    const run = await chain('overwrite')
      .stage(one, () => ({ m: { n: one } }), { after: ['s39'] })
      .stage(other, () => ({ m: { n: other } }), { after: ['s39'] })
      .stage('join', () => {}, { after: ['a', 'b'] })
      .stage('end', reading, { after: ['join'] })
      .build()
      .run(0, options);
    expect(run.context).toEqual({ n: 39, m: { n: other }, seen: { n: other } });
  });

  test.each<[where: string, fields: (stage: string) => Fields]>([
    ['', (stage) => ({ n: stage })],
    [' inside an object', (stage) => ({ m: { n: stage } })],
  ])('a conflict far below others%s is raised where it meets', async (_where, fields) => {
    const run = await chain()
      .stage('a', () => fields('a'), { after: ['s39'] })
      .stage('b', () => fields('b'), { after: ['s39'] })
      .stage('join', () => {}, { after: ['a', 'b'] })
      .build()
      .run(0, options);
    expect(run.stages.join.status).toBe('failed');
  });

  test('a field that turns out to be at odds later is settled as it met', async () => {
    const chain = pipeline('x', { merge: 'enhanced' })
      .stage('a', () => ({ count: 1 }))
      .stage('b', () => ({ count: 2 }))
      .stage('join', () => {}, { after: ['a', 'b'] })
      .stage('e', () => ({ count: 'many' }), { after: ['join'] })
      .stage('f', () => ({ other: 1 }), { after: ['join'] })
      .build();
    const run = await chain.run(0, options);
    expect(run.context).toEqual({ count: 'many', other: 1 });
  });

  const stages: Record<string, Stage[]> = {
    // What is first above a join stays behind who was declared before it.
    first: [
      ['z', [], { n: 'z' }],
      ['a', [], { n: 'a' }],
      ['b', ['a'], {}],
      ['c', ['a'], { n: 'c' }],
      ['join', ['b', 'c'], {}],
    ],
    // Who was declared first knew of another.
    knew: [
      ['late', ['early'], { n: 'late' }],
      ['early', [], { n: 'early' }],
      ['beside', ['early'], { n: 'beside' }],
      ['join', ['early', 'beside'], {}],
    ],
    since: [
      ['a', [], { count: 1, list: [1] }],
      ['b', ['a'], { count: 'none', list: 'none' }],
      ['c', ['b'], { count: 2, list: [2] }],
      ['d', ['c'], { count: 3, list: [3] }],
    ],
    inside: [
      ['a', [], { m: { n: 1, list: [1] } }],
      ['b', [], { m: { n: 2, list: [2] } }],
      ['join', ['a', 'b'], {}],
      ['c', ['join'], { m: 'none' }],
      ['d', ['a'], { m: { list: [3] } }],
    ],
  };
  test.each<[name: string, merge: MergeOption, context: Fields]>([
    ['first', 'keep-first', { n: 'z' }],
    ['first', { fields: { n: 'keep-first' } }, { n: 'z' }],
    ['knew', 'keep-first', { n: 'early' }],
    ['since', 'enhanced', { count: 5, list: [2, 3] }],
    ['inside', 'overwrite', { m: { list: [3] } }],
    ['inside', 'keep-first', { m: { n: 1, list: [1] } }],
  ])('%s under %j', async (name, merge, context) => {
    expect((await graphOf(stages[name]!, merge).run(0, options)).context).toEqual(context);
  });

  test('the error is that of the first field by name, whichever was met first', async () => {
    const merge = { fields: { x: 'union', y: 'max' } } as const;
    const run = await graphOf([['a', [], { y: 'text', x: 1 }]], merge).run(0, options);
    expect(run.error?.message).toMatch(/'union' for 'x'/);
  });
});
