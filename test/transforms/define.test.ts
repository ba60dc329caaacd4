import { expect, test } from 'vitest';
import {
  defineTransform,
  drop,
  isDrop,
  isFactory,
  isRemarkPlugin,
  remarkPlugin,
} from '../../transforms/define.ts';

const stage = { name: 'own', kind: 'enrich', run: () => undefined } as const;

test('a stage is what was given, a function one that makes it', () => {
  expect(defineTransform(stage)).toBe(stage);
  const factory = () => stage;
  expect(isFactory(factory)).toBe(false);
  expect(defineTransform(factory)).toBe(factory);
  expect([isFactory(factory), isRemarkPlugin(factory)]).toEqual([true, false]);
});

test('a plugin of remark is marked, and the mark is not seen', () => {
  const plugin = () => undefined;
  expect(isRemarkPlugin(plugin)).toBe(false);
  expect(remarkPlugin(plugin)).toBe(plugin);
  expect([isRemarkPlugin(plugin), isFactory(plugin)]).toEqual([true, false]);
  expect(Object.keys(plugin)).toEqual([]);
});

test.each<[unknown, boolean]>([
  [drop('internal'), true],
  [{ reason: 'internal', keep: true }, false],
  [null, false],
  [undefined, false],
  ['drop', false],
])('%j is a drop: %j', (value, expected) => {
  expect(isDrop(value)).toBe(expected);
});

test('what is dropped is kept among the pages, unless it says otherwise', () => {
  expect(drop('internal')).toMatchObject({ reason: 'internal', keep: true });
  expect(drop('internal', { keep: false })).toMatchObject({ keep: false });
});
