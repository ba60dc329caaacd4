import type { Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { expect, it } from 'vitest';
import { classify, surroundingsOf } from '../../src/document/render/surroundings.ts';

it.each([
  ['', 'space'],
  [' ', 'space'],
  ['\n', 'space'],
  ['\u00a0', 'space'],
  ['\u3000', 'space'],
  ['a', 'word'],
  ['z', 'word'],
  ['A', 'word'],
  ['Z', 'word'],
  ['0', 'word'],
  ['9', 'word'],
  ['é', 'word'],
  ['字', 'word'],
  ['\u0080', 'word'],
  ['!', 'punctuation'],
  ['@', 'punctuation'],
  ['[', 'punctuation'],
  ['`', 'punctuation'],
  ['{', 'punctuation'],
  ['/', 'punctuation'],
  [':', 'punctuation'],
  ['—', 'punctuation'],
  ['€', 'punctuation'],
  ['*', 'unknown'],
  ['_', 'unknown'],
  ['~', 'unknown'],
  ['\ud800', 'unknown'],
  ['\udfff', 'unknown'],
  ['\ue000', 'word'],
])('%j beside a mark counts as %s', (character, kind) => {
  expect(classify(character)).toBe(kind);
});

const parser = unified().use(remarkParse).use(remarkGfm);

it.each<[text: string, pairs: string, closesTags: boolean, ticks: boolean]>([
  ['a', '', false, false],
  ['\\*a\\*', '*', false, false],
  ['2 \\* 3 \\* 4', '', false, false],
  ['a\\_b\\_c', '', false, false],
  ['\\_a\\_', '_', false, false],
  ['\\~a\\~', '~', false, false],
  ['*a*', '*_', false, false],
  ['~~a~~', '~', false, false],
  // What stands beside a link is not sure: it may be written without its brackets.
  ['a\\*[b](c)\\*d', '*', true, false],
  ['a\\*`b`\\*d', '', false, false],
  ['\\*`b`\\*', '*', false, false],
  ['a > b', '', true, false],
  ['`>`', '', true, false],
  ['\\` a', '', false, false],
  ['\\` a \\`', '', false, true],
  ['\\` `a`', '', false, true],
  ['![`](b)', '', true, false],
  ['![a > b](c)', '', true, false],
])(
  'of %j these marks may pair: %j; a tag may end: %s; ticks may pair: %s',
  (text, pairs, ...rest) => {
    const root = parser.runSync(parser.parse(text)) as Root;
    const around = Object.assign(surroundingsOf(root, true), { block: root.children[0]! });
    const facts = around.facts();
    expect([[...facts.pairs].sort().join(''), facts.closesTags, facts.ticks]).toEqual([
      pairs,
      ...rest,
    ]);
  },
);
