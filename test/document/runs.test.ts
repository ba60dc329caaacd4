import type { Nodes, RootContent } from 'mdast';
import { expect, it } from 'vitest';
import { apart, joinTexts, paragraphOf, textWithin } from '../../src/document/parse/runs.ts';

/** `1:2-3 text` is a text on line 1 from column 2 to 3; one without numbers has no place. */
function node(shown: string): RootContent {
  const [, place, value = ''] = /^(\d+:\d+-\d+|-) (.*)$/s.exec(shown) ?? [];
  const [line = 0, from = 0, to = 0] = place === '-' ? [] : place!.split(/[:-]/).map(Number);
  const position = { start: { line, column: from }, end: { line, column: to } };
  const type = value.startsWith('<') ? 'html' : 'text';
  return { type, value, ...(place !== '-' && { position }) };
}

const texts = (nodes: readonly Nodes[]) =>
  nodes.map(({ position, ...rest }) => {
    const place =
      position && `${position.start.line}:${position.start.column}-${position.end.column}`;
    return `${place ?? '-'} ${'value' in rest ? rest.value : ''}`;
  });

it.each([
  ['1:1-3 a', '2:1-3 b', false],
  ['1:1-3 a', '3:1-3 b', true],
  ['- a', '3:1-3 b', false],
  ['1:1-3 a', '- b', false],
])('%s, %s: an empty line between them is %s', (left, right, expected) => {
  expect(apart(node(left), node(right))).toBe(expected);
});

it.each<[name: string, run: string[], children: string[], place?: string]>([
  ['without blanks at its ends', ['1:1-3   ', '1:3-6  a ', '1:6-7  '], ['1:3-6 a'], '1:3-6'],
  [
    'with the blanks between elements',
    ['1:1-3 <a>', '1:4-6 <b>', '1:6-7 <c>', '2:1-2 <d>'],
    ['1:1-3 <a>', '-  ', '1:4-6 <b>', '1:6-7 <c>', '- \n', '2:1-2 <d>'],
    '1:1-2',
  ],
  ['with no blanks beside text', ['1:1-3 a', '1:4-6 <b>'], ['1:1-3 a', '1:4-6 <b>'], '1:1-6'],
  ['without a place where its end has none', ['1:1-3 <a>', '-  b'], ['1:1-3 <a>', '-  b']],
  ['without a place where its beginning has none', ['- a ', '1:1-3 <b>'], ['- a ', '1:1-3 <b>']],
])('a run becomes a paragraph %s', (_, run, children, place) => {
  const paragraph = paragraphOf(run.map(node));
  expect(texts(paragraph.children)).toEqual(children);
  const { start, end } = paragraph.position ?? {};
  expect(start && end && `${start.line}:${start.column}-${end.column}`).toBe(place);
});

it('joins texts beside each other, and what they hold', () => {
  const run = ['1:1-2 a', '1:2-3 b', '1:3-4 <c>', '1:4-5 d', '- e'].map(node) as never[];
  expect(texts(joinTexts(run))).toEqual(['1:1-3 ab', '1:3-4 <c>', '1:4-5 de']);
  const inner = { type: 'emphasis', children: [node('- b')] } as Nodes;
  expect(textWithin([node('-  a'), inner, node('- c ')])).toBe('a b c');
});
