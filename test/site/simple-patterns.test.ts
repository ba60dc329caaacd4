import { expect, test } from 'vitest';
import { replaced } from '../../src/site/config/builtins.ts';
import { Pattern } from '../../src/site/config/values.ts';

const replace = (text: string, [pattern, flags = '']: readonly [string, string?], by: string) =>
  replaced(text, new Pattern({ file: 'a.js', line: 1 }, { pattern, flags }), by);

test.each([
  ['a/b/', ['/$'], '', 'a/b'],
  ['a\\b\\c', ['\\\\', 'g'], '/', 'a/b/c'],
  ['posts/2024-05-a.md', ['^posts/(\\d{4})-(\\d+)-(.*?)'], '$1/$2/$3', '2024/05/a.md'],
  ['@parts/a', ['^@(?:parts|code)/'], 'x/', 'x/a'],
  ['aabbcc', ['a{1,3}b{1,3}c{1,3}'], 'x', 'x'],
] as const)('%s without %s', (text, pattern, by, expected) => {
  expect(replace(text, pattern, by)).toBe(expected);
});

test.each([
  ['^(a+)+$'],
  ['(a*)*b'],
  ['(?:a|a)?'],
  ['.*.*.*x'],
  ['.*.*x'],
  [`${'a?'.repeat(30)}${'a'.repeat(30)}`],
  ['(?=a)'],
  ['(a)\\1'],
  ['a{1,99}b{1,99}c{1,99}'],
  ['('],
])('%s is not tried', (pattern) => {
  expect(replace('a'.repeat(400), [pattern], '')).toBeUndefined();
});

test('a long text is not tried', () => {
  expect(replace('a'.repeat(501), ['b'], '')).toBeUndefined();
});
