import { expect, test } from 'vitest';
import { Pattern } from '../../src/static/pattern.ts';
import { unknown } from '../../src/static/value.ts';

test.each([
  ['a/b/', ['/$', ''], '', 'a/b'],
  ['a\\b\\c', ['\\\\', 'g'], '/', 'a/b/c'],
  ['posts/2024-05-a.md', ['^posts/(\\d{4})-(\\d+)-(.*?)', ''], '$1/$2/$3', '2024/05/a.md'],
  ['@parts/a', ['^@(?:parts|code)/', ''], 'x/', 'x/a'],
  ['aabbcc', ['a{1,3}b{1,3}c{1,3}', ''], 'x', 'x'],
] as const)('%s without %s', (text, [source, flags], by, expected) => {
  expect(new Pattern(source, flags).replace(text, by)).toBe(expected);
});

test.each([
  ['^(a+)+$'],
  ['(a*)*b'],
  ['.*.*.*x'],
  ['.*.*x'],
  [`${'a?'.repeat(30)}${'a'.repeat(30)}`],
  ['(?=a)'],
  ['(a)\\1'],
  ['a{1,99}b{1,99}c{1,99}'],
  ['('],
])('%s is not tried, but read', (source) => {
  const pattern = new Pattern(source, '');
  expect(pattern.replace('a'.repeat(400), '')).toBe(unknown);
  expect(pattern.source).toBe(source);
});
