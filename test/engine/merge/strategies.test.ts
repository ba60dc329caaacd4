import { describe, expect, test } from 'vitest';
import {
  MergeConflictError,
  type MergeSpec,
  mergeContexts,
  mergeContributions,
  type StrategyName,
} from '../../../src/engine/index.ts';

type Fields = Record<string, unknown>;
const contributions = (sides: Fields[]) =>
  sides.map((fields, index) => ({ stage: 'abcdef'[index]!, fields }));

/** What merges: the base, what stages a, b, … contribute, and the context, or the keys in conflict. */
type Case = [what: string, base: Fields, sides: Fields[], expected: Fields | string[]];

function check(spec: MergeSpec, [, base, sides, expected]: Case) {
  const before = JSON.stringify([base, sides]);
  const merge = () => mergeContributions(base, contributions(sides), spec).context;
  if (Array.isArray(expected)) {
    expect(merge).toThrow(MergeConflictError);
    expect(conflictKeys(merge)).toEqual(expected);
  } else {
    expect(JSON.stringify(merge())).toBe(JSON.stringify(expected));
  }
  expect(JSON.stringify([base, sides])).toBe(before);
}

function conflictKeys(merge: () => unknown): string[] {
  try {
    merge();
  } catch (error) {
    return (error as MergeConflictError).conflicts.map(({ key }) => key);
  }
  return [];
}

const tables: Record<Exclude<StrategyName, 'simple'>, Case[]> = {
  'context-update': [
    ['different fields', { u: 1 }, [{ a: 1 }, { b: 2 }], { u: 1, a: 1, b: 2 }],
    ['a change of the base', { n: 1 }, [{ n: 2 }], { n: 2 }],
    [
      'objects, key by key',
      { m: { x: 0, y: 0 } },
      [{ m: { x: 1 } }, { m: { z: 2 } }],
      { m: { x: 1, y: 0, z: 2 } },
    ],
    [
      'equal values',
      {},
      [
        { n: 1, l: [{ a: 1, b: 2 }] },
        { n: 1, l: [{ b: 2, a: 1 }] },
      ],
      { n: 1, l: [{ a: 1, b: 2 }] },
    ],
    ['unequal values', {}, [{ n: 1 }, { n: 2 }], ['n']],
    ['unequal values in objects', {}, [{ m: { x: { y: 1 } } }, { m: { x: { y: 2 } } }], ['m.x.y']],
    ['unequal lists', { l: [0] }, [{ l: [1] }, { l: [1, 2] }], ['l']],
    ['a list, set', { l: [0] }, [{ l: [1] }], { l: [1] }],
    ['an object against a scalar', {}, [{ m: { x: 1 } }, { m: 1 }], ['m']],
    ['an empty object beside keys', {}, [{ m: {} }, { m: { x: 1 } }], { m: { x: 1 } }],
    ['an empty object against a scalar', {}, [{ m: {} }, { m: 1 }], ['m']],
    ['an object in place of a scalar', { m: 1 }, [{ m: { x: 1 } }], { m: { x: 1 } }],
    ['null against a value', {}, [{ n: null }, { n: 0 }], ['n']],
    [
      'all conflicts at once',
      {},
      [
        { n: 1, m: { x: 1 }, o: 1 },
        { n: 2, m: { x: 2 }, o: 1 },
      ],
      ['m.x', 'n'],
    ],
    [
      'names that every object inherits',
      {},
      [{ toString: 1, valueOf: { x: 1 } }],
      { toString: 1, valueOf: { x: 1 } },
    ],
  ],
  'error-on-conflict': [
    ['different fields', { u: 1 }, [{ a: 1 }, { b: 2 }], { u: 1, a: 1, b: 2 }],
    ['equal values', { n: 1 }, [{ n: 1 }, { n: 1 }], { n: 1 }],
    ['unequal values', {}, [{ n: 1 }, { n: 2 }], ['n']],
    ['a change of the base', { n: 1 }, [{ n: 2 }], ['n']],
    ['a change deep in the base', { m: { x: [1] } }, [{ m: { x: [2], y: 1 } }], ['m.x']],
    ['an addition to the base', { m: { x: 1 } }, [{ m: { y: 2 } }], { m: { x: 1, y: 2 } }],
    ['an object in place of a scalar', { m: 1 }, [{ m: { x: 1 } }], ['m']],
    ['a scalar in place of an object', { m: { x: 1 } }, [{ m: 1 }], ['m']],
  ],
  overwrite: [
    ['the last declared writer', { n: 0 }, [{ n: 1 }, { n: 2 }, { m: 3 }], { n: 2, m: 3 }],
    ['objects whole', { m: { x: 1, y: 1 } }, [{ m: { x: 2 } }, { m: { z: 3 } }], { m: { z: 3 } }],
    ['lists whole', { l: [1] }, [{ l: [2] }], { l: [2] }],
  ],
  'keep-first': [
    ['the base', { n: 0 }, [{ n: 1 }], { n: 0 }],
    ['the first declared writer', {}, [{ n: 1 }, { n: 2 }], { n: 1 }],
    ['lists as they are', { l: [1] }, [{ l: [2] }], { l: [1] }],
    [
      'what is missing, filled',
      { m: { x: 1 } },
      [{ m: { x: 2, y: 2 } }, { m: { y: 3, z: 3 } }],
      { m: { x: 1, y: 2, z: 3 } },
    ],
    ['a scalar against objects', {}, [{ m: 1 }, { m: { x: 1 } }], { m: 1 }],
    ['null, which is a value', { n: null }, [{ n: 1 }], { n: null }],
    ['an object of the base against a scalar', { m: { x: 1 } }, [{ m: 2 }], { m: { x: 1 } }],
    ['a scalar of the base against an object', { m: 1 }, [{ m: { x: 1 } }], { m: 1 }],
  ],
  enhanced: [
    [
      'objects, deeply',
      { a: { b: 1, c: 2 } },
      [{ a: { b: 3, d: 4 } }],
      { a: { b: 3, c: 2, d: 4 } },
    ],
    [
      'concurrent objects',
      {},
      [{ a: { b: 1, c: 2 } }, { a: { b: 3, d: 4 } }],
      { a: { b: 3, c: 2, d: 4 } },
    ],
    ['counters', {}, [{ counter: 5 }, { counter: 3 }], { counter: 8 }],
    [
      'counters and their base',
      { processed: 10 },
      [{ processed: 5 }, { processed: 3 }],
      { processed: 18 },
    ],
    [
      'all default counters',
      {},
      [
        { counter: 1, count: 1, total: 1, processed: 1 },
        { counter: 1, count: 1, total: 1, processed: 1 },
      ],
      { counter: 2, count: 2, total: 2, processed: 2 },
    ],
    ['lists', { l: [1, 2, 3] }, [{ l: [3, 4, 5] }, { l: [5, 6, 7] }], { l: [1, 2, 3, 4, 5, 6, 7] }],
    [
      'lists of objects',
      {},
      [{ l: [{ a: 1, b: 2 }, '1'] }, { l: [{ b: 2, a: 1 }, 1] }],
      { l: [{ a: 1, b: 2 }, '1', 1] },
    ],
    ['lists in objects', { m: { l: [1] } }, [{ m: { l: [1, 2] } }], { m: { l: [1, 2] } }],
    ['other numbers, replaced', { n: 1 }, [{ n: 2 }, { n: 3 }], { n: 3 }],
    [
      'counters in objects, replaced',
      {},
      [{ m: { count: 1 } }, { m: { count: 2 } }],
      { m: { count: 2 } },
    ],
    ['booleans, which are not counters', {}, [{ count: true }, { count: true }], { count: true }],
    ['a counter that is a text', { count: 'one' }, [{ count: 2 }, { count: 3 }], { count: 5 }],
    [
      'a scalar in place of an object',
      { m: { x: 1 } },
      [{ m: 1 }, { m: { y: 1 } }],
      { m: { y: 1 } },
    ],
    [
      'objects declared after a scalar',
      {},
      [{ m: 1 }, { m: { x: 1 } }, { m: { y: 2 } }],
      { m: { x: 1, y: 2 } },
    ],
    [
      'sentiment of branches',
      { analysis: { sentiment: { positive: 5, negative: 2 } } },
      [{ analysis: { sentiment: { positive: 3 } } }, { analysis: { sentiment: { negative: 1 } } }],
      { analysis: { sentiment: { positive: 3, negative: 1 } } },
    ],
  ],
  'no-merge': [['nothing', { n: 0 }, [{ n: 1, m: 2 }, { n: 3 }], { n: 0 }]],
};

for (const [strategy, cases] of Object.entries(tables)) {
  describe(`${strategy} merges`, () => {
    test.each(cases)('%s', (...row) => check({ strategy: strategy as StrategyName }, row));
  });
}

test('context-update is the default, and simple is overwrite', () => {
  check({}, tables['context-update'][4]!);
  check({ strategy: 'simple' }, tables.overwrite[0]!);
});

describe('enhanced obeys its config:', () => {
  const cases: [
    string,
    MergeSpec['config'],
    ...(Case extends [string, ...infer Rest] ? Rest : never),
  ][] = [
    [
      'deepMergeDicts: false',
      { deepMergeDicts: false },
      { m: { x: 1 } },
      [{ m: { y: 1 } }],
      { m: { y: 1 } },
    ],
    [
      'deduplicateLists: false',
      { deduplicateLists: false },
      { l: [1] },
      [{ l: [2] }, { l: [3] }],
      { l: [3] },
    ],
    [
      'accumulateCounters: false',
      { accumulateCounters: false },
      { count: 1 },
      [{ count: 2 }],
      { count: 2 },
    ],
    ['no counters', { counterFields: [] }, { count: 1 }, [{ count: 2 }], { count: 2 }],
    [
      'other counters',
      { counterFields: ['n'] },
      { n: 1, count: 1 },
      [{ n: 2, count: 2 }],
      { n: 3, count: 2 },
    ],
    ['excluded fields', { excludedFields: ['n'] }, { n: 1 }, [{ n: 2, m: 2 }], { n: 1, m: 2 }],
  ];
  test.each(cases)('%s', (what, config, ...row) =>
    check({ strategy: 'enhanced', config }, [what, ...row]),
  );
});

function holdingItself() {
  const list: unknown[] = [];
  list.push(list);
  return list;
}

describe('a function as strategy', () => {
  test('returns the whole context', () => {
    const merge = mergeContributions(
      { n: 1, old: true },
      contributions([{ n: 2 }, { n: 3 }]),
      (base, all) => ({ n: base.n, stages: all.map(({ stage }) => stage) }),
    );
    expect(merge.context).toEqual({ n: 1, stages: ['a', 'b'] });
    expect(Object.isFrozen(merge.context.stages)).toBe(true);
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('boom');
      },
      'the merge function at the merge failed: boom',
    ],
    ['returns nothing', () => undefined, 'is undefined, not a plain object'],
    ['returns a list', () => [], 'is a list, not a plain object'],
    ['returns what is not JSON data', () => ({ at: new Date(0) }), "'at' is an instance of Date"],
    [
      'returns a list that holds itself',
      () => ({ at: holdingItself() }),
      'contains itself (a cycle)',
    ],
    ['returns what inherits', () => ({ at: Object.create({}) }), "'at' is an object, which"],
  ])('that %s fails the merge', (_what, strategy, message) => {
    const merge = () => mergeContributions({}, contributions([{ n: 1 }]), strategy as never);
    expect(merge).toThrow(expect.objectContaining({ code: 'MERGE_FUNCTION' }));
    expect(merge).toThrow(message);
  });
});

describe('mergeContexts', () => {
  const cases: [MergeSpec['strategy'], Fields, Fields, Fields | string][] = [
    [
      'context-update',
      { a: 1, m: { x: 1 } },
      { b: 2, m: { y: 2 } },
      { a: 1, m: { x: 1, y: 2 }, b: 2 },
    ],
    [
      'context-update',
      { a: 1 },
      { a: 2 },
      "Merge conflict for key 'a': stage 'target' set 1, stage 'source' set 2",
    ],
    ['error-on-conflict', { a: 1 }, { a: 2 }, "Merge conflict for key 'a'"],
    ['error-on-conflict', { a: 1 }, { a: 1 }, { a: 1 }],
    ['overwrite', { a: 1, b: 1 }, { a: 2 }, { a: 2, b: 1 }],
    ['keep-first', { a: 1 }, { a: 2, b: 2 }, { a: 1, b: 2 }],
    ['enhanced', { a: { b: 1, c: 2 } }, { a: { b: 3, d: 4 } }, { a: { b: 3, c: 2, d: 4 } }],
    [
      'enhanced',
      { counter: 5, processed: 10 },
      { counter: 3, processed: 5 },
      { counter: 8, processed: 15 },
    ],
    ['no-merge', { a: 1 }, { b: 2 }, { a: 1 }],
  ];
  test.each(cases)('under %s: %j and %j', (strategy, target, source, expected) => {
    const merge = () => mergeContexts(target, source, { strategy });
    if (typeof expected === 'string') expect(merge).toThrow(expected);
    else expect(JSON.stringify(merge())).toBe(JSON.stringify(expected));
  });

  test('yields the other side when one is missing', () => {
    expect(mergeContexts(null, { a: 1 })).toEqual({ a: 1 });
    expect(mergeContexts({ a: 1 }, undefined)).toEqual({ a: 1 });
    expect(mergeContexts(null, null)).toEqual({});
  });

  test('leaves both sides as they are', () => {
    const target = { l: [1] };
    const source = { l: [2] };
    mergeContexts(target, source, 'enhanced').l;
    expect([target, source]).toEqual([{ l: [1] }, { l: [2] }]);
    expect(Object.isFrozen(target.l)).toBe(false);
  });
});
