import { expect, it } from 'vitest';
import { failureOf } from '../../src/document/parse/fix-failure.ts';
import { TooMuchWork } from '../../src/document/parse/metered-acorn.ts';

const place = { start: { line: 3, column: 5 }, end: { line: 4, column: 1 } };

it.each([
  [
    'a message with its place',
    Object.assign(new Error('3:5: Unexpected'), { reason: 'Unexpected', line: 3, column: 5 }),
    { reason: 'Unexpected', line: 3, column: 5 },
  ],
  [
    'a message about a range',
    Object.assign(new Error('Unexpected'), { place }),
    { reason: 'Unexpected', line: 3, column: 5 },
  ],
  ['a message without a place', new Error('Unexpected'), { reason: 'Unexpected' }],
  [
    'a parser that gives up',
    new TypeError('x is undefined'),
    { reason: 'its parser gave up', line: 1 },
  ],
  [
    'a stack that ends',
    new RangeError('Maximum call stack size exceeded'),
    { reason: 'it nests too deeply', hopeless: true },
  ],
  [
    'too much work',
    new TooMuchWork(),
    { reason: 'its expressions are nested or repeated too often', hopeless: true },
  ],
  ['what is no error', 'why', { reason: 'why' }],
])('of %s is told why, and where it is known', (_, error, failure) => {
  expect(failureOf(error)).toEqual(failure);
});
