import { expect, test } from 'vitest';
import { Disk } from '../../src/files/disk.ts';
import { readToml } from '../../src/site/config/data-formats.ts';
import { ProjectFiles } from '../../src/site/config/files.ts';
import { ModuleReader } from '../../src/site/config/modules.ts';
import { isObject, placeOf, type StaticData, Unknown } from '../../src/site/config/values.ts';
import { plain } from './plain.ts';

const root = '/project';

/** A project whose files are these texts. */
function reading(files: Readonly<Record<string, string>>) {
  const project = new ProjectFiles(root, new Disk());
  const textOf = (file: string) => files[file.slice(root.length + 1)];
  project.read = textOf;
  project.has = (name) => name in files;
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
  ["process.env.X || 'b'", 'b'],
  ["process.env.X ?? 'b'", 'b'],
  ["process.env.X && 'b'", expect.any(Unknown)],
  ["process.env.NODE_ENV === 'production'", true],
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
  ['10n', expect.any(Unknown)],
])('%s', (expression, value) => {
  expect(valueIn(expression)).toEqual(value);
});

test.each([
  ['Object.assign(a, { b: 2 })', 2],
  ['{ ...a, b: 2 }', 4],
  ['Object.assign(1)', 1],
])('%s stands on line %s', (expression, line) => {
  const made = dataIn(expression, '\nconst a = { b: 1 };\n');
  expect(placeOf(made)).toMatchObject({ line });
});

test('a name is what its declaration says', () => {
  expect(valueIn('name', "const name = 'a';")).toBe('a');
  expect(valueIn('of(2)', 'const of = (n) => n + 1;')).toBe(3);
});

test('what is known of a text stays beside what is not', () => {
  expect(valueIn("'a' + f() + 'b'")).toMatchObject({ known: 'b' });
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
