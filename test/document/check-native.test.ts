import { expect, it } from 'vitest';
import type { Syntax } from '../../src/document/document.ts';
import { parseWithNative, requireNative } from '../../src/document/parse/native.ts';

/** Whether the native parser's tree is taken, or the reference has to decide, which takes ten times as long. */
function isTaken(text: string, syntax: Syntax): boolean {
  try {
    parseWithNative(requireNative(), { text, given: { text, fenced: [] }, syntax });
    return true;
  } catch {
    return false;
  }
}

const rawEnd = '```html\n<script></script>\n```\n';

it.each<[name: string, text: string, syntax: Syntax, taken: boolean]>([
  ['elements within text', `a <b>c</b> <br>\n\n${rawEnd}`, 'markdown', true],
  ['elements within headings', `# a <sup>b</sup>\n\n${rawEnd}`, 'markdown', true],
  ['elements within cells', '| a |\n| - |\n| <b>c</b> |\n\n<br>\n', 'markdown', true],
  ['code below a heading', '# a\n    b\n    c\n', 'markdown', true],
  ['code below a heading below a list', '- a\n# b\n    c\n    d\n', 'markdown', false],
  ['code below a break below a list', '2.\n***\n    c\n    d\n', 'markdown', false],
  ['code below a fence below a list', '2.\n~~~\na\n~~~\n    c\n    d\n', 'markdown', false],
  ['a fence in an item', '- a\n\n  ~~~\n  b\n  ~~~\n-\n\n~~~\nc\n~~~\n', 'mdx', true],
  ['a fence on the line below the mark of its item', '-\n  ~~~\n  a\n  ~~~\n', 'mdx', true],
  ['a fence below an empty item', '- a\n-\n\n  ~~~\n  b\n  ~~~\n', 'mdx', false],
  ['a fence below an empty item in a quote', '> 1.\n>\n>   ~~~\n>   b\n>   ~~~\n', 'mdx', false],
  ['a fence below an empty item in Markdown', '-\n\n  ~~~\n  b\n  ~~~\n', 'markdown', true],
  ['definitions in a row', 'a\n\n    b\n\n[a]: c\n[d]: e\n', 'markdown', true],
  ['text below a definition in an item', '- [a]: c\n  [d] e\n', 'markdown', false],
  ['raw text that ends', '<pre>\na\n</pre>\n', 'markdown', true],
  ['raw text that goes on below its end', '<pre>\n</script>\na\n</pre>\n', 'markdown', false],
  ['a row that begins with a tag', '| a |\n| - |\n<b> |\n', 'markdown', false],
  ['elements in MDX', '# a <b>c</b>\n\n<D>\n  e\n</D>\n', 'mdx', true],
  ['attributes that are spread', 'a <A {...b} /> c\n\n<A {...b}>\nd\n</A>\n', 'mdx', true],
  ['attributes that are spread twice in one', '<A {...b, ...c} />\n', 'mdx', false],
  ['values of attributes', '<A b={c + 1} d="e" />\n', 'mdx', true],
  ['values that are no expression', '<A b={c d} />\n', 'mdx', false],
  ['a value that is empty', '<A b={} />\n', 'mdx', false],
  ['a value that is a comment', '<A b={/* c */} />\n', 'mdx', false],
  ['an expression that is a comment', 'a {/* b */} {}\n', 'mdx', true],
  ['code over two lines', 'a `b\nc` d <br/>\n', 'mdx', true],
  ['code whose second line begins with a brace', 'a `b\n{c d` <br/>\n', 'mdx', false],
  ['code whose second line begins with a tag', '> a `b\n> </c>` {d}\n', 'mdx', false],
  ['signs of tags and expressions that are text', 'a \\< b &lt; \\{c `<d` <br/>\n', 'mdx', true],
  ['a tag in ticks that end in another row', '| a |\n| - |\n| `< |\n| `c` |\n', 'mdx', false],
  ['less-than signs before blanks', 'a < 1, b <\nc\t<\td\n\n> e <\n> f <br/>\n', 'mdx', true],
  ['attributes without a value', '<A b />\n', 'mdx', true],
  ['a value with equals signs in quotes', '<a b="c=d">\n', 'markdown', true],
  ['two values without quotes', '<a b=c d=e>\n', 'markdown', true],
  ['a value without quotes with an equals sign', '<a b=c=d>\n', 'markdown', false],
  ['a task', '- [ ] a\n', 'markdown', true],
  ['an item that is a heading', '- a\n  ---\n', 'markdown', true],
  ['a task that is a heading', '- [ ] a\n  ---\n', 'markdown', false],
  ['a task whose second line ends a heading', '- [x] a\n  b\n  ===\n', 'markdown', true],
  ['a byte order mark in a word', 'a\uFEFFb *c*\n', 'markdown', true],
  ['a byte order mark beside emphasis', 'a *b*\uFEFFc\n', 'markdown', false],
  ['a footnote', '[^1]: b\n\na[^1]\n', 'mdx', true],
  ['a footnote that is indented like code', 'a\n\n    [^1]: b\n', 'mdx', false],
  ['footnotes below each other', '[^1]: a\n[^2]: b\n\nc[^1]\n', 'markdown', true],
  ['a footnote on the line of another', '[^1]:[^2]: a\n', 'markdown', false],
  ['a footnote in another', '[^1]:\n    [^2]: a\n', 'markdown', false],
  ['a list in a footnote below a paragraph', 'a\n[^1]: - b\n[^2]: 1. c\n', 'markdown', true],
  ['an empty item in a footnote below a paragraph', 'a\n[^1]: *\n', 'markdown', false],
  ['a later item in a footnote below another', '[^1]: a\n[^2]: 2. b\n', 'mdx', false],
  ['a later item in a footnote below a blank line', 'a\n\n[^1]: 2. b\n', 'markdown', true],
  ['HTML right below a footnote', '[^1]: a\n<b>\n', 'markdown', false],
  ['HTML below a footnote', '[^1]: a\n\n<b>\n', 'markdown', true],
  ['a comment without an end', '1. <!--\n\n1. <!-- b -->\n2.\n', 'markdown', true],
  ['a comment without an end at last', '1. <!-- a -->\n2. <!--\n\n3.\n', 'markdown', false],
  ['a table without pipes at its sides', 'a | b\n--- | ---\nc | d\n', 'markdown', true],
  ['an item that looks like a row below a paragraph', 'a\nb\n- |\n', 'markdown', false],
  ['an expression in parentheses', 'a {(b)} <A c={("d")} {...(e)} />\n', 'mdx', true],
  ['something behind an expression in parentheses', 'a {(b) c}\n', 'mdx', false],
  ['an expression over two lines', 'a {b +\nc} d\n', 'mdx', true],
  ['an expression in code', 'a `{b c}` d \\{e f} <br/>\n', 'mdx', true],
  ['a tag over two lines', 'a <A\nc="d" /> e\n', 'mdx', true],
  ['a closing tag over two lines', '<A>\n  b\n</A\n>\n', 'mdx', false],
  ['an element that ends within emphasis', '*a <b>c* d</b>\n', 'mdx', false],
  ['an element in a quote', '> <A>\n> b\n> </A>\n', 'mdx', true],
  [
    'an element whose line goes on outside its item',
    '- <A>\n  <B\nc="d" />\n  </A>\n',
    'mdx',
    false,
  ],
  ['a module', "import a from 'a'\n\nimport b from 'b'\n", 'mdx', true],
  ['an import without a blank', "import{}from'a'\n", 'mdx', false],
  ['an export behind a tab', "export\t{}from'a'\n", 'mdx', false],
  ['an export without a declaration', 'export a\n', 'mdx', false],
  ['a statement below an import', "import a from 'b'\nfoo()\n", 'mdx', false],
  ['a name that another one takes', "import {a as b} from 'a'\n\nimport a from 'b'\n", 'mdx', true],
  ['two names that become one', "import {a} from 'a'\n\nimport {c as a} from 'b'\n", 'mdx', false],
  [
    'a name that is imported and declared',
    "import a from 'a'\n\nexport const a = 1\n",
    'mdx',
    false,
  ],
  [
    'a name that is imported and declared in a pattern',
    "import {a} from 'a'\n\nexport const {b: [c, ...a]} = {}\n",
    'mdx',
    false,
  ],
  [
    'a name that is imported and used',
    "import a from 'a'\n\nexport const b = () => a\n",
    'mdx',
    true,
  ],
  ['a name that is declared twice', 'export const a = 1\n\nexport function b(a) {}\n', 'mdx', true],
  ['a row that is a module', '| a |\n| - |\nimport b\n', 'mdx', false],
  ['a tag below a table', '| a |\n| - |\n| b |\n\n<c/>\n', 'mdx', true],
  [
    'raw text that ends with another tag',
    '<script>\na\n</style>\nb\n</script>\n',
    'markdown',
    false,
  ],
  ['a name that is imported twice', "import a from 'a'\nimport a from 'b'\n", 'mdx', false],
])('%s', (_, text, syntax, taken) => {
  expect(isTaken(text, syntax)).toBe(taken);
});
