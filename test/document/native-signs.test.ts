import { expect, it } from 'vitest';
import { hasTooManySigns } from '../../src/document/parse/native-signs.ts';

/** Of a block, native compares each sign with each: 63,245 take 4e9 steps, which is the limit. */
it.each<[what: string, text: string, isTooMuch: boolean]>([
  ['letters', 'a'.repeat(100_000), false],
  ['letters of other scripts', 'é'.repeat(100_000), false],
  ['63,000 signs', '*'.repeat(63_000), false],
  ['64,000 signs', '*'.repeat(64_000), true],
  ['64,000 signs and letters of other scripts', 'é*'.repeat(64_000), true],
  ['64,000 signs behind a blank line', `a\n\n${'*'.repeat(64_000)}`, true],
  ['signs in two blocks', `${'*'.repeat(40_000)}\n\n${'*'.repeat(40_000)}`, false],
  ['signs above and below a heading', `${'*'.repeat(40_000)}\n# a\n${'*'.repeat(40_000)}`, false],
  [
    'signs around a line that is no heading',
    `${'*'.repeat(40_000)}\n#a\n${'*'.repeat(40_000)}`,
    true,
  ],
  ['signs in three blocks', `${'*'.repeat(40_000)}\n\n`.repeat(3), true],
  ['signs in many short blocks', `${'*'.repeat(900)}\n\n`.repeat(200), false],
  ['pipes', '|'.repeat(200_000), false],
  [
    'signs that may begin an address, in a long block',
    `${'.'.repeat(10_000)}${'a'.repeat(31_000)}`,
    true,
  ],
  ['as many in a shorter one', `${'.'.repeat(10_000)}${'a'.repeat(25_000)}`, false],
  ['20,000 tags in as many lines', '<a\n\n'.repeat(14_000), false],
  ['more tags', '<a\n\n'.repeat(15_000), true],
  ['many tags in few lines', '<a> '.repeat(1_000), false],
])('%s: native would take too long: %s', (_, text, isTooMuch) => {
  expect(hasTooManySigns(text)).toBe(isTooMuch);
});
