import { distance } from 'fastest-levenshtein';
import { describe, expect, test } from 'vitest';
import { loadStemmer } from '../../src/search/stemmers.ts';
import { TermList } from '../../src/search/term-list.ts';
import { termsOfWord } from '../../src/search/terms.ts';
import fc from '../setup/properties.ts';

describe('words', () => {
  test.each([
    ['discussion', 'discussed'],
    ['suggestions', 'suggest'],
    ['extension', 'extensions'],
  ])('forms of an English word have one stem: %s, %s', async (one, other) => {
    const stem = await loadStemmer('en');
    expect(stem(one)).toBe(stem(other));
  });

  test.each([
    ['plain', 'letters', ['letters']],
    ['identifier', 'useFetch', ['usefetch', 'use', 'fetch']],
    ['acronym', 'parseHTMLText', ['parsehtmltext', 'parse', 'html', 'text']],
    ['constant', 'MAX_SIZE2', ['maxsize2', 'max', 'size', '2']],
    ['other letters', 'größeTür', ['großetur', 'große', 'tur']],
    ['no letters', '_$', []],
    ['a script without blanks', '状態の更新', ['状態', '態の', 'の更', '更新']],
  ])('the terms of a word: %s', (_, word, terms) => {
    expect(termsOfWord(word, (part) => part)).toEqual(terms);
  });

  const term = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '語', 'ﬁ', '𝒳'), minLength: 1 });
  test('a list of terms answers as an array of them does', () => {
    fc.assert(
      fc.property(fc.uniqueArray(term), term, (given, asked) => {
        const terms = [...given].sort();
        const list = new TermList(Buffer.from(terms.join('\n')), terms.length);
        expect(Array.from({ length: list.length }, (_, at) => list.at(at))).toEqual(terms);
        expect([...given, asked].map((one) => list.numberOf(one) ?? -1)).toEqual(
          [...given, asked].map((one) => terms.indexOf(one)),
        );
        const { from, to } = list.beginningWith(asked);
        expect(terms.slice(from, to)).toEqual(terms.filter((one) => one.startsWith(asked)));
        const alike = (one: string) => one[0] === asked[0] && distance(one, asked) === 1;
        const near = list.nearlyLike(asked).map((at) => terms[at]!);
        expect(near.filter(alike)).toEqual(terms.filter(alike));
      }),
    );
  });
});
