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

test('exec gives the groups of the first match, also of a global expression', () => {
  const pattern = new Pattern('(a)(\\d)', 'g');
  expect(pattern.exec('a1 a2')).toEqual(['a1', 'a', '1']);
  expect(pattern.exec('b')).toBe(null);
});

test('what begins at the start of a text alone is searched in long lines', () => {
  const line = `  // {@template ${'a'.repeat(100)}}`;
  const found = new Pattern('^\\s*\\/\\/\\s*{@template\\s(.+?)}', 'g').exec(line);
  expect(found).toEqual([line, 'a'.repeat(100)]);
});
