import { distance } from 'fastest-levenshtein';
import { describe, expect, test } from 'vitest';
import { loadStemmer } from '../../src/search/stemmers.ts';
import { TermList } from '../../src/search/term-list.ts';
import { longestWord, termsOfWord, wordsOf } from '../../src/search/terms.ts';
import { endOfText, tooLong, WordTable } from '../../src/search/word-table.ts';
import fc from '../setup/properties.ts';

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', 'B', '_', ' ', '𝒳', '語', 'é', '\ud835', '\udcb3', '\n'),
  }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('ab', 'c', ' '), minLength: 60, maxLength: 200 }),
);

describe('words', () => {
  test('a table numbers them in the order in which they come, as texts are read elsewhere', () => {
    const table = new WordTable();
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
        table.clear();
        const found = [...table.numbersOf(texts)];
        const names = table.words().split(' ');
        const told = (number: number) => {
          if (number === endOfText) return 'end';
          return number === tooLong ? 'too long' : table.word(number);
        };
        const kept = (word: string) => (word.length > longestWord ? 'too long' : word);
        expect(found.map(told)).toEqual(texts.flatMap((one) => [...wordsOf(one).map(kept), 'end']));
        expect(names.slice(0, table.count)).toEqual(
          [...Array(table.count).keys()].map((n) => table.word(n)),
        );
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  test('a table grows with its words', () => {
    const table = new WordTable();
    const names = Array.from({ length: 20_000 }, (_, at) => `word${at}`);
    expect([...table.numbersOf([names.join(' ')])]).toEqual([...names.keys(), endOfText]);
    expect(table.words()).toBe(names.join(' '));
    table.clear();
    expect([...table.numbersOf(['one two one'])]).toEqual([0, 1, 0, endOfText]);
    expect(table.words()).toBe('one two');
  });

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
