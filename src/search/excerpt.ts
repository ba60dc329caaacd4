import { eachWord, type Stemmer, termsOfWord } from './terms.ts';

const longestExcerpt = 200;

/** The line of a chunk that holds most of the query's terms, cut at a word. */
export function excerptOf(text: string, terms: ReadonlySet<string>, stem: Stemmer): string {
  let best = '';
  let most = -1;
  for (const line of text.split('\n')) {
    const plain = line.replace(/^[\s>#*-]+/, '').trim();
    if (plain === '' || /^(?:`{3}|#{1,6} |<!--|\|[\s|-]*$)/.test(line.trim())) continue;
    const found = new Set<string>();
    eachWord(line, (word) => {
      for (const term of termsOfWord(word, stem)) if (terms.has(term)) found.add(term);
    });
    if (found.size > most) {
      most = found.size;
      best = plain;
    }
  }
  if (best.length <= longestExcerpt) return best;
  return `${best.slice(0, longestExcerpt).replace(/\s+\S*$/, '')}…`;
}
