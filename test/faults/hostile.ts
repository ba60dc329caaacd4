/** A document made to break a parser or a transform. */
export interface Hostile {
  name: string;
  /** Extension decides the syntax. */
  path: string;
  text(): string;
}

const deep = 10_000;
const long = 100_000;
const md = (name: string, text: () => string): Hostile => ({ name, path: 'hostile.md', text });
const mdx = (name: string, text: () => string): Hostile => ({ name, path: 'hostile.mdx', text });
const both = (name: string, text: () => string) => [md(name, text), mdx(name, text)];

/** Definitions that each name the next one, below so many elements. */
const chain = (length: number, depth: number) =>
  `${Array.from(
    { length },
    (_, at) =>
      `export const a${at} = ${'<div>'.repeat(depth)}b {a${at + 1}}${'</div>'.repeat(depth)}\n`,
  ).join('')}export const a${length} = 1\n\n{a0}\n`;

const nestedLists = (depth: number) =>
  Array.from({ length: depth }, (_, level) => `${' '.repeat(level * 2)}- a`).join('\n');
const aliasBomb = () => {
  const levels = Array.from({ length: 25 }, (_, level) =>
    level === 0 ? 'a0: &a0 [x, x]' : `a${level}: &a${level} [*a${level - 1}, *a${level - 1}]`,
  );
  return `---\n${levels.join('\n')}\n---\n\nText\n`;
};
const frontmatter = (yaml: string) => () => `---\n${yaml}\n---\n\n# Title\n\nText\n`;

/** Each ends within the deadline, with a result or a clear message. */
export const hostileDocuments: readonly Hostile[] = [
  ...both('100,000 quotes in one line', () => '>'.repeat(long)),
  ...both('quotes nested 1,000 deep', () => `${'> '.repeat(1000)}a\n`),
  ...both('lists nested in one line', () => '- '.repeat(deep)),
  ...both('lists nested 1,000 deep', () => nestedLists(1000)),
  ...both('ordered lists nested in one line', () => '1. '.repeat(deep)),
  ...[
    '[',
    '*',
    '_',
    '`',
    '<',
    '&',
    '|',
    '![',
    '](',
    '~',
    '\\',
    '**a',
    '_a *',
    '[a](',
    '<a ',
    '&#',
  ].flatMap((piece) => both(`a run of ${piece}`, () => piece.repeat(long / piece.length))),
  ...both('backticks of growing length', () =>
    Array.from({ length: 1000 }, (_, length) => '`'.repeat(length + 1)).join(' a '),
  ),
  md('one line of 50 MB', () => 'word '.repeat(10_000_000)),
  md('1,000,000 lines', () => 'line of text\n\n'.repeat(500_000)),
  md('a table of 20,000 rows', () => `| a | b |\n| - | - |\n${'| 1 | 2 |\n'.repeat(20_000)}`),
  md(
    'a table of 5,000 columns',
    () => `${'| a '.repeat(5000)}|\n${'| - '.repeat(5000)}|\n${'| b '.repeat(5000)}|\n`,
  ),
  md('100,000 link definitions', () =>
    Array.from({ length: long }, (_, at) => `[a${at}]: /b${at}`).join('\n'),
  ),
  md('20,000 footnotes', () =>
    Array.from({ length: 20_000 }, (_, at) => `a[^${at}]\n\n[^${at}]: note\n`).join('\n'),
  ),
  mdx('an expression of 1 MB', () => `a {"${'x'.repeat(1_000_000)}"} b`),
  mdx('an expression of 100,000 brackets', () => `{${'['.repeat(long)}${']'.repeat(long)}}`),
  mdx('a definition that names itself', () => 'export const a = <>b {a}</>\n\n{a}\n'),
  mdx(
    'a definition that names itself, below 60 elements',
    () => `export const a = (${'<div>'.repeat(60)}b {[a]}${'</div>'.repeat(60)})\n\n{a}\n`,
  ),
  mdx('100 definitions within one another, each below 60 elements', () => chain(100, 60)),
  mdx('an expression of 10,000 parentheses', () => `{${'('.repeat(deep)}1${')'.repeat(deep)}}`),
  mdx('an attribute of 100,000 braces', () => `<A b={${'{'.repeat(long)}${'}'.repeat(long)}} />`),
  mdx(
    'an export of 100,000 brackets',
    () => `export const a = ${'['.repeat(long)}${']'.repeat(long)}\n`,
  ),
  mdx('an unary chain of 100,000', () => `{${'!'.repeat(long)}a}`),
  mdx('a sum of 50,000 terms', () => `{1${'+1'.repeat(50_000)}}`),
  mdx('an import never ended', () => `import {${' a,'.repeat(20_000)}\n`),
  ...both('10,000 tags opened', () => '<div>\n\n'.repeat(deep)),
  ...both('10,000 tags opened in one line', () => '<b>'.repeat(deep)),
  ...both('10,000 tags closed', () => '</div>\n\n'.repeat(deep)),
  ...both(
    'components nested 2,000 deep',
    () => `${'<A>\n'.repeat(2000)}a\n${'</A>\n'.repeat(2000)}`,
  ),
  ...both('tags crossed', () => '<a><b></a></b>\n\n'.repeat(2000)),
  ...both('containers nested 2,000 deep', () => ':::note\n'.repeat(2000)),
  ...both('containers never closed', () => ':::note\n\ntext\n\n'.repeat(2000)),
  ...both('fences never closed', () => '```js\n~~~\n'.repeat(2000)),
  ...both('comments never closed', () => '<!-- a\n{/* b\n'.repeat(2000)),
  ...both('shortcodes and macros never closed', () => '{{< a >}}{% b %}{{c(}}\n'.repeat(2000)),
  md('a YAML alias bomb', aliasBomb),
  md(
    'prototype keys in front matter',
    frontmatter('__proto__: {a: 1}\nconstructor: x\nprototype: y'),
  ),
  md(
    'dates, tags and binary in front matter',
    frontmatter('a: 2020-01-01\nb: !!binary aGk=\nc: !x y\ntitle: 1'),
  ),
  md('front matter that is a list', frontmatter('- a\n- b')),
  md('front matter that is a string', frontmatter('just text')),
  md('front matter nested 5,000 deep', frontmatter(`a: ${'['.repeat(5000)}${']'.repeat(5000)}`)),
  md('front matter never closed', () => '---\ntitle: a\n\n# Title\n'),
  ...both('NUL bytes', () => 'a\u0000b \u0000\n\n```\n\u0000\n```\n'),
  ...both('lone surrogates', () => 'a \ud800 b \udc00\n\n## \ud800\n'),
  ...both('byte order marks', () => '\uFEFF\uFEFF# a\n\n\uFEFFb\n'),
  ...both('mixed line ends', () => '# a\r\n\rb\n\r\nc\r```\r\nd\n```\r'),
  ...both('the same paragraph 20,000 times', () => 'The same words again.\n\n'.repeat(20_000)),
  ...both('prototype names', () =>
    ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']
      .map(
        (name) =>
          `<${name} title="${name}">a</${name}>\n\n:::${name} x\ny\n:::\n\n{{${name}("a")}}\n`,
      )
      .join('\n'),
  ),
  ...both('replacement patterns', () => "# $& $1 $` $'\n\n[$&]($1) `$$`\n\n```$&\n$1 $`\n```\n"),
  mdx(
    'expressions that would loop, throw or read',
    () =>
      '{(() => { for (;;); })()} {process.env.HOME} {(() => { throw 1 })()} {globalThis.x = 1} {import("fs")}\n',
  ),
];
