import { expect, test } from 'vitest';
import * as engine from '../../src/engine/index.ts';
import * as contextor from '../../src/index.ts';

const names = [
  'MergeConflictError',
  'compileMerge',
  'fail',
  'getContext',
  'mergeContexts',
  'mergeContributions',
  'ok',
  'pipeline',
  'skip',
  'tryGetContext',
];

test('the engine exports what the documentation names', () => {
  expect(Object.keys(engine).sort()).toEqual(names);
});

test('the package exports all of it', () => {
  expect(contextor).toMatchObject(engine);
});
