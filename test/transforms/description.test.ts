import { expect, test } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import { resolveDialect } from '../../transforms/dialects/index.ts';
import { descriptionOf } from '../../transforms/metadata/description.ts';

const dialect = resolveDialect('generic');
const treeOf = (text: string) =>
  parseDocument({ text, path: 'a.md', dialect, parser: 'remark' }).tree;

/** Words of so many characters. */
const words = (length: number, end = '') =>
  'word '
    .repeat(50)
    .slice(0, length - end.length)
    .replace(/^w/, 'W')
    .replace(/ $/, 's') + end;

test.each<[what: string, given: string, description: string]>([
  ['160 characters are whole', words(160), words(160)],
  ['a sentence of 40 says enough', `${words(40, '.')} ${words(190)}`, words(40, '.')],
  [
    'a sentence of 38 does not',
    `${words(38, '.')} ${words(190)}`,
    `${words(38, '.')} ${words(119)}…`,
  ],
  ['cut where a word ends', words(200), `${words(154)}…`],
  ['cut after a word', `${'a'.repeat(81)} ${'b'.repeat(100)}`, `${'a'.repeat(81)}…`],
  [
    'cut in a word that takes up half',
    `${'a'.repeat(80)} ${'b'.repeat(100)}`,
    `${'a'.repeat(80)} ${'b'.repeat(78)}…`,
  ],
  ['20 characters before an announcement', 'It does many things. As:', 'It does many things.'],
  ['an announcement of 40 characters', `${words(40)}:`, words(40)],
  ['an announcement of 39 characters', `${words(39)}:`, ''],
])('given: %s', (_, given, description) => {
  expect(descriptionOf(treeOf(''), { description: given }, '')).toBe(description);
});

test.each<[what: string, paragraph: string]>([
  ['a call with marks in it', 'Sign *up* for [news](x), it is free.'],
  ['a short text without an end', words(39, '...')],
  ['nothing but links', '[Getting started](a) [Reference of all](b)'],
  ['a byline of 100 characters', `2024-01-02 ${words(89)}`],
  ['a fact', '**Type**: a text of several words'],
])('passes over %s', (_, paragraph) => {
  expect(descriptionOf(treeOf(`${paragraph}\n\nOther text.\n`), {}, '')).toBe('Other text.');
});

test.each<[what: string, paragraph: string, description?: string]>([
  ['a call that leads nowhere', 'Sign up for the beta on the first day.'],
  ['40 characters without an end', words(40, '...')],
  ['a longer text that begins with a day', `2024-01-02 ${words(90)}`],
  ['an image within a text', 'The ![logo](x) box has many uses.', 'The box has many uses.'],
  ['words in bold', '**Type** a text of several words', 'Type a text of several words'],
])('takes %s', (_, paragraph, description = paragraph) => {
  expect(descriptionOf(treeOf(`${paragraph}\n\nOther text.\n`), {}, '')).toBe(description);
});

test.each([
  ['below the title', { subtitle: 'It fires kilns.' }],
  ['for search engines', { seo: { description: 'It fires kilns.' } }],
])('given %s', (_, frontmatter) => {
  expect(descriptionOf(treeOf('The first paragraph of the page says more.'), frontmatter, '')).toBe(
    'It fires kilns.',
  );
});
