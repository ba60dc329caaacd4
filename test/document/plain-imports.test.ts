import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseModule } from '../../src/document/expression.ts';
import { namesOfModule, plainImports } from '../../src/document/plain-imports.ts';

test.each([
  ["import A from './a.mdx';", { A: ['./a.mdx', 'default'] }],
  ['import A from "a"', { A: ['a', 'default'] }],
  ["import * as A from 'a'", { A: ['a', '*'] }],
  ["import { A, b } from 'a'", { A: ['a', 'A'], b: ['a', 'b'] }],
  ["import {A,} from 'a'", { A: ['a', 'A'] }],
  ["import A, { $b } from 'a'", { A: ['a', 'default'], $b: ['a', '$b'] }],
  ["import A from 'a'\nimport B from 'b'", { A: ['a', 'default'], B: ['b', 'default'] }],
  ["import { A as B } from 'a'", undefined],
  ["import 'a'", undefined],
  ["import A from 'a' // why", undefined],
  ["import A from 'a'; export const b = 1", undefined],
  ["import A from '\\x61'", undefined],
  ["import A from 'a'\nimport A from 'b'", undefined],
  ["import { A, A } from 'a'", undefined],
  ["export { A } from 'a'", undefined],
])('%j brings %j', (source, expected) => {
  const bindings = plainImports(source);
  const listed = bindings && Array.from(bindings, ([name, b]) => [name, [b.specifier, b.name]]);
  expect(listed && Object.fromEntries(listed)).toEqual(expected);
});

const name = fc.constantFrom('A', 'b', '$c', 'd_1');
const named = fc
  .array(name, { minLength: 1, maxLength: 3 })
  .map((list) => `{ ${list.join(', ')} }`);
const line = fc
  .tuple(
    fc.oneof(
      name,
      named,
      name.map((local) => `* as ${local}`),
      fc.tuple(name, named).map((both) => both.join(', ')),
    ),
    fc.constantFrom("'./x.mdx'", '"y"', "'z';"),
  )
  .map(([what, from]) => `import ${what} from ${from}`);

test('gives what the parser gives', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (lines) => {
      const source = lines.join('\n');
      const bindings = plainImports(source);
      const program = parseModule(source);
      // What the parser refuses is not a plain import either.
      expect(bindings === undefined).toBe(program === undefined);
      const parsed = program?.body.flatMap((statement) =>
        statement.type !== 'ImportDeclaration'
          ? []
          : statement.specifiers.map(({ local, type }) => [
              local.name,
              statement.source.value,
              type,
            ]),
      );
      const kinds: Record<string, string> = {
        default: 'ImportDefaultSpecifier',
        '*': 'ImportNamespaceSpecifier',
      };
      const found = bindings && Array.from(bindings);
      expect(
        found?.map(([local, b]) => [local, b.specifier, kinds[b.name] ?? 'ImportSpecifier']),
      ).toEqual(parsed);
    }),
  );
});

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
