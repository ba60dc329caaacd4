import { expect, test } from 'vitest';
import { readPython } from '../../src/site/config/python.ts';
import { member, placeOf, Unknown } from '../../src/site/config/values.ts';
import { plain } from './plain.ts';

const read = (text: string) => member(readPython(text, 'conf.py'), 'x');

test.each([
  ['a text', `x = 'a "b"'`, 'a "b"'],
  ['a text beside another', `x = ('a'\n     "b")`, 'ab'],
  ['a raw text', `x = r'\\d'`, '\\d'],
  ['a text of several lines', 'x = """a\nb"""', 'a\nb'],
  ['an escape', `x = 'a\\'b'`, "a'b"],
  ['a number', 'x = 1_000', 1000],
  ['a constant', 'x = True', true],
  ['none', 'x = None', null],
  ['a text with a name given before', `y = 3\nx = f'a{y}' f"{{{y}}}"`, 'a3{3}'],
  ['a list', `x = ['a', 'b',]  # c`, ['a', 'b']],
  ['a tuple', `x = ('a', 1)`, ['a', 1]],
  ['a set', `x = {'a'}`, ['a']],
  ['a dictionary', `x = {'a': {'b': [1]}, "c": None}`, { a: { b: [1] }, c: null }],
  ['a name given before', `y = 'a'\nx = [y]`, ['a']],
  ['an expression', `x = 'a' + 'b'`, 'ab'],
  ['a text with the form of a value', `y = 3\nx = f'a{y:02}'`, 'a03'],
  ['a list that grows', `x = ['a']\nx.append('b')\nx += ['c']`, ['a', 'b', 'c']],
  ['a value with its type', 'x: int = 1', 1],
  ['what an unknown condition may change', `x = 1\nif y:\n    x = f()\n`, 1],
  ['two names at once', 'y = x = 1', 1],
  ['beside what is no Python', `print 'a'\nx = 1`, 1],
  ['the last of several', `x = 1\nx = 2`, 2],
  ['a line that goes on', `x = \\\n  'a'`, 'a'],
  ['a sign within a text', `x = {'a': 'b#c', 'd': ']'}`, { a: 'b#c', d: ']' }],
])('%s', (_, text, value) => {
  expect(plain(read(text))).toEqual(value);
});

test.each([
  ['a name of a function', `def f():\n    x = 1\n`],
  ['a comparison', `x == 1`],
  ['a member', `x.y = 1`],
  ['a text', `"""\nx = 1\n"""`],
])('not %s', (_, text) => {
  expect(read(text)).toBeUndefined();
});

test.each([
  ['a call', 'x = open("f").read()'],
  ['a name that nobody gave', 'x = y'],
  ['an expression', `x = 'a' + b`],
  ['a text with values in it', `x = f'a{y}'`],
  ['a choice', `x = 'a' if y else 'b'`],
  ['what is no Python', `x = ['a' 1`],
])('%s is not known', (_, text) => {
  expect(read(text)).toBeInstanceOf(Unknown);
});

test('what stands beside a value that is not known is', () => {
  const data = readPython(`x = {\n  'a': f(1, [2]),\n  'b': 2,\n}`, 'conf.py');
  expect(member(data, 'x', 'b')).toBe(2);
  expect(member(data, 'x', 'a')).toBeInstanceOf(Unknown);
  expect(placeOf(member(data, 'x'), 'b')).toEqual({ file: 'conf.py', line: 3 });
});

test.each([
  ['brackets', `x = ${'['.repeat(100_000)}`],
  ['a text without an end', `x = ${"'".repeat(3)}${'a'.repeat(1_000_000)}`],
  ['signs', `x = ${'}'.repeat(100_000)}`],
])('hostile %s take no time', (_, text) => {
  expect(() => read(text)).not.toThrow();
});
