/** Brings the forms of a word together: `links`, `linked` and `linking` are `link`. */
export type Stemmer = (word: string) => string;

const asciiWord = /^[a-z\d]+$/;
/** Scripts that put no blanks between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const hasUnspaced = new RegExp(unspaced.source, 'u');
const identifierPart = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{N}+|\p{L}+/gu;
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
  if (hasUnspaced.test(word)) return unspacedTerms(word, stem);
  const whole = word.toLowerCase().replace(/[_$]/g, '');
  if (whole === '') return [];
  const stemmed = (text: string): string => withoutMarks(stem(text));
  const parts = word.match(identifierPart) ?? [];
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

const wordLetter = /[\p{L}\p{M}\p{N}_$]/u;
/** By UTF-16 code unit: 1 for a part of a word, 2 for none, 0 for not asked yet. */
const letterKinds = new Uint8Array(65_536);

/** Calls back with each word of a text: letters, digits and what joins them to identifiers. */
export function eachWord(text: string, take: (word: string) => void): void {
  let start = -1;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const kind = letterKinds[unit] || kindOf(text, at);
    if (kind === 1) {
      if (start === -1) start = at;
    } else if (start !== -1) {
      take(text.slice(start, at));
      start = -1;
    }
  }
  if (start !== -1) take(text.slice(start));
}

/** A half of a pair belongs to a word when the character does, which the half alone cannot tell. */
function kindOf(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xdc00 && unit <= 0xdfff) return kindOf(text, at - 1);
  const kind = wordLetter.test(String.fromCodePoint(text.codePointAt(at)!)) ? 1 : 2;
  if (unit < 0xd800 || unit > 0xdfff) letterKinds[unit] = kind;
  return kind;
}

/** The terms of a text, in order. */
export function termsOf(text: string, stem: Stemmer): string[] {
  const terms: string[] = [];
  eachWord(text, (word) => terms.push(...termsOfWord(word, stem)));
  return terms;
}
