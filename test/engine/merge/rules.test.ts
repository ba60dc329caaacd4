import { describe, expect, test } from 'vitest';
import {
  type MergeSpec,
  mergeContributions,
  type Rule,
  type RuleFunction,
} from '../../../src/engine/index.ts';

type Fields = Record<string, unknown>;

function merge(base: Fields, sides: Fields[], spec: MergeSpec) {
  const contributions = sides.map((fields, index) => ({ stage: 'abcdef'[index]!, fields }));
  return mergeContributions(base, contributions, spec).context;
}

const joined: RuleFunction = ({ base, values, path }) =>
  `${path.join('/')}: ${[base ?? '-', ...values.map(({ stage, value }) => `${stage}${value}`)].join(' ')}`;

describe('a field rule', () => {
  const cases: [string, Rule, unknown, unknown[], unknown][] = [
    ['overwrite', 'overwrite', 0, [1, 2], 2],
    ['overwrite, of an object', 'overwrite', { x: 1 }, [{ y: 1 }, { z: 1 }], { z: 1 }],
    ['keep-first', 'keep-first', undefined, [1, 2], 1],
    ['keep-first, with a base', 'keep-first', 0, [1, 2], 0],
    [
      'deep',
      'deep',
      { x: { a: 1 } },
      [
        { x: { b: 2 }, l: [1] },
        { x: { a: 3 }, l: [2] },
      ],
      { x: { a: 3, b: 2 }, l: [2] },
    ],
    [
      'union',
      'union',
      [3, 1],
      [
        [1, 2],
        [2, 4],
      ],
      [3, 1, 2, 4],
    ],
    ['append', 'append', [1], [[1, [2]], [1]], [1, 1, [2], 1]],
    ['sum', 'sum', 10, [5, 3], 18],
    ['max', 'max', 2, [5, 3], 5],
    ['min', 'min', 9, [5, 3], 3],
    ['or', 'or', false, [false, true], true],
    ['error, where values agree', 'error', 1, [2, 2], 2],
    ['a function', joined, 0, [1, 2], 'f: 0 a1 b2'],
    ['a function, without a base', joined, undefined, [1, 2], 'f: - a1 b2'],
    ['a function, for a lone value', joined, undefined, [1], 1],
  ];
  test.each(cases)('%s', (_what, rule, base, values, expected) => {
    const start = base === undefined ? {} : { f: base };
    const sides = values.map((value) => ({ f: value }));
    expect(merge(start, sides, { fields: { f: rule } })).toEqual({ f: expected });
  });

  test('error, where concurrent values differ, under any strategy', () => {
    const spec: MergeSpec = { strategy: 'overwrite', fields: { f: 'error' } };
    expect(() => merge({}, [{ f: 1 }, { f: 2 }], spec)).toThrow("Merge conflict for key 'f'");
    expect(merge({ f: 0 }, [{ f: 1 }], spec)).toEqual({ f: 1 });
  });

  test.each<[Rule, unknown, string]>([
    ['sum', '5', 'a finite number'],
    ['sum', true, 'a finite number'],
    ['sum', null, 'a finite number'],
    ['max', [1], 'a finite number'],
    ['union', 1, 'a list'],
    ['append', {}, 'a list'],
    ['or', 1, 'true or false'],
  ])('%s refuses %j', (rule, value, wanted) => {
    const lone = () => merge({}, [{ f: value }], { fields: { f: rule } });
    expect(lone).toThrow(expect.objectContaining({ code: 'MERGE_RULE_VALUE' }));
    expect(lone).toThrow(`The rule '${rule}' for 'f' needs ${wanted}, but stage 'a'`);
    expect(() => merge({ f: value }, [{ f: value }], { fields: { f: rule } })).toThrow(
      'the context',
    );
  });

  test('sum refuses to leave the finite numbers', () => {
    const big = { f: Number.MAX_VALUE };
    expect(() => merge({}, [big, big], { fields: { f: 'sum' } })).toThrow('a finite number');
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('boom');
      },
      "the rule function for 'f' at the merge failed: boom",
    ],
    ['returns nothing', () => undefined, 'returned nothing'],
    ['returns what is not JSON data', () => new Date(0), 'instance of Date'],
  ])('that is a function which %s fails the merge', (_what, rule, message) => {
    const call = () => merge({}, [{ f: 1 }, { f: 2 }], { fields: { f: rule } });
    expect(call).toThrow(expect.objectContaining({ code: 'MERGE_FUNCTION' }));
    expect(call).toThrow(message);
  });
});

describe('the most specific rule counts:', () => {
  const sides = [{ a: { b: 1, c: 1, d: { e: 1 } } }, { a: { b: 2, c: 2, d: { e: 2 } } }];
  const cases: [string, MergeSpec, Fields][] = [
    [
      'a rule for an object covers what is below',
      { fields: { a: 'deep' } },
      { b: 2, c: 2, d: { e: 2 } },
    ],
    [
      'a deeper path before a shorter one',
      { fields: { a: 'overwrite', 'a.b': 'sum' } },
      { b: 3, c: 2, d: { e: 2 } },
    ],
    [
      '* for direct children',
      { fields: { a: 'deep', 'a.*': 'keep-first' } },
      { b: 1, c: 1, d: { e: 1 } },
    ],
    [
      'a key before *',
      { fields: { 'a.*': 'keep-first', 'a.b': 'sum' } },
      { b: 3, c: 1, d: { e: 1 } },
    ],
    [
      '* in the middle',
      { fields: { a: 'overwrite', 'a.*.e': 'sum' } },
      { b: 2, c: 2, d: { e: 3 } },
    ],
    [
      '* in the middle, beside a key',
      { fields: { 'a.*': 'overwrite', 'a.*.e': 'sum', 'a.d': 'keep-first' } },
      { b: 2, c: 2, d: { e: 3 } },
    ],
    [
      'a rule before the strategy',
      { strategy: 'keep-first', fields: { 'a.b': 'overwrite' } },
      { b: 2, c: 1, d: { e: 1 } },
    ],
    [
      'a rule within a strategy that replaces',
      { strategy: 'overwrite', fields: { 'a.b': 'sum' } },
      { b: 3, c: 2, d: { e: 2 } },
    ],
    [
      'exclude before a rule',
      { strategy: 'overwrite', fields: { 'a.b': 'sum' }, exclude: ['a.b'] },
      { c: 2, d: { e: 2 } },
    ],
    [
      'exclude with * beside a rule of one name',
      { strategy: 'enhanced', fields: { 'a.b': 'sum' }, exclude: ['*.b'] },
      { c: 2, d: { e: 2 } },
    ],
    ['exclude with *', { strategy: 'enhanced', exclude: ['a.d.*', ['a', 'c']] }, { b: 2, d: {} }],
  ];
  test.each(cases)('%s', (_what, spec, expected) => {
    expect(merge({}, sides, spec)).toEqual({ a: expected });
  });

  test('* does not cover what is below the children', () => {
    expect(() => merge({}, sides, { fields: { 'a.b': 'sum', 'a.c': 'sum' } })).toThrow(
      "key 'a.d.e'",
    );
  });

  test('a key that holds a dot takes the long form', () => {
    const dotted = [{ 'a.b': 1 }, { 'a.b': 2 }];
    expect(merge({}, dotted, { fields: [{ path: ['a.b'], rule: 'sum' }] })).toEqual({ 'a.b': 3 });
    expect(() => merge({}, dotted, { fields: { 'a.b': 'sum' } })).toThrow("key 'a.b'");
  });

  test('an excluded path keeps the value of the base', () => {
    const spec: MergeSpec = { strategy: 'overwrite', exclude: ['a.b'] };
    expect(merge({ a: { b: 9 } }, [{ a: { b: 1, c: 1 } }], spec)).toEqual({ a: { c: 1, b: 9 } });
  });

  test('an excluded path never conflicts', () => {
    expect(merge({}, [{ n: 1, m: 1 }, { n: 2 }], { exclude: ['n'] })).toEqual({ m: 1 });
  });
});

describe('fieldMapping', () => {
  const sides = [
    { title: 'A', a: 1 },
    { title: 'B', b: 2 },
  ];
  const cases: [string, MergeSpec, Fields][] = [
    [
      'merges the listed fields alone',
      { fieldMapping: { a: ['title'], b: ['b'] } },
      { title: 'A', b: 2 },
    ],
    ['merges nothing for []', { fieldMapping: { a: [] } }, { title: 'B', b: 2 }],
    [
      'merges under another name',
      { fieldMapping: { a: [{ from: 'title', to: 'heading' }] } },
      { heading: 'A', title: 'B', b: 2 },
    ],
    [
      'names the owner, who wins against a stage that is not listed',
      { fieldMapping: { b: ['title'] } },
      { title: 'B', a: 1 },
    ],
    [
      'names an owner declared first',
      { fieldMapping: { a: ['title', 'a'] } },
      { title: 'A', a: 1, b: 2 },
    ],
    [
      'goes before the strategy',
      { strategy: 'overwrite', fieldMapping: { a: ['title'] } },
      { title: 'A', b: 2 },
    ],
    [
      'goes before a rule',
      { fields: { title: 'overwrite' }, fieldMapping: { a: ['title'] } },
      { title: 'A', b: 2 },
    ],
    ['yields to exclude', { exclude: ['title'], fieldMapping: { a: ['title'] } }, { b: 2 }],
    [
      'takes a collision away under error-on-conflict',
      { strategy: 'error-on-conflict', fieldMapping: { a: [] } },
      { title: 'B', b: 2 },
    ],
    ['ignores fields that are not there', { fieldMapping: { a: ['zzz', 'toString'], b: [] } }, {}],
  ];
  test.each(cases)('%s', (_what, spec, expected) => {
    expect(merge({}, sides, spec)).toEqual(expected);
  });

  test('naming an owner has no effect under error-on-conflict', () => {
    const spec: MergeSpec = { strategy: 'error-on-conflict', fieldMapping: { a: ['title'] } };
    expect(() => merge({}, sides, spec)).toThrow("Merge conflict for key 'title'");
  });

  test('leaves values of an object alone that do not collide', () => {
    const objects = [{ m: { x: 1 } }, { m: { x: 2, y: 2 } }];
    expect(merge({}, objects, { fieldMapping: { a: ['m'] } })).toEqual({ m: { x: 1, y: 2 } });
  });

  test('makes an accumulator take the value of the owner alone', () => {
    const counts = [{ count: 1 }, { count: 2 }];
    expect(
      merge({ count: 10 }, counts, { strategy: 'enhanced', fieldMapping: { b: ['count'] } }),
    ).toEqual({ count: 12 });
  });
});

test('private fields are never merged, and stay in the base', () => {
  expect(merge({ _mine: 1 }, [{ _a: 1, b: { _c: 1 } }], {})).toEqual({ _mine: 1, b: { _c: 1 } });
});
