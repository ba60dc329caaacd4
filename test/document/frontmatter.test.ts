import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFrontmatter } from '../../src/document/frontmatter.ts';
import { readPlain } from '../../src/document/plain-frontmatter.ts';
import { bodyStart, scanFrontmatter } from '../../src/site/scan-frontmatter.ts';

const read = (...lines: string[]) =>
  readFrontmatter(['---', ...lines, '---', 'body', ''].join('\n'));

describe('readFrontmatter', () => {
  it.each<[string, string[], unknown]>([
    [
      'plain text',
      ['title: A title', 'description: And more of it'],
      { title: 'A title', description: 'And more of it' },
    ],
    ['quotes and lists', ['title: "A: b"', 'tags: [a, b]'], { title: 'A: b', tags: ['a', 'b'] }],
    [
      'other scalars',
      ['n: 1', 'yes: true', 'none:', 'inf: .inf'],
      { n: 1, yes: true, none: null, inf: 'Infinity' },
    ],
    [
      'a title as text, whatever YAML makes of it',
      ['title: {let/const ...}'],
      { title: '{let/const ...}' },
    ],
    ['a title of words in brackets', ['title: [make a kiln]'], { title: '[make a kiln]' }],
    ['a date as text', ['date: 2024-01-02'], { date: '2024-01-02' }],
    ['an unknown tag as text', ['a: !!js/function "x"'], { a: 'x' }],
    ['an alias', ['a: &x {b: 1}', 'c: *x'], { a: { b: 1 }, c: { b: 1 } }],
    [
      'tabs within braces',
      ['a:', '  {', '    b: 1,', '\t\tc: [', '\t\t2]', '  }'],
      { a: { b: 1, c: [2] } },
    ],
    [
      'brackets that go on where keys begin',
      ['a: ["b]", # [', 'c', ', d', ']', 'e:', '  f: {', 'g: 1', '}', 'h: i [j'],
      { a: ['b]', 'c', 'd'], e: { f: { g: 1 } }, h: 'i [j' },
    ],
    [
      'texts in quotes that go on where keys begin',
      ["a: 'b", "c''s", "d'", 'e:', '  - f: "g', 'h" # i', 'j: k'],
      { a: "b c's d", e: [{ f: 'g h' }], j: 'k' },
    ],
    ['a comment right behind a text', ['a: "b"#c'], { a: 'b' }],
    ['a repeated key, the last one winning', ['a: "1"', 'a: "2"'], { a: '2' }],
    [
      'no key of the prototype',
      ['__proto__: {x: 1}', 'constructor: y', 'a: {prototype: 1, b: 2}'],
      { a: { b: 2 } },
    ],
    ['nothing', [], {}],
  ])('reads %s', (_, lines, data) => {
    const found = read(...lines);
    expect(found).toMatchObject({ messages: [], lines: lines.length + 2 });
    expect(found.data).toEqual(data);
    expect(Object.getPrototypeOf(found.data)).toBe(Object.prototype);
  });

  it.each<[string, string, string[], unknown]>([
    ['YAML by name', '---yaml', ['title: A'], { title: 'A' }],
    ['YAML by its short name', '--- yml ', ['title: A'], { title: 'A' }],
    [
      'JSON',
      '---json',
      ['{', '\t"title": "A: b",', '\t"tags": ["x"]', '}'],
      { title: 'A: b', tags: ['x'] },
    ],
    ['TOML', '---toml', ['title = "A"'], { title: 'A' }],
    [
      'constants of JavaScript',
      '---js',
      ['const title = "A";', "let tag = 'b'", 'const made = f();', 'const draft = true;'],
      { title: 'A', tag: 'b', draft: true },
    ],
    [
      'an object of JavaScript',
      '---javascript',
      ['{', '  title: "A",', '  inner: {', '    title: "B",', '  },', '  size: 2', '}'],
      { title: 'A', size: 2 },
    ],
    ['no key of the prototype in JavaScript', '---js', ['const __proto__ = "A";'], {}],
  ])('reads %s', (_, opening, lines, data) => {
    const text = [opening, ...lines, '---', 'body', ''].join('\n');
    const found = readFrontmatter(text);
    expect(found).toEqual({
      data,
      end: text.indexOf('body'),
      lines: lines.length + 2,
      messages: [],
    });
    expect(bodyStart(text)).toBe(found.end - 1);
  });

  it('reads TOML that begins beside its mark', () => {
    const text = '+++ title = "A"\nweight = 2\n+++\nbody\n';
    const found = readFrontmatter(text);
    expect(found).toMatchObject({ data: { title: 'A', weight: '2' }, lines: 3, messages: [] });
    expect([found.end, bodyStart(text)]).toEqual([text.indexOf('body'), found.end]);
    expect(scanFrontmatter(text)).toMatchObject({ title: 'A', order: 2 });
  });

  it.each(['---ruby', '----json', '+++json', '---json x'])('takes %s for text', (opening) => {
    const text = `${opening}\n{}\n---\nbody\n`;
    expect([readFrontmatter(text).end, bodyStart(text)]).toEqual([0, 0]);
  });

  it.each<[string, string[], number, unknown]>([
    ['a tag of a template as a title', ['title: {#if ...}', 'tags: {a'], 2, { title: '{#if ...}' }],
    ['broken YAML, keeping plain lines', ['title: A: b', 'x: "y'], 2, { title: 'A: b' }],
    ['YAML that is broken in its first line', ['a: b: c'], 2, { a: 'b: c' }],
    ['a list', ['- a', '- b'], 1, {}],
    ['a text', ['only words'], 1, {}],
    ['an alias bomb', bomb(), 1, {}],
    [
      'more aliases than anybody writes',
      Array.from({ length: 101 }, (_, at) => `a${at}: &a${at} 1\nb${at}: *a${at}`),
      1,
      {},
    ],
    ['nesting without end', [`a: ${'['.repeat(20_000)}`], 1, {}],
    [
      'lists within lists without end',
      [`a: ${'- '.repeat(20_000)}`, `${'- '.repeat(20_000)}x`],
      1,
      {},
    ],
    ['too much of it', ['a: b'.repeat(100_000)], 1, {}],
  ])('warns of %s', (_, lines, line, data) => {
    const found = read(...lines);
    expect(found.messages).toMatchObject([{ severity: 'warning', rule: 'frontmatter' }]);
    expect(found.messages[0]?.line).toBeGreaterThanOrEqual(line);
    expect(found.data).toEqual(data);
  });

  it.each([
    ['a thematic break', '---\n\ntext\n'],
    ['a block that is never closed', '---\ntitle: x\n'],
    ['a heading', 'a\n---\nb: c\n---\n'],
    ['more dashes', '----\na: b\n----\n'],
    ['a text between lines, below a blank line', '\n---\nonly words\n---\n'],
    ['a list between lines, below a blank line', '\n---\n- a\n- b\n---\n'],
    ['broken YAML below a blank line', '\n---\na: b: c\n---\n'],
    ['marks of blocks, below a blank line', '\n+++\n\nwords\n\n+++\n'],
    ['two lines below a blank line', '\n---\n---\n'],
    ['what is indented below a blank line', '\n  ---\n  a: b\n  ---\n'],
  ])('leaves %s to the body', (_, text) => {
    expect(readFrontmatter(text)).toEqual({ data: {}, end: 0, lines: 0, messages: [] });
  });

  it.each([
    ['a blank line', '\n---\na: b\n---\nbody\n', 4],
    ['blank lines with spaces', ' \n\t\n---\na: b\n---\nbody\n', 5],
    ['blank lines in TOML', '\n\n+++\na = "b"\n+++\nbody\n', 5],
    ['what only a YAML parser reads', '\n---\na: >\n  b\n---\nbody\n', 5],
  ])('reads a map below %s', (_, text, lines) => {
    const found = readFrontmatter(text);
    expect(found).toMatchObject({ lines, messages: [] });
    expect(String(found.data.a).trim()).toBe('b');
    expect(text.slice(found.end)).toBe('body\n');
  });

  it('reads the scalars of TOML', () => {
    const text = '+++\ntitle = "A"\nweight = 3\n[nested]\ntitle = "B"\n+++\nbody\n';
    const found = readFrontmatter(text);
    expect(found.data).toEqual({ title: 'A', weight: '3' });
    expect(text.slice(found.end)).toBe('body\n');
  });
});

/** Plain front matter is read without a YAML parser, and as one reads it. */
describe('what is plain is what YAML says', () => {
  it.each([
    ...['a: b', 'a: 12', 'a: 012', 'a: 1.5', 'a: -1', 'a: 0', 'a: true', 'a: false', 'a: True'],
    ...[
      'a: yes',
      'a: null',
      'a: Null',
      'a: ~',
      'a: é',
      'a:\tb',
      'a: b  ',
      'a-b: c',
      '_a: b',
      '1a: b',
    ],
    ...[
      'a: 999999999999999',
      'a: 9999999999999999',
      'a: 2024-01-02',
      'a: 2024/01/02',
      'a: 2024-01-02 03:04',
      'a: 2024-1e3',
      'a: 2024-01 #2',
      'a: b #c',
      'a: b#c',
      'a: b:c',
    ],
    ...[
      'a: "b: c"',
      "a: 'b'",
      "a: 'it''s'",
      'a: "b\\n"',
      'a: ["b", \'c\']',
      'a: ["b",]',
      'a: ["b" ]',
    ],
    ...['a: [b]', 'a: []', 'a: [1, 2]', 'a:', 'a:\nb: c', 'a:\n  - b', 'a: b\n c', 'a: >\n  b'],
    ...['# x\n\na: b', '  a: b', 'a:\n  b: c\nd: e', 'a:\n  b: c\n  d: 1\ne:\n  f: g'],
    ...['a:\n    b: c', 'a:\n  b:\n    c: d', 'a:\n  b:', 'a: b\na:\n  c: d', 'a:\n  b: c\n  b: d'],
  ])('%j', (text) => {
    expect(read(text).data).toEqual(parse(text, { uniqueKeys: false }));
  });
});

function bomb(): string[] {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let n = 1; n < 9; n++)
    lines.push(
      `a${n}: &a${n} [${Array(9)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
    );
  return lines;
}

it.each([
  '---json\n{\n\t"title": "A",\n\t"permalink": "/a/"\n}\n---',
  '---js\nconst title = "A";\nconst permalink = "/a/";\n---',
])('the site knows %j', (source) => {
  expect(scanFrontmatter(source)).toEqual({ title: 'A', permalink: '/a/' });
});

it.each<[name: string, source: string, data: unknown]>([
  ['texts', 'title: A b\nauthor:  c  \n', { title: 'A b', author: 'c' }],
  ['texts in quotes', 'a: "b: c"\nd: \'# e\'', { a: 'b: c', d: '# e' }],
  ['flags', 'a: true\nb: false', { a: true, b: false }],
  ['whole numbers', 'a: 12', { a: 12 }],
  ['texts in lists', 'a: ["b", \'c, d\']', { a: ['b', 'c, d'] }],
  [
    'maps',
    'a:\n  b: c\n  d: e\nf: g\nh:\n  b: i',
    { a: { b: 'c', d: 'e' }, f: 'g', h: { b: 'i' } },
  ],
  ['lists of words', 'a: [b, c-d, Eli White]\ne: []', { a: ['b', 'c-d', 'Eli White'], e: [] }],
  [
    'texts that begin with a sign',
    'a: <StrictMode>\nb: /api GET /{id}\nc: (x)\nd: _e\nf: \u2728 new',
    { a: '<StrictMode>', b: '/api GET /{id}', c: '(x)', d: '_e', f: '\u2728 new' },
  ],
  [
    'texts that begin with a number',
    'a: 500 Stars\nb: 5th of 6',
    { a: '500 Stars', b: '5th of 6' },
  ],
  ['comments and blank lines', '# a\n\nb: c', { b: 'c' }],
])('front matter of nothing but %s needs no YAML parser', (_, source, data) => {
  expect(readPlain(source)).toEqual(data);
  expect(parse(source)).toEqual(data);
});

it.each([
  ['a key without a value', 'a:\nb: c'],
  ['a key without a value at the end', 'a: b\nc:'],
  ['an inner key without a value', 'a:\n  b:\n  c: d'],
  ['an inner key that is in no map', 'a: b\n  c: d'],
  ['a key twice', 'a: b\na: c'],
  ['an inner key twice', 'a:\n  b: c\n  b: d'],
  ['a key of the prototype', '__proto__: a'],
  ['an item', 'a:\n  - b'],
  ['a list with a flag', 'a: [b, true]'],
  ['a list with a number', 'a: [b, 1]'],
  ['a list in a list', 'a: [[b]]'],
  ['a list that does not end', 'a: [b'],
  ['a number with a unit of its own', 'a: 1_000'],
  ['a colon in a text', 'a: b: c'],
  ['a comment behind a text', 'a: b #c'],
  ['other ways to write a flag', 'a: True'],
  ['a number with a sign', 'a: -1'],
  ['an alias', 'a: *b'],
])('front matter with %s is left to the YAML parser', (_, source) => {
  expect(readPlain(source)).toBe(undefined);
});

it('broken front matter is told with its line', () => {
  expect(read('title: A', 'x: "y').messages[0]?.line).toBe(4);
  expect(readFrontmatter('---\na: b: c\n---\n').messages[0]).toMatchObject({ line: 2, column: 4 });
});

it.each([
  ['null', {}, 0],
  ['{ "a": 1 }', { a: 1 }, 0],
  ['{ a: 1 }', { a: 1 }, 0],
  ['[1]', {}, 1],
  ['{ "a": ', {}, 1],
])('JSON that is %j has %j', (json, data, count) => {
  const { messages, ...found } = readFrontmatter(`---json\n${json}\n---\n`);
  expect([found.data, messages.length]).toEqual([data, count]);
});

it('reads keys without marks where MkDocs does', () => {
  const text = 'Title: Kilns\nauthors: Ada\n    Bob\n\nThey are: hot.\n';
  const dialect = { conventions: ['meta-lines'] } as const;
  const { data, end, lines } = readFrontmatter(text, dialect);
  expect(data).toEqual({ title: 'Kilns', authors: 'Ada Bob' });
  expect([end, lines]).toEqual([text.indexOf('They'), 4]);
  expect(bodyStart(text, { hasMetaLines: true })).toBe(end);
  expect(scanFrontmatter(text.slice(0, end))).toEqual({ title: 'Kilns' });
  expect(readFrontmatter(text).end).toBe(0);
  expect(readFrontmatter('Commands:\n\nFire', dialect).end).toBe(0);
});

it.each(['headless: true', 'build:\n  render: never', '_build:\n  render: false'])(
  '%s hides a page',
  (source) => expect(scanFrontmatter(`---\n${source}\n---\n`).visibility).toBe('hidden'),
);
