import { describe, expect, test } from 'vitest';
import { compileMerge, type MergeSpec, mergeContributions } from '../../../src/engine/index.ts';

describe('compileMerge refuses', () => {
  const cases: [string, unknown, string, string][] = [
    ['a spec that is not an object', 5, 'MERGE_UNKNOWN_STRATEGY', "strategy '5'"],
    ['a list', [], 'MERGE_BAD_SPEC', 'is a list'],
    ['null', null, 'MERGE_BAD_SPEC', 'is null'],
    ['an unknown key', { stategy: 'overwrite' }, 'MERGE_BAD_SPEC', "unknown key 'stategy'"],
    ['an unknown strategy', { strategy: 'merge' }, 'MERGE_UNKNOWN_STRATEGY', "'merge'"],
    ['a strategy that objects inherit', 'toString', 'MERGE_UNKNOWN_STRATEGY', "'toString'"],
    ['an unknown rule', { fields: { 'a.b': 'plus' } }, 'MERGE_UNKNOWN_RULE', "'plus' for 'a.b'"],
    [
      'an unknown rule in the long form',
      { fields: [{ path: ['a'], rule: 1 }] },
      'MERGE_UNKNOWN_RULE',
      "'1' for 'a'",
    ],
    [
      'an unknown key in the long form',
      { fields: [{ path: ['a'], rule: 'sum', rank: 1 }] },
      'MERGE_BAD_SPEC',
      "unknown key 'rank'",
    ],
    ['an empty path', { fields: { '': 'sum' } }, 'MERGE_BAD_SPEC', 'is not a path'],
    ['a path with an empty key', { exclude: ['a..b'] }, 'MERGE_BAD_SPEC', '"a..b" is not a path'],
    ['a path that is a number', { exclude: [5] }, 'MERGE_BAD_SPEC', 'is not a path'],
    ['an exclude that is not a list', { exclude: 'a' }, 'MERGE_BAD_SPEC', 'exclude is a string'],
    ['an unknown config key', { config: { deepMerge: true } }, 'MERGE_BAD_SPEC', "'deepMerge'"],
    [
      'a config value of a wrong kind',
      { config: { counterFields: 'n' } },
      'MERGE_BAD_SPEC',
      'config.counterFields is a string',
    ],
    [
      'a switch of the config that is a text',
      { config: { deepMergeDicts: 'yes' } },
      'MERGE_BAD_SPEC',
      'config.deepMergeDicts is a string; Give true or false.',
    ],
    ['fields that are a text', { fields: 'n' }, 'MERGE_BAD_SPEC', 'fields is a string'],
    [
      'a mapping that is not an object',
      { fieldMapping: [] },
      'MERGE_BAD_SPEC',
      'fieldMapping is a list',
    ],
    [
      'mapped fields that are not a list',
      { fieldMapping: { a: 'n' } },
      'MERGE_BAD_SPEC',
      "fields of 'a'",
    ],
    [
      'a mapped field that is not a name',
      { fieldMapping: { a: [{ from: 'n' }] } },
      'MERGE_BAD_SPEC',
      'is not a field',
    ],
    [
      'a private field in a mapping',
      { fieldMapping: { a: ['_n'] } },
      'MERGE_BAD_SPEC',
      '"_n" is not a field',
    ],
    ['two owners', { fieldMapping: { a: ['n'], b: ['n'] } }, 'MERGE_TWO_OWNERS', "'a' and 'b'"],
    [
      'one stage that maps two fields to one',
      { fieldMapping: { a: ['n', { from: 'm', to: 'n' }] } },
      'MERGE_TWO_OWNERS',
      "'n'",
    ],
  ];
  test.each(cases)('%s', (_what, spec, code, message) => {
    const compile = () => compileMerge(spec as MergeSpec);
    expect(compile).toThrow(expect.objectContaining({ code, remedy: expect.stringMatching(/\S/) }));
    expect(compile).toThrow(message.split('; ')[0]);
    const [, remedy = ''] = message.split('; ');
    expect(compile).toThrow(expect.objectContaining({ remedy: expect.stringContaining(remedy) }));
  });
});

test('a compiled spec serves again, and compiling it again gives itself', () => {
  const spec = compileMerge({ fields: { n: 'sum' } });
  expect(compileMerge(spec)).toBe(spec);
  const contributions = [{ stage: 'a', fields: { n: 1 } }];
  expect(mergeContributions({ n: 1 }, contributions, spec).context).toEqual({ n: 2 });
});

describe('mergeContributions refuses', () => {
  test.each([
    ['a base that is not an object', [], []],
    ['a contribution that is none', {}, [null]],
    ['a contribution without a stage', {}, [{ fields: {} }]],
    ['fields that are not an object', {}, [{ stage: 'a', fields: 5 }]],
    ['fields that hold a class instance', {}, [{ stage: 'a', fields: { at: new Date(0) } }]],
  ])('%s', (_what, base, contributions) => {
    expect(() => mergeContributions(base as never, contributions as never)).toThrow(
      expect.objectContaining({ code: 'CONTRIBUTION_INVALID' }),
    );
  });
});
