import { expect, it } from 'vitest';
import { parseScript, readScript } from '../../src/static/parse-script.ts';

const times = (text: string, count = 20_000) => text.repeat(count);
const parens = times('(') + 1 + times(')');

// A native parser ran out of stack on these and ended the process.
it.each([
  ['a template that looks like a comment', `const a = \`//\${${parens}}\`;`],
  ['a template that looks like a long comment', `const a = \`/*\${${parens}}*/\`;`],
  ['text of JSX that looks like a comment', `export default <a>//{${parens}}</a>`],
  ['text of JSX with an apostrophe', `export default <a>it's {${parens}} it's</a>`],
  ['elements', `export default ${times('<a>')}${times('</a>')}`],
  ['lists', `export default ${times('[')}${times(']')}`],
  ['choices', `export default ${times('a?b:')}1`],
  ['functions', `export default ${times('a=>')}1`],
  ['types', `type A = ${times('B<')}C${times('>')};`],
  ['alternatives', `${times('if(a);else ')};`],
  ['templates', `\`${times('${`')}`],
])('refuses what nests too deeply: %s', (_, source) => {
  expect(parseScript(source, 'tsx')).toBeUndefined();
});

it.each([
  ['export default { a: 1 } satisfies B', 'ts'],
  ['export default <T,>(a: T) => <b>{a as string}</b>', 'tsx'],
  ['const a = <B>c', 'ts'],
  ['import { type A, b } from "c"; export default b!', 'ts'],
  ['export default a?.b ?? await c', 'js'],
  ['import type { A } from "b";\nexport default function A() {}', 'tsx'],
  ['import type A from "b";\nexport const A = 1;', 'ts'],
  ['import c, { type A, type B as D, e } from "b";\nexport const A = c + e;', 'ts'],
  ['const a = 1;\nexport { a, TypeOfAComment };', 'js'],
  ['const a = 1; const a = 2;', 'js'],
  ['#!/usr/bin/env node\nmodule.exports = 010', 'js'],
] as const)('reads %j', (source, lang) => {
  expect(parseScript(source, lang)).toHaveProperty('type', 'Program');
});

it('says where a script is wrong', () => {
  expect(readScript('const a = 1;\nconst = 2;', 'ts')).toEqual({
    line: 2,
    reason: expect.stringContaining('Unexpected token'),
  });
});

it.each([
  'const a = <T extends string>({ href }: { href: T }) => <a href={href} />;',
  'const a = { b: <T, U extends Record<string, unknown>>(\n  given: T & U,\n) => <b />, };',
])('type parameters in .tsx are no tag: %s', (source) => {
  expect(parseScript(source, 'tsx')).toBeDefined();
});

it('leaves all else where it was without type parameters', () => {
  const source = 'const a = <T extends {\n  b: string\n}>(b: T) => b;\nconst c = 1;';
  expect(parseScript(source, 'tsx')?.body[1]?.loc?.start).toMatchObject({ line: 4, column: 0 });
});

it('says where a script with type parameters is wrong', () => {
  const source = 'const a = <T extends string>(b: T) => b;\nconst = 1;';
  expect(readScript(source, 'tsx')).toHaveProperty('line', 2);
});
