import type { Root } from 'mdast';
import { describe, expect, it } from 'vitest';
import { escapeText } from '../../src/document/render/escape.ts';
import { renderDestination } from '../../src/document/render/link.ts';
import {
  classify,
  factsOfText,
  flanks,
  type Surroundings,
  surroundingsOf,
} from '../../src/document/render/surroundings.ts';

const root = (...children: Root['children']): Root => ({ type: 'root', children });
/** A document in which `[A  b]` and `[^1]` lead somewhere. */
const withLabels = root(
  { type: 'definition', identifier: 'a b', label: 'A  b', url: 'x' },
  { type: 'footnoteDefinition', identifier: '1', children: [] },
);

interface Place extends Partial<Pick<Surroundings, 'inCell' | 'inHeading'>> {
  before?: string;
  after?: string;
  inLabel?: boolean;
  labels?: true;
}

/** A text that is a block, or what stands between the given characters. */
function escaped(value: string, { labels, ...place }: Place = {}): string {
  const { before = '\n', after = '\n', inLabel = false, ...rest } = place;
  const surroundings = surroundingsOf(labels ? withLabels : root(), false);
  const around = { ...surroundings, ...rest, facts: () => factsOfText(value) };
  return escapeText({ value, before, after, inLabel, around });
}

describe('what would be markup is escaped', () => {
  it.each<[text: string, written: string, place?: Place]>([
    // Marks that pair.
    ['*a*', '\\*a\\*'],
    ['**a**', '\\*\\*a\\*\\*'],
    ['* a *b*', '\\* a \\*b\\*'],
    ['a*b*c', 'a\\*b\\*c'],
    ['_a_', '\\_a\\_'],
    ['~a~', '\\~a\\~'],
    ['`a`', '\\`a\\`'],
    ['a `b` c', 'a \\`b\\` c'],
    ['`a', '\\`a'],
    // Links, references and definitions.
    ['[a](b)', '\\[a](b)'],
    ['[a]', '\\[a]', { after: '(' }],
    ['[a', '\\[a'],
    ['a]', 'a\\]', { inLabel: true }],
    ['[a]: b', '\\[a]: b'],
    ['x\n[a]: b', 'x\n\\[a]: b'],
    ['[a b]', '\\[a b]', { labels: true }],
    ['[c][d]', '\\[c]\\[d]', { labels: true }],
    ['[^1]', '\\[^1]', { labels: true }],
    ['(b)', '\\(b)', { before: ']' }],
    [': b', '\\: b', { before: ']' }],
    ['[b]', '\\[b]', { before: ']' }],
    ['!', '\\!', { after: '[' }],
    // Tags and addresses.
    ['<a>', '\\<a>'],
    ['<a', '\\<a'],
    ['x\n<a', 'x\n\\<a'],
    ['x <a>', 'x \\<a>'],
    ['x <a@b> c', 'x \\<a@b> c'],
    ['@a', '\\@a', { before: '_' }],
    // Character references.
    ['&amp;', '\\&amp;'],
    ['&#12;', '\\&#12;'],
    ['&#xaf;', '\\&#xaf;'],
    ['&a', '\\&a', { after: ';' }],
    ['&', '\\&', { after: 'a' }],
    // Backslashes before what they would escape.
    ['a\\*b', 'a\\\\*b'],
    ['a\\\nb', 'a\\\\\nb'],
    ['a\\', 'a\\\\'],
    ['a\\', 'a\\\\', { after: '*' }],
    // What stands in a cell or ends a heading.
    ['a|b', 'a\\|b', { inCell: true }],
    ['a\nb', 'a b', { inCell: true }],
    ['a\nb', 'a b', { inHeading: true }],
    ['#', '\\#', { inHeading: true }],
    ['a #', 'a \\#', { inHeading: true }],
    ['a ##', 'a #\\#', { inHeading: true }],
    // What begins a block, at the beginning of any line.
    ['#', '\\#'],
    ['# a', '\\# a'],
    ['> a', '\\> a'],
    ['a\n> b', 'a\n\\> b'],
    ['~~~', '\\~\\~\\~'],
    ['-', '\\-'],
    ['- a', '\\- a'],
    ['+ a', '\\+ a'],
    ['* a', '\\* a'],
    ['a\n+', 'a\n\\+'],
    ['b\n- a', 'b\n\\- a', { before: 'b' }],
    ['***', '\\*\\*\\*'],
    ['* * *', '\\* * *'],
    ['a\n---', 'a\n\\---'],
    ['a\n===', 'a\n\\==='],
    ['a\n:-', 'a\n\\:-'],
    ['a\n|-|', 'a\n\\|-|'],
    ['[ ] a', '\\[ ] a'],
    ['[x] a', '\\[x] a'],
    ['1.', '1\\.'],
    ['2) a', '2\\) a'],
    ['a\n1. b', 'a\n1\\. b'],
    // Blanks that would be lost.
    [' a', '&#x20;a'],
    ['a ', 'a&#x20;'],
    ['a \nb', 'a&#x20;\nb'],
    ['a\n b', 'a\n&#x20;b'],
    ['\ta', '&#x9;a'],
    ['a\n', 'a&#xA;'],
    ['\na', '&#xA;a'],
    ['a\n\nb', 'a&#xA;&#xA;b'],
    ['a\rb', 'a&#xD;b'],
  ])('%j', (text, written, place) => {
    expect(escaped(text, place)).toBe(written);
  });

  it.each<[text: string, place?: Place]>([
    ['*a'],
    ['a * b *'],
    ['a_b_c'],
    ['__a b'],
    ['a `b'],
    ['[a]'],
    ['a]'],
    ['[a] (b)'],
    ['[c][d]'],
    ['x [a]: b'],
    ['a! [b]'],
    ['[a]', { inLabel: true }],
    ['[a]: b', { inHeading: true }],
    ['[c]', { labels: true }],
    ['(b)', { before: 'a' }],
    ['!', { after: 'a' }],
    ['x <a'],
    ['x <1>'],
    ['x < a>'],
    ['&a b'],
    ['& b'],
    ['a|b'],
    ['a\\b'],
    ['a #'],
    ['@a', { before: 'b' }],
    ['@ a', { before: '_' }],
    ['a\\', { after: ' ' }],
    ['a#', { inHeading: true }],
    ['a #', { inHeading: true, after: '_' }],
    ['# a', { inHeading: true }],
    ['- a', { before: 'b' }],
    ['#a'],
    ['####### a'],
    ['a > b'],
    ['~~ a'],
    ['-a'],
    ['=== a'],
    [':- a'],
    ['[y] a'],
    ['1.a'],
    ['1234567890. a'],
    ['a\n2. b'],
    ['a\tb'],
    [' a', { before: 'b' }],
    ['a ', { after: 'b' }],
  ])('but not %j', (text, place) => {
    expect(escaped(text, place)).toBe(text);
  });
});

/** Rows: what stands before; columns: what stands after. `o` opens, `c` closes. */
it.each<[marker: string, before: 'space' | 'punctuation' | 'word' | 'unknown', table: string]>([
  ['*', 'space', '- o o o'],
  ['*', 'punctuation', 'c oc o oc'],
  ['*', 'word', 'c c oc oc'],
  ['*', 'unknown', 'c oc oc oc'],
  ['_', 'space', '- o o o'],
  ['_', 'punctuation', 'c oc o oc'],
  ['_', 'word', 'c c - oc'],
  ['_', 'unknown', 'c oc oc oc'],
])('%s behind %s opens or closes', (marker, before, table) => {
  const after = ['space', 'punctuation', 'word', 'unknown'] as const;
  const found = after.map((one) => {
    const { opens, closes } = flanks(marker, before, one);
    return (opens ? 'o' : '') + (closes ? 'c' : '') || '-';
  });
  expect(found.join(' ')).toBe(table);
});

it.each([
  ['space', ['', ' ', '\n', '\u00a0']],
  ['word', ['a', 'z', 'A', 'Z', '0', '9', 'é', '漢']],
  ['punctuation', ['!', '/', ':', '@', '[', '`', '{', '»', '€']],
  ['unknown', ['*', '_', '~', '\ud800']],
])('%s: %j', (kind, characters) => {
  expect(characters.map(classify)).toEqual(characters.map(() => kind));
});

describe('where a link leads', () => {
  const nested = (depth: number) => '('.repeat(depth) + ')'.repeat(depth);
  it.each<[url: string, written: string, inCell?: boolean]>([
    ['', ''],
    ['a b', '<a b>'],
    ['a <b', '<a \\<b>'],
    ['a\nb', '<a%0Ab>'],
    ['<a', '\\<a'],
    ['a(b)', 'a(b)'],
    ['a(b', 'a\\(b'],
    ['a)b(', 'a\\)b\\('],
    [nested(30), nested(30)],
    [nested(31), nested(31).replace(/[()]/g, '\\$&')],
    ['a|b', 'a|b'],
    ['a|b', 'a\\|b', true],
    ['a\\b', 'a\\b'],
    ['a\\*', 'a\\\\*'],
    ['a\\', 'a\\\\'],
    ['a&b', 'a&b'],
    ['a&amp;b', 'a\\&amp;b'],
  ])('%j is written %j', (url, written, inCell = false) => {
    expect(renderDestination(url, { inCell })).toBe(written);
  });
});
