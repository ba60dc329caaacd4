import { expect, test } from 'vitest';
import { parseExpression } from '../../src/document/expression.ts';
import { fold, Markup, toStatic } from '../../transforms/static-value.ts';

const names = new Map([
  ['name', 'Ada'],
  ['site', toStatic({ title: 'Docs', tags: ['a', 'b'] })],
]);

function folded(source: string) {
  const node = parseExpression(source);
  return node && fold(node, { source, lookup: (name) => names.get(name) });
}

test.each([
  ['"a"', 'a'],
  ['-1', -1],
  ['true', true],
  ['+1', 1],
  ['!true', false],
  ['1 + "a"', '1a'],
  ['[, 1]', [null, 1]],
  ['null', null],
  ['10n', '10n'],
  ['/a+/', '/a+/'],
  ['`a ${name}`', 'a Ada'],
  ['`a ${f(x)} b`', undefined],
  ['"a" + 1', 'a1'],
  ['name', 'Ada'],
  ['site.title', 'Docs'],
  ['site["tags"][1]', 'b'],
  ['[1, "a", f()]', [1, 'a', null]],
  ['require("./a.png").default', './a.png'],
  ['useBaseUrl("/a")', '/a'],
  ['useBaseUrl("a/b")', '/a/b'],
  ['useBaseUrl("https://acme.dev/a")', 'https://acme.dev/a'],
  ['withBase("a")', 'a'],
  ['({ 2: "b" })["2"]', 'b'],
])('%s is %j', (source, value) => {
  expect(folded(source)).toEqual(value);
});

test.each([
  'unknown',
  'site.constructor',
  'site.__proto__',
  '[].length',
  'f()',
  'process.env.HOME',
  'a && "b"',
  'a ? "b" : "c"',
  '(() => 1)()',
  'new Date()',
  '1 + 1',
  '"a" - 1',
  '"a" + f()',
  '-"a"',
  '+"1"',
  '!1',
  '~1',
  'require()',
  'require(...name)',
])('%s is not static', (source) => {
  expect(folded(source)).toBeUndefined();
});

test('objects are maps, so that no prototype answers', () => {
  expect(folded('{ a: 1, "b c": { d: "e" }, __proto__: 2, [x]: 3, ...y }')).toEqual(
    new Map<string, unknown>([
      ['a', 1],
      ['b c', new Map([['d', 'e']])],
      ['__proto__', 2],
    ]),
  );
});

test.each([
  [null, null],
  [undefined, undefined],
  [Symbol('a'), undefined],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  [
    [undefined, 1],
    [null, 1],
  ],
  [{ a: undefined, b: true }, new Map([['b', true]])],
])('as data, %o is %o', (data, value) => {
  expect(toStatic(data)).toEqual(value);
});

test('JSX stays markup', () => {
  expect(folded('<>a</>')).toBeInstanceOf(Markup);
});
