import { expect, it } from 'vitest';
import type { Syntax } from '../../src/document/document.ts';
import { tame } from '../../src/document/parse/tame.ts';

const times = (text: string, count: number) => text.repeat(count);

function read(text: string, syntax: Syntax = 'markdown') {
  const lines: (number | undefined)[] = [];
  const tamed = tame(text, syntax, ({ line }) => lines.push(line));
  return { ...tamed, lines };
}

const code = (paragraph: string) => paragraph.replace(/^/gm, times(' ', 12));

it.each<[name: string, text: string]>([
  ['nothing', ''],
  ['fifty quotes in one line', times('>', 50)],
  ['forty-nine items in one line', `${times('- ', 49)}a`],
  ['an item behind 199 columns', `${times(' ', 199)}- a`],
  ['blanks before a word', `${times(' ', 300)}a`],
  ['a long line of stars', times('*', 60)],
  ['a long line of figures', times('1', 60)],
  ['marks in a long line', `a ${times('> ', 60)}`],
  ['quotes in code', `\`\`\`\n${times('> ', 60)}a\n\`\`\``],
  ['20,000 marks in a paragraph', times('*', 20_000)],
  ['20,001 letters', times('a', 20_001)],
  ['many marks in two paragraphs', `${times('*', 15_000)}\n\n${times('*', 15_000)}`],
  [
    'many marks in two paragraphs apart by blanks',
    `${times('*', 15_000)}\n \n${times('*', 15_000)}`,
  ],
  ['many marks in code', `\`\`\`\n${times('*', 30_000)}\n\`\`\``],
  ['many marks in a table', `| a |\n| - |\n${times(`| ${times('*', 5_000)} |\n`, 6)}`],
  ['a hundred images in images', `${times('![', 100)}a`],
  ['a hundred images in images, and one more', `${times('![', 100)}a\n\n![b](c)`],
  ['many images beside each other', times('![a](b) ', 200)],
  ['many images in paragraphs', times('![\n\n', 200)],
])('%s: the text stays as it is', (_, text) => {
  expect(read(text)).toEqual({ text, indented: false, lines: [] });
});

it.each<[name: string, text: string, made: string, line: number]>([
  ['quotes', `${times('> ', 52)}a`, `${times('> ', 49)}> \\> > a`, 1],
  ['quotes below text', `a\n\n${times('>', 52)}a`, `a\n\n${times('>', 50)}\\>>a`, 3],
  ['items', `${times('- ', 52)}a`, `${times('- ', 49)}- \\- - a`, 1],
  ['items of stars', `${times('* ', 52)}a`, `${times('* ', 49)}* \\* * a`, 1],
  ['items of figures', `${times('1. ', 52)}a`, `${times('1. ', 49)}1. 1\\. 1. a`, 1],
  ['quotes behind blanks', `  ${times('>', 52)}a`, `  ${times('>', 50)}\\>>a`, 1],
  ['quotes behind a tab', `a\n\t- ${times('>', 52)}a`, `a\n\t- ${times('>', 49)}\\>>>a`, 2],
  ['an item behind 200 columns', `a\n${times(' ', 200)}- a`, `a\n${times(' ', 200)}\\- a`, 2],
  [
    'an item behind 200 columns, of figures',
    `a\n${times(' ', 200)}1. a`,
    `a\n${times(' ', 200)}1\\. a`,
    2,
  ],
  [
    'quotes in two lines',
    `${times('>', 51)}\n${times('>', 51)}`,
    `${times('>', 50)}\\>\n${times('>', 50)}\\>`,
    1,
  ],
])('of %s, the mark of what is too deep is text', (_, text, made, line) => {
  expect(read(text)).toEqual({ text: made, indented: false, lines: [line] });
});

it.each<[name: string, before: string, paragraph: string, after: string, line: number]>([
  ['marks', '', times('*', 20_001), '', 1],
  ['marks below text', 'a\n\n', times('*', 20_001), '\n\nb', 3],
  ['marks in two lines', 'a\n\n', `${times('*', 15_000)}\n${times('_', 15_000)}`, '\n\nb', 3],
  ['marks below code', '```\na\n```\n', times('[', 20_001), '\n```\nb\n```', 4],
  ['marks between letters', 'a\n\n', times('a*', 20_001), '', 3],
  ['marks in a row of a table', '', `| a |\n| - |\n| ${times('*', 20_001)} |`, '\n\nb', 1],
  ['marks in two lines that are no table', '', `a | b\n- ${times('*', 20_001)}`, '\n\nb', 1],
  ['marks below a line that is no row', '', `a\n-\n${times('*', 20_000)}\n*`, '\n\nb', 1],
  ['images in images', 'a\n\n', `${times('![', 101)}a`, '\n\nb', 3],
  [
    'images in images, in two lines',
    'a\n\n',
    `${times('![', 60)}a\nb ${times('![', 60)}c`,
    '\n\nd',
    3,
  ],
  ['images behind one that ends', 'a\n\n', `![b]${times('![', 101)}c`, '\n\nd', 3],
])('a paragraph of too many %s is code', (_, before, paragraph, after, line) => {
  const text = `${before}${code(paragraph)}${after}`;
  expect(read(before + paragraph + after)).toEqual({ text, indented: true, lines: [line] });
});

it('of several paragraphs with too many marks the first one is told', () => {
  const marks = times('*', 20_001);
  const { text, lines } = read(`a\n\n${marks}\n\n${marks}`);
  expect([text, lines]).toEqual([`a\n\n${code(marks)}\n\n${code(marks)}`, [3]]);
});

it('what nests too deeply and has too many marks is told as both', () => {
  const { lines } = read(`${times('>', 60)}\n\n${times('*', 20_001)}`);
  expect(lines).toEqual([1, 3]);
});
