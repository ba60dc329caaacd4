import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { renderBody } from '../../src/document/render.ts';

const parser = unified().use(remarkParse).use(remarkGfm);
const parse = (text: string) => parser.runSync(parser.parse(text)) as Root;
const again = (text: string) => renderBody(parse(text)).replace(/\n$/, '');

it('texts beside each other begin no list', () => {
  const texts = ['1', '. a', ' b'].map((value) => ({ type: 'text' as const, value }));
  const tree: Root = { type: 'root', children: [{ type: 'paragraph', children: texts }] };
  expect(renderBody(tree)).toBe('1\\. a b\n');
  expect(renderBody(tree)).toBe('1\\. a b\n');
});

describe('house style', () => {
  it.each([
    ['bullet', '* a\n* b', '- a\n- b'],
    ['list indent', '1.  a\n\n    b', '1. a\n\n   b'],
    ['emphasis and strong', '*a* __b__', '_a_ **b**'],
    ['emphasis inside a word', 'un*like*ly 转移*那一刻*之前', 'un*like*ly 转移*那一刻*之前'],
    ['emphasis beside a word', 'a *b*c', 'a *b*c'],
    ['emphasis behind a word', 'un*like* ly', 'un*like* ly'],
    ['emphasis before a word, in strong', '**a *b*c**', '**a *b*c**'],
    ['an address before emphasis', '<http://a.b>.*c*', '<http://a.b>._c_'],
    [
      'lines below a heading that is written slowly',
      '# un*like*ly\n\nun*like*ly # a\n# b',
      '# un*like*ly\n\nun*like*ly # a\n\n# b',
    ],
    [
      'lines below a cell that is written slowly',
      '| un*like*ly |\n| - |\n\nun*like*ly | a\nb',
      '| un*like*ly |\n| - |\n\nun*like*ly | a\nb',
    ],
    ['fence', '~~~js title\nx\n~~~', '```js title\nx\n```'],
    ['longer fence', '~~~\n```\n~~~', '````\n```\n````'],
    ['indented code', '    x', '```\nx\n```'],
    ['rule', 'a\n\n***', 'a\n\n---'],
    ['setext heading', 'A\n=', '# A'],
    ['setext heading of two lines', 'A\nB\n=', '# A B'],
    ['setext heading of two lines with a mark', 'A \\*a\\*\nB\n=', '# A \\*a\\* B'],
    ['setext heading of two lines with emphasis', '*A* b\n*c* d\n=', '# _A_ b _c_ d'],
    ['setext heading with a break', 'A\\\n*b*\n=', '# A _b_'],
    ['closed heading', '## A ##', '## A'],
    ['heading that ends with number signs', '# C \\#', '# C \\#'],
    ['heading that ends with a word and a number sign', '# C#', '# C#'],
    ['table', '|a|bb|\n|-|:-:|\n|ccc||', '| a | bb |\n| - | :-: |\n| ccc | |'],
    ['hard break', 'a  \nb', 'a\\\nb'],
    ['task list', '* [X] a\n* [ ] b', '- [x] a\n- [ ] b'],
    ['alert', '> [!NOTE]\n> a', '> [!NOTE]\n> a'],
    ['alert with a list', '> [!TIP]\n> - a', '> [!TIP]\n>\n> - a'],
    ['autolink', 'see <https://a.b/c> here', 'see https://a.b/c here'],
    ['link that names its address', '[https://a.b](https://a.b)', '[https://a.b](https://a.b)'],
    ['link destination', '[a](</b(c)?d=1&e=2>)', '[a](/b(c)?d=1&e=2)'],
    ['a mark between blanks, beside marks that pair', '\\*a\\* * b', '\\*a\\* * b'],
    ['link whose code would end a label', '[`]:` a](b)', '[`]:` a](b "")'],
    ['ticks around code', '\\``b`\\`', '\\``b`\\`'],
    ['a tick beside code', '\\` `b`', '\\` `b`'],
    ['a tick alone', 'a \\` b', 'a ` b'],
    ['marks around code', '\\*`b`\\*', '\\*`b`\\*'],
    ['marks that pair below one that does not', '2 \\* 3\n\n\\*a\\*', '2 * 3\n\n\\*a\\*'],
    ['footnote', 'a[^1]\n\n[^1]: b', 'a[^1]\n\n[^1]: b'],
  ])('%s', (_, input, expected) => {
    expect(again(input)).toBe(expected);
  });

  it.each([
    'https://a.b/c_d_e?f=1&g=2#h',
    'www.example.com or me@example.com',
    '[...slug] and [page]',
    'src/pages/[id].ts, [0], [a][b]',
    '_app and _document',
    'files like *.ts',
    '2 * 3 * 4',
    'snake_case_name and __init__x',
    'AT&T & R&D, a&b',
    'a < b and c <= d',
    'about ~100',
    'C# and F#',
    '# C#',
    '#hashtag first',
    '--flag first',
    '+1 first',
    '2024.5 first',
    'price (approx.) $5 {x}',
    'C:\\path\\to',
    'really!',
    'a\n2. b',
    'a [b]: c',
    '1986.5 and 1) at the end of 2.',
  ])('needs no escape: %s', (text) => {
    expect(again(text)).toBe(text);
  });

  it.each([
    '\\*a\\*',
    '\\_a\\_',
    '\\[a]\\(b)',
    '\\# a',
    '1\\. a',
    '\\- a',
    '\\> a',
    'a \\<b> c',
    '\\&copy;',
    'a\n\\---',
    'a\n1\\. b',
    '1\\) b',
    '\\[a]: b',
    'a\n\\[b]: c',
    '- \\+ b',
    '\\~~~',
    'a\n\\===',
    '\\* * *',
    '- \\[ ] a',
    '\\!\\[a](b)',
    '| a\\|b |\n| - |',
  ])('stays text: %s', (text) => {
    expect(parse(again(text)).children[0]).toMatchObject(withoutPlaces(parse(text).children[0]!));
  });
});

const examples = join(
  process.env.CONTEXTOR_CORPORA ?? '../shared/corpora',
  '../examples/tricky.json',
);
const expectations = existsSync(examples)
  ? (JSON.parse(readFileSync(examples, 'utf8')) as { expected: string }[])
  : [];

describe.skipIf(expectations.length === 0)('examples', () => {
  it.each(expectations.map(({ expected }) => expected.trim()))('%s', (expected) => {
    expect(again(expected)).toBe(expected);
  });
});

function withoutPlaces<T extends object>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, field) => (key === 'position' ? undefined : field)),
  );
}
