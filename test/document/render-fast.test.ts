import type { Paragraph, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { fastPhrasing } from '../../src/document/render/fast.ts';
import { surroundingsOf } from '../../src/document/render/surroundings.ts';
import { renderBody, renderReference } from '../../src/document/render.ts';
import fc, { cases } from '../setup/properties.ts';
import { markdownSource, markdownTree } from './generated-markdown.ts';

const parser = unified().use(remarkParse).use(remarkGfm);
const parse = (text: string) => parser.runSync(parser.parse(text)) as Root;

describe('the fast way writes what the reference writes', () => {
  it.each([
    ['trees', markdownTree],
    ['documents', markdownSource.map(parse)],
  ])('over generated %s', (_, trees) => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(renderBody(tree)).toBe(renderReference(tree));
      }),
      { numRuns: cases(100) },
    );
  });
});

describe('of a paragraph', () => {
  const write = (text: string): string | undefined => {
    const root = parse(text);
    const block = root.children[0] as Paragraph;
    const around = Object.assign(surroundingsOf(root, true), { block });
    return fastPhrasing(block, { before: '\n', after: '\n', around });
  };

  it.each<[name: string, text: string, written: string]>([
    ['words', 'a b', 'a b'],
    ['marks that mean nothing', 'a \\< b, 2 \\* 3', 'a < b, 2 * 3'],
    ['code and words', '`a` b', '`a` b'],
    ['code between blanks', '`  a  `', '`  a  `'],
    ['a break', 'a\\\nb', 'a\\\nb'],
    ['emphasis', '*a* b', '_a_ b'],
    ['emphasis in brackets', '(**a**)', '(**a**)'],
    ['a link', '[a](b)', '[a](b)'],
    ['code in a link', '[`a`](b)', '[`a`](b)'],
    ['a link in emphasis', '*[a](b)*', '_[a](b)_'],
    ['emphasis in a link', '[*a*](b)', '[_a_](b)'],
    ['emphasis in a link in emphasis', '*[**a**](b)*', '_[**a**](b)_'],
    ['an address in the text of a link', '[www.a.b c](d)', '[www.a.b c](d)'],
    ['an address', 'a http://b.c', 'a http://b.c'],
    ['an address right behind a word', 'a<http://b.c>', 'a<http://b.c>'],
    ['a picture', 'a ![b](c)', 'a ![b](c)'],
    ['a mark before a link', 'a\\![b](c)', 'a\\![b](c)'],
  ])('the fast way writes %s', (_, text, written) => {
    expect(write(text)).toBe(written);
    expect(`${written}\n`).toBe(renderReference(parse(text)));
  });

  it.each([
    ['code with ticks', '`` a`b ``'],
    ['strong in a word', 'a**b**'],
    ['emphasis before a word', '*a*b'],
    ['emphasis in emphasis', '*a **b** c*'],
    ['emphasis that ends with a mark', '*a\\~*'],
    ['emphasis that begins with a mark', '*\\~a*'],
    ['what only looks like an address', 'a@b'],
    ['a footnote', 'a[^1]\n\n[^1]: b'],
    ['a node before a footnote', '`a`[^1]\n\n[^1]: b'],
  ])('the fast way leaves %s to the reference', (_, text) => {
    expect(write(text)).toBe(undefined);
  });
});
