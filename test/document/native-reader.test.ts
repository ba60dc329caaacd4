import { expect, it } from 'vitest';
import { NativeReader } from '../../src/document/parse/native-reader.ts';

function readerOf(text: string): NativeReader {
  const marks = [...text.matchAll(/[{<]/g)].map(({ index }) => index);
  return new NativeReader(text, [...marks, text.length]);
}

it.each([
  '<a>',
  '<>',
  '</>',
  '</a>',
  '</ a >',
  '<a />',
  '<a / >',
  '<a\n>',
  '<a.b.c>',
  '<a . b>',
  '<a:b>',
  '<a-b $c_d>',
  '<a b>',
  '<a b:c d="e">',
  '<a b = "c">',
  "<a b='\"' c>",
  '<a b={c}/>',
  '<a b={"}"} {...c}>',
  '<a { ...b }>',
  '<a b="<c">',
])('reads %j as a tag', (tag) => {
  const { isWhole, end, next } = readerOf(`${tag}x{`).tag(0);
  expect({ isWhole, end }).toEqual({ isWhole: true, end: tag.length });
  expect(readerOf(`${tag}x{`).marks[next]).toBe(tag.length + 1);
});

it.each([
  ['<1>', 1],
  ['<a:b:c>', 4],
  ['<a:b.c>', 4],
  ['<a.b:c>', 4],
  ['<a.>', 3],
  ['<a"b">', 2],
  ['</a b>', 4],
  ['<a /b>', 4],
  ['<a b:>', 5],
  ['<a b:c:d>', 6],
  ['<a b=c>', 5],
  ['<a {b}>', 3],
  ['<a b="c>', 8],
  ['<a b={c>', 8],
])('gives %j up as a tag at %i', (text, at) => {
  const { isWhole, end } = readerOf(text).tag(0);
  expect({ isWhole, end }).toEqual({ isWhole: false, end: at });
});

it.each([
  '<a/>',
  '<a>b</a>',
  '<a><b/>c</a>',
  '<a><b>c</b></d>',
  '<a>{"</a>"}</a>',
  '<a>b < c</a>',
  '<a b={<c/>}></a>',
  '{a}',
  '{{}}',
  '{"}"}',
  "{'}'}",
  '{`}${"}"}`}',
  '{/}/}',
  '{a / b}',
  '{/* } */}',
  '{// }\n}',
  '{<a>}</a>}',
  '{<a>{"}"}</a>}',
  '{a < b}',
  "{it's}",
  '{`a` / "}"}',
  '{a /* b */ / "}"}',
  '{a // b\n/ "}"}',
  '{/* a */ /[}]/}',
  '{a < /[}]/}',
  '{{} / "}"}',
])('reads %j to its end', (text) => {
  const { isWhole, end } = readerOf(`${text}} </x>`).read(0);
  expect({ isWhole, end }).toEqual({ isWhole: true, end: text.length });
});

it.each(['<a>', '<a><b></a>', '<a>{b', '{', '{"}', '{`}'])('finds no end of %j', (text) => {
  expect(readerOf(text).read(0)).toMatchObject({ isWhole: false });
});

it.each([
  [16, true],
  [17, false],
])('is certain of %i elements in attributes of each other: %j', (count, isCertain) => {
  const text = `{${'<a b={'.repeat(count)}${'}/>'.repeat(count)}}`;
  expect(Number.isFinite(readerOf(text).read(0).work)).toBe(isCertain);
});
