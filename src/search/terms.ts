import { crc32 } from 'node:zlib';

/** Brings the forms of a word together: `links`, `linked` and `linking` are `link`. */
export type Stemmer = (word: string) => string;

const asciiWord = /^[a-z\d]+$/;
/** Most words: nothing to be taken apart. */
const plainWord = /^[a-z]+$/;
/** Scripts that put no blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const identifierPart = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{N}+|\p{L}+/gu;
/** The same for most words, in a fraction of the time. */
const asciiPart = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
const asciiOnly = /^[\w$]*$/;
/** Longer words are data: hashes, keys, base64. */
export const longestWord = 64;

/**
 * The terms of a word: the word, and the parts of an identifier, each stemmed.
 *
 * Runs of scripts without blanks become pairs of characters: they need no dictionary, so that every
 * version of Node makes the same index.
 *
 * @example
 * termsOfWord('useFetch', (word) => word); // ['usefetch', 'use', 'fetch']
 */
export function termsOfWord(word: string, stem: Stemmer): string[] {
  if (word.length > longestWord) return [];
  const stemmed = (text: string): string => withoutMarks(stem(text));
  if (plainWord.test(word)) return [stemmed(word)];
  const ascii = asciiOnly.test(word);
  if (!ascii && word.search(unspaced) !== -1) return unspacedTerms(word, stem);
  const whole = word.toLowerCase().replace(/[_$]/g, '');
  if (whole === '') return [];
  const parts = word.match(ascii ? asciiPart : identifierPart) ?? [];
  if (parts.length < 2) return [stemmed(whole)];
  return [withoutMarks(whole), ...parts.map((part) => stemmed(part.toLowerCase()))];
}

function unspacedTerms(word: string, stem: Stemmer): string[] {
  const others = word.split(unspaced).flatMap((rest) => (rest ? termsOfWord(rest, stem) : []));
  const pairs = (word.match(unspaced) ?? []).flatMap((run) => {
    const letters = [...run.normalize('NFKC')];
    if (letters.length === 1) return letters;
    return letters.slice(1).map((letter, index) => letters[index]! + letter);
  });
  return [...pairs, ...others];
}

function withoutMarks(word: string): string {
  if (asciiWord.test(word)) return word;
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
}

const word = /[\p{L}\p{M}\p{N}_$]+/gu;
const asciiText = /^[\0-\x7f]*$/;
/** The same for most texts, in a fraction of the time: V8 calls a function for each character of a large class. */
const wordOfAscii = /[\w$]+/g;

/** The words of a text: letters, digits and what joins them to identifiers. */
export const wordsOf = (text: string): readonly string[] =>
  text.match(asciiText.test(text) ? wordOfAscii : word) ?? [];

/** A number for the terms of a heading, whatever their order: a query in the same words has the same. */
export const headingKey = (terms: readonly string[]): number =>
  crc32([...new Set(terms)].sort().join(' '));
