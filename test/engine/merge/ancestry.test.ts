import { describe, expect, test } from 'vitest';
import { type Graph, type MergeOption, pipeline, skip } from '../../../src/engine/index.ts';

type Stage = [
  name: string,
  after: string[],
  fields?: Record<string, unknown> | null,
  merge?: MergeOption,
];

/** A graph of stages that contribute these fields (null: skip). */
function graphOf(
  stages: Stage[],
  merge?: MergeOption,
): Graph<unknown, object, Record<string, object>> {
  // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
  let builder: any = pipeline('x', merge === undefined ? {} : { merge });
  for (const [name, after, fields, own] of stages) {
    const runner = () => (fields === null ? skip() : fields);
    builder = builder.stage(name, runner, own === undefined ? { after } : { after, merge: own });
  }
  return builder.build();
}

async function contextOf(stages: Stage[], merge?: MergeOption, context: object = {}) {
  const run = await graphOf(stages, merge).run(0, { context });
  if (run.error !== undefined) return run.error.message.split('\n')[0];
  return run.context;
}

const diamond: Stage[] = [
  ['top', [], { count: 1, list: ['t'] }],
  ['left', ['top'], { count: 2, list: ['l'] }],
  ['right', ['top'], { count: 3, list: ['r'] }],
  ['end', ['left', 'right'], { count: 4 }],
];

describe('every contribution counts once', () => {
  test.each([
    ['under enhanced', 'enhanced'],
    ['under rules', { fields: { count: 'sum', list: 'union' } }],
    ['under append', { fields: { count: 'sum', list: 'append' } }],
  ] as [string, MergeOption][])('in a diamond, %s', async (_what, merge) => {
    expect(await contextOf(diamond, merge, { count: 10 })).toEqual({
      count: 20,
      list: ['t', 'l', 'r'],
    });
  });

  test('in joins above joins', async () => {
    const stages: Stage[] = [
      ['a', [], { count: 1 }],
      ['b', [], { count: 2 }],
      ['c', [], { count: 4 }],
      ['ab', ['a', 'b']],
      ['bc', ['b', 'c']],
      ['all', ['ab', 'bc'], { count: 8 }],
    ];
    expect(await contextOf(stages, 'enhanced')).toEqual({ count: 15 });
  });

  test('when a join is told to add up, and the end is not', async () => {
    const stages: Stage[] = [
      ['a', [], { count: 5 }],
      ['b', [], { count: 3 }],
      ['join', ['a', 'b'], {}, 'enhanced'],
    ];
    expect(await contextOf(stages, undefined, { count: 10 })).toEqual({ count: 18 });
  });

  test('when joins resolved it otherwise further up', async () => {
    const stages: Stage[] = [
      ['a', [], { count: 5 }],
      ['b', [], { count: 3 }],
      ['join', ['a', 'b'], {}, 'overwrite'],
    ];
    expect(await contextOf(stages, 'enhanced')).toEqual({ count: 8 });
  });
});

describe('a later stage overrides an ancestor without conflict', () => {
  test.each<[string, Stage[], unknown]>([
    [
      'a scalar',
      [
        ['a', [], { n: 1 }],
        ['b', ['a'], { n: 2 }],
      ],
      { n: 2 },
    ],
    [
      'across a stage between',
      [
        ['a', [], { n: 1 }],
        ['x', ['a']],
        ['b', ['x'], { n: 2 }],
      ],
      { n: 2 },
    ],
    [
      'below a skipped stage',
      [
        ['a', [], { n: 1 }],
        ['x', ['a'], null],
        ['b', ['x'], { n: 2 }],
      ],
      { n: 2 },
    ],
    [
      'one key of an object',
      [
        ['a', [], { m: { x: 1, y: 1 } }],
        ['b', ['a'], { m: { x: 2 } }],
      ],
      { m: { x: 2, y: 1 } },
    ],
    [
      'an object by a scalar',
      [
        ['a', [], { m: { x: 1 } }],
        ['b', ['a'], { m: 2 }],
      ],
      { m: 2 },
    ],
    [
      'a scalar by an object',
      [
        ['a', [], { m: { x: 1 } }],
        ['b', ['a'], { m: 2 }],
        ['c', ['b'], { m: { z: 3 } }],
      ],
      { m: { z: 3 } },
    ],
    [
      'both of two',
      [
        ['a', [], { n: 1 }],
        ['b', [], { n: 1 }],
        ['c', ['a', 'b'], { n: 2 }],
      ],
      { n: 2 },
    ],
    [
      'declared before it',
      [
        ['b', ['a'], { n: 2 }],
        ['a', [], { n: 1 }],
      ],
      { n: 2 },
    ],
  ])('%s', async (_what, stages, expected) => {
    expect(await contextOf(stages)).toEqual(expected);
    expect(await contextOf(stages, 'error-on-conflict')).toEqual(expected);
    expect(await contextOf(stages, { fields: { n: 'error', m: 'error' } })).toEqual(expected);
  });

  test('a scalar between objects cuts the later one off from that of the initial context', async () => {
    const stages: Stage[] = [
      ['a', [], { m: 1 }],
      ['b', ['a'], { m: { y: 2 } }],
    ];
    expect(await contextOf(stages, {}, { m: { x: 0 } })).toEqual({ m: { y: 2 } });
  });

  test('but not the value of a third that neither knew', async () => {
    const stages: Stage[] = [
      ['a', [], { n: 1 }],
      ['b', ['a'], { n: 2 }],
      ['c', [], { n: 3 }],
    ];
    expect(await contextOf(stages)).toBe(
      "Merge conflict for key 'n': stage 'b' set 2, stage 'c' set 3, at the end of the run.",
    );
  });

  test('among concurrent ones the last declared counts, whatever the depth', async () => {
    const stages: Stage[] = [
      ['late', ['root'], { n: 1 }],
      ['root', [], { n: 0 }],
      ['last', ['root'], { n: 2 }],
      ['deep', ['late'], {}],
    ];
    expect(await contextOf(stages, 'overwrite')).toEqual({ n: 2 });
  });

  test('under keep-first the ancestor stays', async () => {
    const stages: Stage[] = [
      ['a', [], { n: 1, m: { x: 1 } }],
      ['b', ['a'], { n: 2, m: { x: 2, y: 2 } }],
    ];
    expect(await contextOf(stages, 'keep-first')).toEqual({ n: 1, m: { x: 1, y: 2 } });
  });
});

describe('a conflict that a join has resolved', () => {
  const two: Stage[] = [
    ['a', [], { n: 1, m: { x: 1 }, l: [1] }],
    ['b', [], { n: 2, m: { x: 2 }, l: [2] }],
  ];
  const first = { n: 1, m: { x: 1 }, l: [1] };
  const last = { n: 2, m: { x: 2 }, l: [2] };
  const cases: [string, MergeOption, object][] = [
    ['overwrite', 'overwrite', last],
    ['keep-first', 'keep-first', first],
    ['enhanced', 'enhanced', { n: 2, m: { x: 2 }, l: [1, 2] }],
    ['a mapping that names an owner', { fieldMapping: { a: ['n', 'm', 'l'] } }, first],
    [
      'a mapping that renames',
      { fieldMapping: { a: [{ from: 'n', to: 'o' }] } },
      { o: 1, ...last },
    ],
    [
      'field rules',
      { fields: { n: 'sum', 'm.x': 'max', l: 'append' } },
      { n: 3, m: { x: 2 }, l: [1, 2] },
    ],
    ['a function', () => ({ n: 'f', m: 'f', l: 'f' }), { n: 'f', m: 'f', l: 'f' }],
    [
      'a rule function',
      { strategy: 'overwrite', fields: { n: ({ values }) => values.length } },
      { ...last, n: 2 },
    ],
  ];
  test.each(cases)('by %s is not raised again below it', async (_what, merge, expected) => {
    expect(await contextOf([...two, ['join', ['a', 'b'], {}, merge]])).toEqual(expected);
    const deeper: Stage[] = [
      ...two,
      ['join', ['a', 'b'], null, merge],
      ['c', ['join']],
      ['d', ['join']],
      ['e', ['a', 'c', 'd'], { e: 1 }],
    ];
    expect(await contextOf(deeper)).toEqual({ ...expected, e: 1 });
  });

  test.each(cases)('by %s holds before every stage below', async (_what, merge, expected) => {
    const run = await pipeline('x')
      .stage('a', () => first)
      .stage('b', () => last)
      .stage('join', () => undefined, { after: ['a', 'b'], merge })
      .stage('below', (_input, { fields }) => ({ saw: fields }), { after: ['join', 'a'] })
      .build()
      .run(0);
    expect(run.stages.below.data).toEqual({ saw: expected });
  });

  test.each([
    [10, { n: 10 }],
    [20, expect.stringMatching(/^Merge conflict for key 'n': .* set 10, .* set 20/)],
  ])('by functions at two joins counts once, or conflicts: 10 and %s', async (other, expected) => {
    const stages: Stage[] = [
      ['a', [], { n: 1 }],
      ['b', [], { n: 2 }],
      ['c', ['a', 'b'], {}, () => ({ n: 10 })],
      ['d', ['a', 'b'], {}, () => ({ n: other })],
    ];
    expect(await contextOf(stages, { fields: { n: 'sum' } })).toEqual(expected);
  });

  test('may be set anew below', async () => {
    const stages: Stage[] = [
      ...two,
      ['join', ['a', 'b'], { n: 9 }, 'overwrite'],
      ['end', ['join'], { m: { y: 1 } }],
    ];
    expect(await contextOf(stages)).toEqual({ n: 9, m: { x: 2, y: 1 }, l: [2] });
  });

  test('conflicts anew with a stage that the join did not know', async () => {
    const stages: Stage[] = [...two, ['join', ['a', 'b'], {}, 'overwrite'], ['c', [], { n: 3 }]];
    expect(await contextOf(stages)).toBe(
      "Merge conflict for key 'n': stage 'b' set 2, stage 'c' set 3, at the end of the run.",
    );
  });

  test('conflicts where two joins that resolved it differently meet, and not where they agree', async () => {
    const joins = (other: MergeOption): Stage[] => [
      ...two,
      ['one', ['a', 'b'], {}, 'overwrite'],
      ['other', ['a', 'b'], {}, other],
    ];
    expect(await contextOf(joins('keep-first'))).toContain(
      "Merge conflict for key 'l': stage 'b' set [2], stage 'a' set [1]",
    );
    expect(await contextOf(joins('overwrite'))).toEqual(last);
  });

  test('is not resolved by a join that leaves the field out', async () => {
    for (const merge of ['no-merge', { exclude: ['n', 'm', 'l'] }] as MergeOption[]) {
      expect(await contextOf([...two, ['join', ['a', 'b'], {}, merge]])).toContain("key 'l'");
    }
  });
});

describe('a view is merged when it is read, and is the same', () => {
  test('in a chain in which each stage adds and changes a field', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `s${index}`);
    // biome-ignore lint/suspicious/noExplicitAny: the builder's type grows with each stage
    let builder: any = pipeline('x');
    for (const [index, name] of names.entries()) {
      builder = builder.stage(
        name,
        (_input: unknown, { fields }: { fields: object }) => ({
          n: index,
          [name]: Object.keys(fields).length,
        }),
        { after: index === 0 ? [] : [names[index - 1]] },
      );
    }
    const run = await builder.build().run(0);
    expect(run.context).toMatchObject({ n: 39, s0: 0, s1: 2, s39: 40 });
  });

  test('behind a stage that several stages follow', async () => {
    const run = await pipeline('x')
      .stage('a', () => ({ n: 1 }))
      .stage('b', (_input, { fields }) => ({ b: fields.n }), { after: ['a'] })
      .stage('c', (_input, { fields }) => ({ c: fields }), { after: ['a'] })
      .build()
      .run(0);
    expect(run.context).toEqual({ n: 1, b: 1, c: { n: 1 } });
  });

  test.each<[string, MergeOption]>([
    ['merged nothing', 'no-merge'],
    ['left the field out', { exclude: ['n'] }],
  ])('behind a stage whose own join %s', async (_what, merge) => {
    for (const fields of [{}, { m: 1 }]) {
      const run = await pipeline('x')
        .stage('a', () => ({ n: 1 }))
        .stage('blind', () => fields, { after: ['a'], merge })
        .stage('next', (_input, context) => ({ saw: context.fields }), { after: ['blind'] })
        .build()
        .run(0);
      expect(run.stages.next.data).toEqual({ saw: { n: 1, ...fields } });
    }
  });

  test('in a chain of which the last stage alone looks, without a merge for the others', async () => {
    const merged: (string | undefined)[] = [];
    const run = await pipeline('x')
      .stage('a', () => ({ a: 1 }))
      .stage('b', () => ({ b: 2 }), { after: ['a'] })
      .stage('c', () => undefined, { after: ['b'] })
      .stage('d', (_input, { fields }) => ({ saw: { ...fields } }), { after: ['c'] })
      .build()
      .run(0, {
        onEvent: (event) => {
          if (event.type === 'merge') merged.push(event.stage);
        },
      });
    expect(run.context).toEqual({ a: 1, b: 2, saw: { a: 1, b: 2 } });
    expect(merged).toEqual([undefined]);
  });

  describe.each([false, true])(
    'behind a stage that skips since its join failed (looking: %s)',
    (looks) => {
      const reader = (_input: unknown, context: { fields: { readonly v?: unknown } }) =>
        looks ? { saw: context.fields.v } : { v: 4 };

      test('a conflict is raised anew, before the next stage starts', async () => {
        const started: string[] = [];
        const run = await pipeline('x')
          .stage('a', () => ({ v: 1 }))
          .stage('b', () => ({ v: 2 }))
          .stage('j', () => ({}), { after: ['a', 'b'], onError: 'skip' })
          .stage('k', reader, { after: ['j'], retries: 1 })
          .build()
          .run(0, {
            onEvent: ({ type, stage }) => void (type === 'stage-start' && started.push(stage!)),
          });
        expect(run.error?.message).toContain("at the join before stage 'k'");
        expect(run.stages.k.attempts).toBe(0);
        expect(started).toEqual(['a', 'b']);
      });

      test('what failed there under its own rules is not tried again', async () => {
        const run = await pipeline('x')
          .stage('a', () => ({ v: 1 }))
          .stage('b', () => ({ w: 2 }), { after: ['a'] })
          .stage('j', () => ({}), {
            after: ['b'],
            onError: 'skip',
            merge: { fields: { v: 'append' } },
          })
          .stage('k', reader, { after: ['j'] })
          .build()
          .run(0);
        expect(run.stages.j.status).toBe('skipped');
        expect(run.context).toEqual(looks ? { v: 1, w: 2, saw: 1 } : { v: 4, w: 2 });
      });
    },
  );

  test('the conflict of a join that did not merge is raised by the next one that does', async () => {
    const stages: Stage[] = [
      ['a', [], { n: 1 }],
      ['b', [], { n: 2 }],
      ['blind', ['a', 'b'], {}, 'no-merge'],
      ['next', ['blind'], {}],
    ];
    expect(await contextOf(stages)).toContain("at the join before stage 'next'");
  });
});

test.each<[what: string, stages: Stage[], merge: MergeOption, context: object]>([
  [
    'what the initial context has won',
    [
      ['a', [], { n: 1 }],
      ['b', ['a'], {}, 'keep-first'],
    ],
    { fieldMapping: { a: ['n'] } },
    { n: 0 },
  ],
  [
    'what a join made of one key, beside the keys that it left alone',
    [
      ['a', [], { m: { x: 1, y: 1 } }],
      ['b', [], { m: { x: 2, z: 2 } }],
      ['join', ['a', 'b'], {}],
      ['c', [], { m: { w: 3 } }],
    ],
    'keep-first',
    { n: 0, m: { x: 1, y: 1, z: 2, w: 3 } },
  ],
  [
    'what it made of stages that a mapping leaves alone',
    [
      ['a', [], { m: 1 }],
      ['b', [], { m: 2 }],
      ['join', ['a', 'b'], {}, 'overwrite'],
      ['c', [], { x: 1, y: 1 }],
    ],
    { fieldMapping: { c: ['x'] } },
    { n: 0, m: 2, x: 1 },
  ],
  [
    'that a rule function under * is given all values',
    [
      ['a', [], { m: { n: 1 } }],
      ['b', ['a'], { m: { n: 2 } }],
      ['c', ['b'], { m: { n: 3 } }],
    ],
    { fields: { 'm.*': ({ values }) => values.length } },
    { n: 0, m: { n: 3 } },
  ],
  [
    'that a rule under two * is one for each key',
    [
      ['a', [], { m: { k: { x: 1 } } }],
      ['b', [], { m: { k: { x: 2, y: 1 } } }],
    ],
    { fields: { '*.*.x': 'sum', '*.k.y': 'max' } },
    { n: 0, m: { k: { x: 3, y: 1 } } },
  ],
])('below a join holds %s', async (_what, stages, merge, context) => {
  expect(await contextOf(stages, merge, { n: 0 })).toEqual(context);
});
