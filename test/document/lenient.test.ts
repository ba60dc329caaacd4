import { expect, it } from 'vitest';
import { parseLeniently } from '../../src/document/parse/remark.ts';
import { show } from './show.ts';

it.each([
  ['what is not JavaScript', 'a {b c} d\n'],
  ['an expression that is cut off', 'a {b +} c\n'],
])('%s in braces is text', (_, text) => {
  expect(show(parseLeniently(text))).toContain(text.slice(2, -3));
});

it('an expression that nests too deeply is an error, however well its brackets pair', () => {
  const text = `a {${'['.repeat(100_000)}${']'.repeat(100_000)}} b\n`;
  expect(() => parseLeniently(text)).toThrow();
});
