import { countTokens as cl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as o200k } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { encodings } from '../../src/contract/tokenizer.ts';
import { loadTokenizer } from '../../src/document/count-tokens.ts';
import { asciiPieceEnd, pieceEnd } from '../../src/document/tokens/pieces.ts';
import fc, { cases } from '../setup/properties.ts';

const pieces = fc.constantFrom(
  ...[
    '\n',
    '\n\n',
    '\r\n',
    '/',
    ' ',
    '  ',
    '\t',
    '\r',
    '   ',
    "'",
    '.',
    '%)',
    'S',
    '٣',
    '\u0301',
    'word',
    "it's",
    '1234',
    '})',
    '`',
    '日本',
    '<|endoftext|>',
    '\u00a0',
    'HTMLElement',
    "DON'T",
    'élan',
    'ǅ',
    '🙂',
    '\ud83d',
    'aaaaaaaaaaaaaaaa',
    '\u2028',
    '://',
    '\0',
    '#',
    '日本 word',
  ],
);

const references = { o200k_base: o200k, cl100k_base: cl100k };

describe.each(encodings)('%s', (encoding) => {
  const exact = (text: string) => references[encoding](text, { disallowedSpecial: new Set() });

  it('counts as the tokenizer does, whatever the line ends are followed by', async () => {
    const count = await loadTokenizer(encoding);
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        expect(count(text)).toBe(exact(text));
      }),
      { numRuns: cases(250) },
    );
  });

  it('counts long texts, which it cuts, as the tokenizer does', async () => {
    const count = await loadTokenizer(encoding);
    fc.assert(
      fc.property(fc.array(pieces, { minLength: 5, maxLength: 30 }), (parts) => {
        const text = `${parts.join('')}\n`.repeat(50_000 / parts.length / 5);
        expect(count(text)).toBe(exact(text));
      }),
      { numRuns: cases(10) },
    );
  });

  it('counts the same text again', async () => {
    const count = await loadTokenizer(encoding);
    expect(count('one line\ntwo lines\n')).toBe(exact('one line\ntwo lines\n'));
    expect(count('two lines\none line\n')).toBe(exact('two lines\none line\n'));
  });
});

it('finds the pieces of ASCII as the rules do, or leaves them to the rules', () => {
  const signs = ['A', 'a', '1', ' ', '\n', '.', '/', '\r', "'", 'é'];
  for (let texts = signs; texts[0]!.length < 5; ) {
    for (const text of texts) {
      const end = asciiPieceEnd(new TextEncoder().encode(`${text}\0`), 0);
      const isCertain = !/[\r'é]| \n|^ $/.test(text);
      if (isCertain || end > 0)
        expect([text, end]).toEqual([text, pieceEnd(text, 0, 'o200k_base')]);
    }
    texts = texts.flatMap((text) => signs.map((sign) => text + sign));
  }
});

it.each([
  ['a factor', { name: 'mine', factor: 1.5 }, 'one two three', 5],
  ['a factor of another vocabulary', { name: 'mine', factor: 2, of: 'cl100k_base' }, 'one two', 4],
  ['characters', { name: 'mine', charactersPerToken: 4 }, 'one two three', 4],
] as const)('estimates by %s', async (_, tokenizer, text, tokens) => {
  const count = await loadTokenizer(tokenizer);
  expect(count(text)).toBe(tokens);
  expect(count('')).toBe(0);
});
