import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Change, changes } from '../../src/report/compare.ts';

const change = (fields: Partial<Change>): Change => ({
  same: 0,
  heading: '',
  before: '',
  after: '',
  code: false,
  ...fields,
});

test.each<[string, string, string, Change[]]>([
  ['the same', '# A\n\nB\n', '# A\n\nB\n', []],
  ['marks and spaces alone', '* *a*  b\n\n| x | y |\n', '- _a_ b\n| x| y|\n', []],
  [
    'what was left out',
    '# A\n\n<Ad />\n\nB\n',
    '# A\n\nB\n',
    [change({ same: 1, heading: 'A', before: '<Ad />' })],
  ],
  ['what was added', 'A\n', 'A\n\nB\n', [change({ same: 1, after: 'B' })]],
  [
    'what was changed, under its heading',
    '# A\n## B\nx y\n',
    '# A\n## B\nx z\n',
    [change({ same: 2, heading: 'B', before: 'x y', after: 'x z' })],
  ],
  [
    'lines of code',
    '```js\na();\nb();\n```\n',
    '```js\na();\n```\n',
    [change({ same: 2, before: 'b();', code: true })],
  ],
  [
    'a comment in code is not a heading',
    '```sh\n# a\nb\n```\nc\n',
    '```sh\n# a\nb\n```\nd\n',
    [change({ same: 3, before: 'c', after: 'd' })],
  ],
  [
    'marks in code alone, which say something there',
    '```\n}\n```\n',
    '```\n{\n```\n',
    [change({ before: '}', after: '{', code: true })],
  ],
  [
    'several places',
    'a\nb\nc\nd\n',
    'a\nc\nd\ne\n',
    [change({ same: 1, before: 'b' }), change({ same: 2, after: 'e' })],
  ],
])('changes: %s', (_, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});

test('texts with too many differences are one change', () => {
  const lines = (letter: string) =>
    Array.from({ length: 1_500 }, (_, at) => letter + at).join('\n');
  expect(changes(lines('a'), lines('b'))).toEqual([
    change({ before: lines('a'), after: lines('b') }),
  ]);
});

test('every line that says something is the same on both sides, or in a change', () => {
  const line = fc.constantFrom('a', 'b', '# c', '- d', '', '```', 'e f');
  const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));
  const said = (source: string) => source.split('\n').filter((one) => /[a-z]/.test(one)).length;
  fc.assert(
    fc.property(text, text, (before, after) => {
      const found = changes(before, after);
      const count = (side: 'before' | 'after') =>
        found.reduce((sum, one) => sum + said(one[side]), 0);
      expect(said(before) - count('before')).toBe(said(after) - count('after'));
    }),
  );
});
