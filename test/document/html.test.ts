import { expect, it } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import { outline } from './show.ts';

const unclosed = (name: string) =>
  `<${name}> is never closed; what follows was read as if it stood beside it.`;
const stray = (name: string) => `A closing tag </${name}> closes nothing; it was left out.`;

/** What browsers make of HTML in Markdown, and what is said of tags that do not pair. */
it.each<[rule: string, text: string, tree: string, ...said: string[]]>([
  ['`pre` keeps its lines', '<pre>\na  \n\n  b\n</pre>', '<pre>p(\na  \n\n  b\n)</pre>'],
  ['other blocks lose the blanks around lines', '<div>\n  a \n  b\n</div>', '<div>p(a\nb)</div>'],
  ['a line keeps the blanks between words', 'a <b>c </b> d', 'p(a <b>c </b> d)'],
  ['a paragraph may end an element', '<div>\n\na</div>\n\nb', '<div>p(a)</div>p(b)'],
  ['an element without end is empty', '# a <b>c', 'h1(a <b/>c)', unclosed('b')],
  ['it ends with the one around it', 'a <b> <i>c</b> d', 'p(a <b> <i/>c</b> d)', unclosed('i')],
  ['a tag that closes nothing goes', 'a </i> b', 'p(a b)', stray('i')],
  ['a paragraph of such tags goes', 'a\n\n</b></i>', 'p(a)', stray('b'), stray('i')],
  ['`</br>` is a break, and `</p>` no mistake', 'a </br> </p> b', 'p(a <br/> b)'],
  ['what looks like a tag in prose is text', 'a Promise<string> b', 'p(a Promise<string> b)'],
  ['items need no end', '<ul>\n<li>a\n<li>b\n</ul>', '<ul><li>p(a)</li><li>p(b)</li></ul>'],
  ['scripts are not text', 'a <script>b</script> c', 'p(a c)'],
  ['nor are their blocks', '<script>\na\n</script>\n\nb', 'p(b)'],
  ['nor are styles without end', '<style>\na\n\nb', '', unclosed('style')],
  ['of an attribute the first counts', '<a href="b" href="c">d</a>', 'p(<a href="b">d</a>)'],
  ['an attribute may have no quotes', 'a <img src=b> c', 'p(a <img src="b"/> c)'],
  ['it may hold slashes then', '<a href=/b/>c</a>', 'p(<a href="/b/">c</a>)'],
  ['a slash right behind it is its own', 'a <img width=8/>', 'p(a <img width="8/"/>)'],
  ['a comment goes', 'a <!-- b --> c', 'p(a c)'],
  [
    'a comment without end goes, and is told',
    '<!-- a\nb',
    '',
    'A comment is never closed; what follows is left out, as browsers do.',
  ],
  ['CDATA is text', '<![CDATA[a]]> b', 'p(a b)'],
  ['entities are characters', '<div>a &amp; b&nbsp;c</div>', '<div>p(a & b\u00a0c)</div>'],
  [
    'a summary is a block',
    '<details>\n<summary>a</summary>\n\nb\n\n</details>',
    '<details><summary>p(a)</summary>p(b)</details>',
  ],
  ['lines of inline elements are a paragraph', '<b>\na\n</b>', 'p(<b>\na\n</b>)'],
  [
    'blocks beside each other are apart',
    '<div>a</div>\n<div>b</div>',
    '<div>p(a)</div><div>p(b)</div>',
  ],
  [
    'cells pair their own tags',
    '| a <b>c</b> |\n| - |\n| <i>d |',
    'table(tableRow(tableCell(a <b>c</b>))tableRow(tableCell(<i/>d)))',
    unclosed('i'),
  ],
  ['a definition that is a comment goes', '[//]: # (a)\n\n[comment]: # (b)\n\nc', 'p(c)'],
  [
    'definitions stand at the end, in their order',
    '> [a]: b\n\n[c]: d\n\n- [e]: f\n\ng',
    'blockquote()list(item())p(g)definition[b]()definition[d]()definition[f]()',
  ],
  ['a value may have two lines', 'a <b title="c\n  d">e</b>', 'p(a <b title="c\nd">e</b>)'],
  ['an address of mail is text', 'a@b.cc', 'p(a@b.cc)'],
  ['blank lines at the end of code between fences are its own', '```\na\n \n```', 'code(a\n )'],
  ['also where blanks stand behind the last fence', '~~~\na\n \n~~~ \t', 'code(a\n )'],
  ['blank lines at the end of code without a last fence are not', '```\na\n \n', 'code(a)'],
  ['nor are those of indented code', '    a\n     \n', 'code(a)'],
  ['an address without a name is text', 'http://* a', 'p(http://* a)'],
])('%s', (_, text, tree, ...said) => {
  for (const parser of ['native', 'remark'] as const) {
    const dialect = { name: 'test', markdown: 'markdown' } as const;
    const read = parseDocument({ text, path: 'a.md', dialect, parser });
    expect(outline(read.tree)).toBe(tree);
    expect(read.messages.map(({ reason }) => reason)).toEqual(said);
  }
});

it('an element ends where its tag does', () => {
  const dialect = { name: 'test', markdown: 'markdown' } as const;
  const text = 'a\n\n  <div>\n\n  b\n\n  </div>\n';
  const { tree } = parseDocument({ text, path: 'a.md', dialect, parser: 'remark' });
  expect(tree.children[1]?.position).toMatchObject({
    start: { line: 3, column: 3 },
    end: { line: 7 },
  });
});
