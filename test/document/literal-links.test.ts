import type { Paragraph } from 'mdast';
import { expect, it } from 'vitest';
import { withLiteralLinks } from '../../src/document/render/literal-links.ts';
import { outline } from './show.ts';

const paragraph = (value: string): Paragraph => ({
  type: 'paragraph',
  children: [{ type: 'text', value }],
});

/** Autolinks of GFM, https://github.github.com/gfm/#autolinks-extension- */
it.each([
  ['an address', 'see http://a.b for', 'p(see link[http://a.b](http://a.b) for)'],
  ['an address alone', 'http://a.b', 'p(link[http://a.b](http://a.b))'],
  ['an address in capitals', 'HTTP://a.b', 'p(link[HTTP://a.b](HTTP://a.b))'],
  ['an address without a scheme', 'www.a.b', 'p(link[http://www.a.b](www.a.b))'],
  ['mail', 'c@d.ee', 'p(link[mailto:c@d.ee](c@d.ee))'],
  [
    'mail before and behind an address',
    'c@d.ee http://a.b f@g.hh',
    'p(link[mailto:c@d.ee](c@d.ee) link[http://a.b](http://a.b) link[mailto:f@g.hh](f@g.hh))',
  ],
  ['mail in an address', 'http://a.b/c@d.ee', 'p(link[http://a.b/c@d.ee](http://a.b/c@d.ee))'],
  ['mail that ends with a digit', 'c@d.e1', 'p(c@d.e1)'],
  [
    'marks at the end, which are not part of it',
    'http://a.b?!',
    'p(link[http://a.b](http://a.b)?!)',
  ],
  [
    'a bracket that ends one within it',
    'http://a.b/(c)',
    'p(link[http://a.b/(c)](http://a.b/(c)))',
  ],
  ['a bracket around it', '(http://a.b/c)', 'p((link[http://a.b/c](http://a.b/c)))'],
  [
    'a host with an underscore in its first part',
    'www.a_b.c.d',
    'p(link[http://www.a_b.c.d](www.a_b.c.d))',
  ],
  ['a host with an underscore in its last parts', 'http://a_b.c', 'p(http://a_b.c)'],
  ['no host', 'http://_ a', 'p(http://_ a)'],
  ['words behind words with a scheme', 'ahttp://b.c', 'p(ahttp://b.c)'],
])('in text, %s', (_, text, tree) => {
  expect(outline(withLiteralLinks(paragraph(text)))).toBe(tree);
});

it('a block without addresses stays what it is', () => {
  const block = paragraph('a :// b');
  expect(withLiteralLinks(block)).toBe(block);
});

it('a link holds no links', () => {
  const children = [{ type: 'text', value: 'http://a.b' } as const];
  const link = { type: 'link', url: 'c', children } as const;
  const block = { type: 'paragraph', children: [link] } as unknown as Paragraph;
  expect(outline(withLiteralLinks(block))).toBe('p(link[c](http://a.b))');
});

it('nothing stands before and behind an address that is all of its text', () => {
  expect(withLiteralLinks(paragraph('http://a.b')).children).toHaveLength(1);
  expect(withLiteralLinks(paragraph('c http://a.b d')).children).toHaveLength(3);
});
