import { describe, expect, it } from 'vitest';
import {
  divides,
  endOfSlash,
  endOfString,
  endOfTemplate,
  isBehindValue,
  opensString,
} from '../../src/document/parse/native-lexer.ts';

/** What an expression's signs begin, and what stands behind it. */
it.each<[ends: (text: string, at: number) => number, texts: [token: string, behind: string][]]>([
  [
    endOfString,
    [
      ['"a"', 'b'],
      ['"a\\"b"', 'c'],
      ['"\\\\"', 'b'],
      ["'a\"b'", 'c'],
      ["'a", "\nb'"],
      ['"a', ''],
    ],
  ],
  [
    endOfTemplate,
    [
      ['`a`', 'b'],
      ['`a\\`b`', 'c'],
      ['`${`a`}`', 'b'],
      ['`${{}}`', 'b'],
      ['`${a}${b}`', 'c'],
      ['`$${a}`', 'b'],
      ['`{`', 'b'],
      ['`}`', 'b'],
      ['`\\${`', 'b'],
      ['`a', ''],
    ],
  ],
  [
    (text, at) => endOfSlash(text, at, false),
    [
      ['//a', '\nb'],
      ['//a', ''],
      ['/*a*/', 'b'],
      ['/*a*', 'b'],
      ['/*', ''],
      ['/a/gi', ' b'],
      ['/a/1', '_'],
      ['/[/]/b', ''],
      ['/[\\]/]/', ' b'],
      ['/\\//b', ''],
      ['/a', '\nb'],
      ['/a', ''],
      ['/[a', ''],
    ],
  ],
  [
    (text, at) => endOfSlash(text, at, true),
    [
      ['/', 'a/ b'],
      ['/*a*/', 'b'],
    ],
  ],
])('%o', (ends, texts) => {
  for (const [token, behind] of texts) expect(ends(token + behind, 0), token).toBe(token.length);
});

describe('a slash', () => {
  const none = { end: 0, hasValue: false };
  it.each([...['a', '1', ')', ']', '}', '"', "'", '`', 'xreturn', 'a++', 'a--', '{}\n', 'a\n']])(
    'divides behind %j',
    (before) => {
      expect(divides(`{${before} /`, before.length + 2, none)).toBe(true);
    },
  );
  it.each([...['', '=', '(', ',', '{', '=>', '+', '-', 'return', 'typeof', 'a >', '\n']])(
    'begins a regular expression behind %j',
    (before) => {
      expect(divides(`{${before} /`, before.length + 2, none)).toBe(false);
    },
  );
  it.each(['\n>', '\n>>', '\n> >'])('is uncertain behind %j, the mark of a quote', (before) => {
    expect(divides(`{${before} /`, before.length + 2, none)).toBeUndefined();
  });
  it('follows what was read over', () => {
    expect(isBehindValue('`` /', 3, { end: 2, hasValue: true })).toBe(true);
    expect(isBehindValue('/**/ /', 5, { end: 4, hasValue: false })).toBe(false);
    expect(isBehindValue('/**/a /', 6, { end: 4, hasValue: false })).toBe(true);
  });
});

it.each<[text: string, opens: boolean]>([
  ['"', true],
  ["'", true],
  ["('", true],
  ['a"', true],
  ["a'", false],
])('%s: the quote opens a string, but for an apostrophe', (text, opens) => {
  expect(opensString(text, text.length - 1)).toBe(opens);
});
