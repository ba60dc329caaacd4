import { expect, it } from 'vitest';
import { yamlData } from '../../src/document/yaml-data.ts';
import { cpuSeconds } from '../setup/cpu-seconds.ts';

it.each([
  ['takes the last of two keys', 'a: 1\na: 2', { a: 2 }],
  ['keeps keys of two maps apart', 'a: { b: 1 }\nc: { b: 2 }', { a: { b: 1 }, c: { b: 2 } }],
])('YAML %s', (_, text, data) => {
  expect(yamlData(text)).toEqual(data);
});

it.each([
  ['a key that stands twice', 'a: { b: 1, b: 2 }'],
  ['a list without end', 'a: ['],
])('strict YAML has no %s', (_, text) => {
  expect(() => yamlData(text, { strict: true })).toThrow();
});

it.each([
  ['levels', `${'- '.repeat(101)}a`],
  ['brackets', '['.repeat(2_000_000)],
  ['ends of lists', `a: ${']'.repeat(2_000_000)}`],
  ['entries', 'a: 1\n'.repeat(200_000)],
  ['aliases', `a: &a 1\nb: [${'*a, '.repeat(101)}]`],
])('YAML of too many %s is not read', (_, text) => {
  expect(() => yamlData(text)).toThrow(RangeError);
});

it('reads many keys in linear time', async () => {
  const keys = Array.from({ length: 40_000 }, (_, at) => `k${at}: 1\n`).join('');
  const seconds = await cpuSeconds(() => expect(yamlData(keys)).toHaveProperty('k39999', 1));
  expect(seconds).toBeLessThan(10);
});
