import { nearest } from './nearest.ts';
import { expandTerm, type PageFilter, termsIn } from './query.ts';
import type { OutputReader } from './reader.ts';
import type { OpenSource } from './sources.ts';
import { wordsOf } from './terms.ts';
import { isFunctionWord } from './weights.ts';

/** Tells of words that are in none of the sources: hits are about the others. */
export function unknownIn(sources: readonly OpenSource[], query: string): string[] {
  let words = [...new Set(wordsOf(query.slice(0, 2_000)))];
  if (words.length > mostWords) return [];
  for (const { reader } of sources) words = words.filter((word) => isUnknown(reader, word));
  return words.length === 0 ? [] : [`Not in the docs: ${words.join(', ')}.`];
}

/** Where nothing matches: filters that could be left out, and titles that are most alike. */
export function hintsFor(
  sources: readonly OpenSource[],
  query: string,
  filter: PageFilter,
): string[] {
  const pages = sources.flatMap(({ reader }) => reader.index.pages);
  const set = Object.entries(filter).filter(([, value]) => value !== undefined);
  const hints = set.map(([name, value]) => {
    const key = name as keyof PageFilter;
    const values = [...new Set(pages.flatMap((page) => page[key] ?? []))].sort();
    return `Nothing with ${name} "${value}"; there is ${values.slice(0, 10).join(', ') || 'none'}.`;
  });
  const titles = nearest(
    query,
    pages.map(({ title }) => ({ shown: title, names: [title] })),
  );
  return [...hints, ...(titles.length > 0 ? [`Pages: ${titles.join('; ')}`] : [])];
}

/** More words than this are a text, not a question. */
const mostWords = 48;

/** Whether an index has neither a word nor any that is alike. */
function isUnknown(reader: OutputReader, word: string): boolean {
  const terms = termsIn(reader.stemmers, word);
  return terms.length > 0 && !terms.some((term) => isFunctionWord(term) || isKnown(reader, term));
}

const isKnown = ({ index }: OutputReader, term: string): boolean =>
  expandTerm(index, term, { exact: false }).length > 0;
