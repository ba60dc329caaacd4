import { expect, test } from 'vitest';
import { Disk } from '../../src/files/disk.ts';
import { readToml } from '../../src/site/config/data-formats.ts';
import { ProjectFiles } from '../../src/site/config/files.ts';
import { ModuleReader } from '../../src/site/config/modules.ts';
import {
  isObject,
  originOf,
  placeOf,
  type StaticData,
  Unknown,
} from '../../src/site/config/values.ts';
import { plain } from './plain.ts';

const root = '/project';

/** A project whose files are these texts. */
function reading(files: Readonly<Record<string, string>>) {
  const project = new ProjectFiles(root, new Disk());
  const textOf = (file: string) => files[file.slice(root.length + 1)];
  project.read = textOf;
  project.has = (folder) => Object.keys(files).some((name) => name.startsWith(`${folder}/`));
  return new ModuleReader(project);
}

/** What an expression in a configuration is, with `before` above it. */
function dataIn(expression: string, before = ''): StaticData {
  const text = `${before}\nexport default { x: ${expression} };`;
  const made = reading({ 'a.config.js': text }).resolve(`${root}/a.config.js`);
  if (!isObject(made)) throw new Error('The configuration is not read.');
  return made.get('x');
}

const valueIn = (...given: Parameters<typeof dataIn>): unknown => plain(dataIn(...given));

test.each([
  ["'a' + 1", 'a1'],
  ['1 + 2', 3],
  ["'a' === 'a'", true],
  ["'a' === 'b'", false],
  ["'a' == 'b'", false],
  ["'a' !== 'b'", true],
  ["'a' !== 'a'", false],
  ["'a' != 'b'", true],
  ["process.env.X === 'a' ? 1 : 2", 2],
  ["process.env.X !== 'a' ? 1 : 2", 1],
  ["process.env.X === 'a' ? 'b' : process.env.Y", 'b'],
  ["process.env.X !== 'a' ? process.env.Y : 'b'", 'b'],
  ['process.env.X ? process.env.Y : process.env.Z', expect.any(Unknown)],
  ["process.env.X || 'b'", 'b'],
  ["process.env.X ?? 'b'", 'b'],
  ["process.env.X && 'b'", expect.any(Unknown)],
  ["process.env.NODE_ENV === 'production'", true],
  ["process.env.VERCEL_ENV === 'production' ? '/docs' : ''", '/docs'],
  ["process.env.CONTEXT === 'deploy-preview'", false],
  ["'a' && 'b'", 'b'],
  ["'' && 'b'", ''],
  ["'' || 'b'", 'b'],
  ["'' ?? 'b'", ''],
  ["null ?? 'b'", 'b'],
  ['!0', true],
  ['-1', -1],
  ['void 0', undefined],
  ["['a', ...['b', 'c']]", ['a', 'b', 'c']],
  ["{ a: 1, ...{ a: 2 }, ['b' + 1]: 3 }", { a: 2, b1: 3 }],
  ["['a', 'b'].length", 2],
  ["['a', 'b'][1]", 'b'],
  ["{ a: 'b' }.a", 'b'],
  ['`a${1}b`', 'a1b'],
  ["Object.fromEntries([['a', 1]])", { a: 1 }],
  ['Object.entries({ a: 1 })', [['a', 1]]],
  ['Object.keys({ a: 1 })', ['a']],
  ['Object.values({ a: 1 })', [1]],
  ['Object.assign({ a: 1 }, { a: 2 })', { a: 2 }],
  ["new URL('./b', import.meta.url)", '/project/b'],
  ["path.join('a', '..', 'b')", 'b'],
  ['fetchTitle()', expect.any(Unknown)],
  ['10n', '10'],
])('%s', (expression, value) => {
  expect(valueIn(expression)).toEqual(value);
});

test.each([
  ['Object.assign(a, { b: 2 })', 2],
  ['{ ...a, b: 2 }', 4],
])('%s stands on line %s', (expression, line) => {
  const made = dataIn(expression, '\nconst a = { b: 1 };\n');
  expect(placeOf(made)).toMatchObject({ line });
});

test('a name is what its declaration says', () => {
  expect(valueIn('name', "const name = 'a';")).toBe('a');
  expect(valueIn('of(2)', 'const of = (n) => n + 1;')).toBe(3);
});

test.each([
  ['a statement', "x.push('b');", ['a', 'b']],
  ['a statement in a function', "(() => x.push('b'))();", ['a', 'b']],
  ['a loop', "for (const one of ['b', 'c']) x.push(one);", ['a', 'b', 'c']],
  ['a condition that is known', "if (!process.env.X) x.push('b');", ['a', 'b']],
  ['a condition that is not', "if (nobody) x.push('b');", expect.any(Unknown)],
  ['a loop over what is not known', 'for (const one of nobody) x[one] = 1;', expect.any(Unknown)],
  ['a loop that may not end', "while (nobody) x.push('b');", expect.any(Unknown)],
  ['a switch, of whatever', "switch ('a') { case 'a': x.push('b'); }", expect.any(Unknown)],
  ['what takes too much', "for (;;) x.push('b');", expect.any(Unknown)],
])('%s changes a list', (_, statement, value) => {
  expect(valueIn('x', `const x = ['a'];\n${statement}`)).toEqual(value);
});

test.each([
  ['of({ a: 1 })', 'const of = ({ a, b = 2, ...rest }) => [a, b, rest];', [1, 2, {}]],
  ['X', "const { X = 'b' } = process.env;", 'b'],
  ['env.X === undefined', "import { env } from 'node:process';", true],
  ['typeof env.X', "import process from 'process';\nconst { env } = process;", 'undefined'],
  ['Kind.B', 'enum Kind { A, B }', 1],
  ['f(1)', 'function f(n) { while (n < 100) n *= 2; return n; }', 128],
  ["['a', nobody].filter(Boolean)", '', ['a', expect.any(Unknown)]],
  ["['a', process.env.X].filter(Boolean)", '', ['a']],
  ['a.b.c', 'const a = {};', expect.any(Unknown)],
  ['Object.keys({ a: 1 })', 'if (nobody) Object.freeze(1);', ['a']],
  ['of(1)', 'const of = (n) => n; if (nobody) of.call(1);', 1],
  ['a', 'const module = nobody, exports = nobody, a = 1;', 1],
  ['a', 'const a = [1]; a.push(a, a);', [1, expect.any(Unknown), expect.any(Unknown)]],
  ['f()', 'function f() { if (nobody) return 1; return 2; }', expect.any(Unknown)],
])('%s', (expression, before, value) => {
  expect(valueIn(expression, before)).toEqual(value);
});

test.each([
  ['module.exports = { a: 1 };\nmodule.exports.default = module.exports;', { a: 1 }],
  ['exports.default = { a: 1 };', { a: 1 }],
  ['module.exports = () => ({ a: 1 });', { a: 1 }],
  ['if (nobody) module.exports = { a: 1 };', expect.any(Unknown)],
])('%s', (text, value) => {
  expect(plain(reading({ 'a.js': text }).resolve(`${root}/a.js`))).toEqual(value);
});

test('a spread that is not known is noted once, however often it is copied', () => {
  const lines = Array.from({ length: 40 }, (_, n) => `const a${n + 1} = { ...a${n}, ...a${n} };`);
  const made = dataIn('a40', `const a0 = { b: 1, ...nobody };\n${lines.join('\n')}`);
  expect(originOf(made)?.holes).toMatchObject([{ why: 'the variable nobody' }]);
  expect(plain(made)).toEqual({ b: 1 });
});

test('a function gets arguments that nobody knows, but for their defaults', () => {
  const text = 'export default (a, { b }, c = 1) => ({ a: a ? 1 : 2, b, c });';
  const made = reading({ 'a.js': text }).resolve(`${root}/a.js`);
  expect(plain(made)).toEqual({ a: 2, b: expect.any(Unknown), c: 1 });
});

test('modules that import each other know what does not hang on both', () => {
  const a = "const b = require('./b');\nexports.x = 1;\nexports.y = b.y;";
  const files = { 'a.js': a, 'b.js': "const a = require('./a');\nexports.y = [a.x];" };
  expect(plain(reading(files).load(`${root}/a.js`))).toEqual({ x: 1, y: [1] });
});

test.each([
  [{ 'b/package.json': '{ "main": "lib/x" }', 'b/lib/x.js': 'export default 1;' }, 1],
  [{ 'b/package.json': '{ "main": "./index.js" }', 'b/index.js': 'export default 1;' }, 1],
  // Node follows a main module once.
  [{ 'b/package.json': '{ "main": "../c" }', 'c/package.json': '{ "main": "../b" }' }, undefined],
  [{ 'b/package.json': '{ "main": "." }' }, undefined],
])('a folder is the module that its package.json names: %j', (files, expected) => {
  const text = "import b from './b';\nexport default { b };";
  const made = reading({ 'a.js': text, ...files }).resolve(`${root}/a.js`);
  if (!isObject(made)) throw new Error('The configuration is not read.');
  const value = made.get('b');
  expect(value instanceof Unknown ? undefined : value).toEqual(expected);
});

test('what is known of a text stays beside what is not', () => {
  expect(valueIn("'a' + f() + 'b'")).toMatchObject({ known: 'ab' });
  expect(valueIn('`a${f()}b`')).toMatchObject({ known: 'ab' });
});

test.each([
  ['a module', "import x from './b.js';\nexport default x;", 'export default 1;', 1],
  ['a name of it', "import { x } from './b.js';\nexport default x;", 'export const x = 1;', 1],
  ['all of it', "import * as x from './b.js';\nexport default x;", 'export const y = 1;', { y: 1 }],
  [
    'a name that it lacks',
    "import { y } from './b.js';\nexport default y;",
    'export const x = 1;',
    expect.any(Unknown),
  ],
])('an import of %s', (_, text, imported, value) => {
  const modules = reading({ 'a.js': text, 'b.js': imported });
  expect(plain(modules.resolve(`${root}/a.js`))).toEqual(value);
});

test('a module that is not JavaScript is a problem with its line', () => {
  const modules = reading({ 'a.js': 'export default {\n  a: =\n};' });
  expect(modules.resolve(`${root}/a.js`)).toMatchObject({ why: 'a module that cannot be read' });
  expect(modules.problems).toEqual([{ file: 'a.js', line: 2, reason: expect.any(String) }]);
});

test('a module that is not there is unknown, without a problem', () => {
  const modules = reading({});
  expect(modules.resolve(`${root}/a.js`)).toBeInstanceOf(Unknown);
  expect(modules.problems).toEqual([]);
});

test('TOML that is not valid is unknown, with its line', () => {
  expect(plain(readToml("a = 'b'", 'hugo.toml'))).toEqual({ a: 'b' });
  expect(readToml("a = 'b'\nb = [", 'hugo.toml')).toMatchObject({
    place: { file: 'hugo.toml', line: 2 },
    why: expect.stringMatching(/^TOML that is not valid/),
  });
});
