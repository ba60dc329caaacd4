import { expect, test } from 'vitest';
import { isSpread, namesIn, parseExpression, parseModule } from '../../src/document/expression.ts';

test.each([
  ['"a"', 'Literal'],
  ['`a ${b}`', 'TemplateLiteral'],
  ['<>a <b>c</b></>', 'JSXFragment'],
  ['{ a: 1 }', 'ObjectExpression'],
  ['a /* why */', 'Identifier'],
  ['(a)', 'Identifier'],
  ['(("a") /* why */) // so', 'Literal'],
  ['(a, b)', 'SequenceExpression'],
  ['(<b/>)', 'JSXElement'],
  ['(a) => (b)', 'ArrowFunctionExpression'],
])('parses %s', (source, type) => {
  expect(parseExpression(source)?.type).toBe(type);
});

test('parses lists of any length', () => {
  expect(parseExpression(`[${'(a), '.repeat(2_000)}]`)?.type).toBe('ArrayExpression');
});

test.each(['', '/* note */', 'a b', '(', '(a) b', '(a))', '(a) <b/>', 'const a = 1'])(
  'is undefined for %j',
  (source) => {
    expect(parseExpression(source)).toBeUndefined();
  },
);

test('parses modules, and gives undefined for what is none', () => {
  expect(parseModule("import A from './a.mdx'\nexport const b = <i>c</i>")?.body).toHaveLength(2);
  expect(parseModule('import from')).toBeUndefined();
});

test.each([
  ['...a', true],
  ['...a, ...b', false],
  ['a', false],
  ['a]; [...b', false],
])('%j is what braces hold among attributes: %s', (source, is) => {
  expect(isSpread(source)).toBe(is);
});

test.each([
  ['a', ['a']],
  ['{ a, b: c, d = 1 }', ['a', 'c', 'd']],
  ['{ a, ...b }', ['a', 'b']],
  ['[a, , [b], ...c]', ['a', 'b', 'c']],
  ['[a = 1]', ['a']],
])('a declaration of %s binds %j', (pattern, names) => {
  const statement = parseModule(`const ${pattern} = x`)?.body[0];
  if (statement?.type !== 'VariableDeclaration') throw new Error('not a declaration');
  expect(namesIn(statement.declarations[0]!.id)).toEqual(names);
});
