import { expect, test } from 'vitest';
import { parseExpression, parseModule } from '../../src/document/expression.ts';

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
