import { expect, it } from 'vitest';
import { yamlData, yamlDocument, yamlRefusal } from '../../src/document/yaml-data.ts';

it.each([
  ['takes the last of two keys', 'a: 1\na: 2', { a: 2 }],
  ['keeps keys of two maps apart', 'a: { b: 1 }\nc: { b: 2 }', { a: { b: 1 }, c: { b: 2 } }],
])('YAML %s', (_, text, data) => {
  expect(yamlData(text)).toEqual(data);
});

it('for Ruby, the last of two keys counts', () => {
  expect(yamlData('a: b\na: c', { strict: true, schema: 'failsafe' })).toEqual({ a: 'c' });
});

it.each([
  ['a key that stands twice', 'a: { b: 1, b: 2 }'],
  ['a list without end', 'a: ['],
])('strict YAML has no %s', (_, text) => {
  expect(() => yamlData(text, { strict: true })).toThrow();
});

it.each([
  ['levels', `${'- '.repeat(101)}a`],
  ['brackets', '['.repeat(200_000)],
  ['ends of lists', `a: ${']'.repeat(300_000)}`],
  ['entries', 'a: 1\n'.repeat(200_000)],
  ['aliases', `a: &a 1\nb: [${'*a, '.repeat(101)}]`],
])('YAML of too many %s is not read', (_, text) => {
  expect(() => yamlData(text)).toThrow(RangeError);
});

it.each<[what: string, text: string, reason: string | undefined]>([
  ['a hundred lists in each other', `a: ${'['.repeat(100)}${']'.repeat(100)}`, undefined],
  ['one more', `a: ${'['.repeat(101)}${']'.repeat(101)}`, 'it nests deeper than 100 levels'],
  ['maps in each other', `a: ${'{a: '.repeat(101)}`, 'it nests deeper than 100 levels'],
  ['many lists beside each other', 'a: [[]]\n'.repeat(200), undefined],
  ['brackets that close nothing', `${']'.repeat(200)}${'['.repeat(100)}`, undefined],
  ['a line behind 200 blanks', `${' '.repeat(200)}a: b`, undefined],
  ['a line behind 201 blanks', `${' '.repeat(201)}a: b`, 'it nests deeper than 100 levels'],
  ['250,000 entries', 'a\n'.repeat(250_000), undefined],
  ['one more entry', 'a\n'.repeat(250_001), 'it has more than 250000 entries'],
  ['a long text', 'a'.repeat(300_000), undefined],
])('of %s the parser is not asked for this reason', (_, text, reason) => {
  expect(yamlRefusal(text)).toBe(reason);
});

it('a hundred aliases are read, and no more', () => {
  const aliases = (count: number) => `a: &a 1\nb: [${'*a, '.repeat(count)}]`;
  expect(yamlDocument(aliases(100)).errors).toEqual([]);
  expect(() => yamlDocument(aliases(101))).toThrow('more than 100 aliases');
});

it('where it has to be valid, each map has each key once', () => {
  expect(() => yamlData('a: { b: 1, b: 2 }\nc: { d: 3 }', { strict: true })).toThrow('twice');
  expect(yamlData('- a', { strict: true })).toEqual(['a']);
});
