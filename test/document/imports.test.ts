import { expect, test } from 'vitest';
import { namesOfModule } from '../../src/document/imports.ts';

test.each([
  ["import A from 'a'", ['A'], []],
  ["import { A as B } from 'a'", ['B'], []],
  ["import 'a'", [], []],
  ['export const a = 1, { b } = c', [], ['a', 'b']],
  ['export function a() {}', [], ['a']],
  ['export default function () {}', [], []],
  ['export default class A {}', [], ['A']],
  ['export default 1', [], []],
  ["export { a } from 'b'", [], []],
  ["export * from 'b'", [], []],
  ["import A from 'a'\nexport const b = A", ['A'], ['b']],
])('the names of %j', (source, imported, declared) => {
  expect(namesOfModule(source)).toEqual({ imported, declared });
});

test.each(['important: a', 'export', 'import A', 'export const a = 1\nb()', 'a'])(
  '%j is no block of ESM',
  (source) => {
    expect(namesOfModule(source)).toBe(undefined);
  },
);
