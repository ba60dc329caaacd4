import { describe, expect, it } from 'vitest';
import type { Syntax } from '../../src/document/document.ts';
import { scanLines } from '../../src/document/lines/lines.ts';
import { columnsOf, indentOfQuote, splitPrefix } from '../../src/document/lines/prefix.ts';
import { classify, withoutCode } from '../../src/document/lines/scanner.ts';
import { codeSpans, inSpan } from '../../src/document/lines/spans.ts';

it.each<[line: string, lead: string, content: string, indent: number, quotes: number]>([
  ['a ', '', 'a', 0, 0],
  ['- a', '', '- a', 0, 0],
  ['', '', '', 0, 0],
  ['  a', '  ', 'a', 2, 0],
  ['\ta', '\t', 'a', 4, 0],
  ['>a', '>', 'a', 0, 1],
  ['> a', '> ', 'a', 0, 1],
  [' >  a', ' >  ', 'a', 1, 1],
  ['> >  a', '> >  ', 'a', 1, 2],
  ['>\ta', '>\t', 'a', 3, 1],
  ['> > ', '> > ', '', 0, 2],
])(
  '%j is split into what stands before its content and the rest',
  (line, lead, content, ...place) => {
    const [indent, quotes] = place;
    expect(splitPrefix(line)).toEqual({ lead, content, indent, quotes });
  },
);

it.each([
  ['  > >   ', [2, 0, 2]],
  ['\t>\t', [4, 3]],
  ['>>', [0, 0, 0]],
])(
  '%j has so many columns before each of its quote marks, and behind the last',
  (lead, columns) => {
    expect(columns.map((_, quotes) => indentOfQuote(lead, quotes))).toEqual(columns);
  },
);

it.each([
  ['', 0],
  ['  ', 2],
  [' \t', 4],
  ['    \t ', 9],
  ['   \t\t', 8],
])('%j takes so many columns', (start, columns) => {
  expect(columnsOf(start)).toBe(columns);
});

/** By line: text, code, fence or comment. */
describe('what the lines of a text are', () => {
  it.each<[text: string, kinds: string, syntax?: Syntax]>([
    // Code by its indentation.
    ['    a', 'c'],
    ['    a', 't', 'mdx'],
    ['a\n    b', 'tt'],
    ['# a\n    b', 'tt'],
    ['a\n\n    b\n\n    c\nd', 'ttccct'],
    ['\n    b\n   c\n    d', 'tctt'],
    ['0a\n    b', 'tt'],
    // A quote in an item does not end the item.
    ['1. a\n\n    > b\n\n    c\n\n       d', 'ttttttc'],
    ['- a\n\n> b\n\n    c', 'ttttc'],
    ['> - a\n\n    c', 'ttc'],
    ['- > - a\n  >\n  >   b\n\n  c', 'ttttt'],
    // More than four blanks behind a mark begin code in the item.
    ['-    a\n\n       b', 'ttt'],
    ['-    a\n\n         b', 'ttc'],
    ['-      a\n\n  b\n\n      c', 'ccttc'],
    ['-      - a\n\n      b', 'ccc'],
    ['- - a\n\n    b\n\n        c', 'ttttc'],
    ['-\n  a\n\n      b', 'tttc'],
    // Fences.
    ['```\na\n   ```\nb', 'fcft'],
    ['```\na\n    ```\nb\n```', 'fcccf'],
    ['```\na\n    ```\nb', 'fcft', 'mdx'],
    ['  ```\n    ```\nb\n   ```', 'fccf'],
    ['```a`b\nc', 'tt'],
    ['~~~ a`b\nc\n~~~~\nd', 'fcft'],
    ['````\n```\n````', 'fcf'],
    ['```\n``` a\n~~~\n```', 'fccf'],
    ['a\n\n```\n\nb\n```', 'ttfccf'],
    // What is indented further goes on with a paragraph.
    ['a\n    ```\nb', 'ttt'],
    ['a\n   ```\nb', 'tfc'],
    ['a\n    ```\nb\n    ```', 'tfcf', 'mdx'],
    ['- a\n      ```\n  b', 'ttt'],
    ['- a\n     ```\n  b', 'tfc'],
    // In items of lists.
    ['- ```\n  a\n  ```\nb', 'fcft'],
    ['- ```\n  a\nb', 'fct'],
    ['- ```\n\n  a\n b', 'fcct'],
    ['- a\n\n      b\n\n  c', 'ttcct'],
    ['- a\n\n  b\n\n    c', 'ttttt'],
    ['1.  a\n\n    b\n\n        c', 'ttttc'],
    ['-     a\n  b', 'ct'],
    ['-      - a\n\n       b', 'ccc'],
    ['-\n  a\n\n      b', 'tttc'],
    ['- - a\n\n        b', 'ttc'],
    ['- - a\n\n      b\n  - c', 'tttt'],
    ['- - -\n\n    a', 'ttc'],
    ['- -\n\n    a', 'ttt'],
    ['a\n- b\n\n    c\n# d\n\n    e', 'ttttttc'],
    // Prose that is not indented goes on with an item; what begins a block ends it.
    ['a\n- b\n\n    c\nd\n\n    e', 'ttttttt'],
    ['1. a\nb\n\n    c', 'tttt'],
    ['1. <b id="x">a</b> b\n**[c](d)**\n\n    e', 'tttt'],
    ['1. \u2705 a\n<kbd>b</kbd> c\n\n    d', 'tttt'],
    ['1. a\n<div>b</div>\n\n    c', 'tttc'],
    ['1. a\n***\n\n    c', 'tttc'],
    ['10. a\n  `b` c\n**d**\n\n    e', 'ttttt'],
    ['> 1. a\n> b\n>\n>     c', 'tttt'],
    ['1. a\n\nb\n\n    c', 'ttttc'],
    ['1. a\n# b\n\n    c', 'tttc'],
    ['1. # a\nb\n\n    c', 'tttc'],
    ['1.\nb\n\n    c', 'tttc'],
    ['1. a\n> b\n\n    c', 'tttc'],
    ['1. a\n```\nb\n```\n\n    c', 'tfcftc'],
    // In containers.
    ['::: a\u2028b\n```\nc\n:::\nd', 'tfctt'],
    // In quotes.
    ['> ```\n> a\n> ```\nb', 'fcft'],
    ['> ```\n> a\nb', 'fct'],
    ['> ```\n>\n> > a\n> ```\nb', 'fccft'],
    ['>\n>     a', 'tc'],
    ['> - ```\n>   a\n> b', 'fct'],
    // In footnotes.
    ['[^1]: a\n\n    b\n\n        c', 'ttttc'],
    ['[^1]: ```\n    a\n    ```\nb', 'fcft'],
    // Comments, scripts and styles.
    ['<!-- a -->\nb', 'mt'],
    ['<!--\na\n--> b\nc', 'mmmt'],
    ['<!-->\na\n-->', 'mmm'],
    ['<SCRIPT>a</script>\nb', 'mt'],
    ['<style>\na</STYLE>b\nc', 'mmt'],
    ['- <!--\n  a\n  -->\n  b', 'mmmt'],
    ['{/* a\nb */}\nc', 'mmt', 'mdx'],
    ['{/* a */}\nb', 'tt', 'mdx'],
    ['{/* a\nb', 'tt'],
  ])('%j', (text, kinds, syntax = 'markdown') => {
    const letters = { text: 't', code: 'c', fence: 'f', comment: 'm' };
    const found = classify(text.split('\n'), syntax);
    expect(found.map((kind) => letters[kind]).join('')).toBe(kinds);
  });
});

it.each<[line: string, spans: string[]]>([
  ['a `b` c `d`', ['`b`', '`d`']],
  ['`` a` `` `b`', ['`` a` ``', '`b`']],
  ['a ` b', []],
  ['`a`` b', []],
  ['`a` `b', ['`a`']],
  ['\\`a` b`', ['` b`']],
  ['\\\\`a`', ['`a`']],
  ['a \\` `b`', ['`b`']],
])('of %j these are code: %j', (line, spans) => {
  const found = codeSpans(line);
  expect(found.map(([start, end]) => line.slice(start, end))).toEqual(spans);
});

it('a span reaches from its first tick to its last', () => {
  const spans = codeSpans('a `b` c');
  expect([1, 2, 4, 5].map((at) => inSpan(spans, at))).toEqual([false, true, true, false]);
});

it('prose is what is neither code nor comment nor blank', () => {
  const text = '# a\n\n> b\n\n```\nc\n```\n\n<!-- d -->\n\n    e\n- f';
  const prose = [...scanLines(text, 'markdown').prose()];
  expect(prose.map(({ index, lead, content }) => [index, lead, content])).toEqual([
    [0, '', '# a'],
    [2, '> ', 'b'],
    [11, '', '- f'],
  ]);
});

it.each([
  ['no fence', 'a\n\nb\n', 'a\n\nb\n'],
  ['a fence', 'a\n```js\nb\nc\n```\nd', 'a\n```js\n\n```\nd'],
  ['a fence without code', '```\n```\na', '```\n```\na'],
  ['longer marks', '````\n```\na\n````\nb', '````\n\n````\nb'],
  ['marks within a line of code', '```\na\nb ```\nc\n```\nd', '```\n\n\n\n```\nd'],
  ['tildes', '~~~\n```\n~~~\na', '~~~\n\n~~~\na'],
  ['a fence that is not closed', 'a\n```\nb\nc', 'a\n```\n\n\n'],
  ['a fence in a list', '- a\n  ```\n  b\n  c\n  ```\nd', '- a\n  ```\n\n\n  ```\nd'],
  ['a fence that ends with its item', '- ```\n  a\nb', '- ```\n\nb'],
  ['a fence in a quote', '> ```\n> a\n> ```\nb', '> ```\n\n> ```\nb'],
  ['a comment', '{/*\n```\n*/}\na', '{/*\n```\n*/}\na'],
])('%s: a text without its code', (_, text, expected) => {
  expect(withoutCode(text)).toBe(expected);
});
