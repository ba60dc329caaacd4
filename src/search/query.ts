import type { OutputReader } from './reader.ts';
import { termsOfWord, wordsOf } from './terms.ts';

/** Longer queries are cut: what stands first says what is asked for. */
const longestQuery = 2_000;

/** The terms of each word of a query, by the rules of every locale of the index. */
export function queryWords(
  { stemmers }: Pick<OutputReader, 'stemmers'>,
  query: string,
): string[][] {
  const known = new Map<string, string[]>();
  return wordsOf(query.slice(0, longestQuery)).map((word) => {
    const terms = known.get(word) ?? [
      ...new Set(stemmers.flatMap((stem) => termsOfWord(word, stem))),
    ];
    known.set(word, terms);
    return terms;
  });
}

/** Which pages are asked for. */
export interface PageFilter {
  /** Tag of a locale, such as `en`. Pages that have none always match. */
  locale?: string | undefined;
  /** Name of a version, such as `v2`. Pages that have none always match. */
  version?: string | undefined;
  /** First folder of the page, below locale and version. */
  section?: string | undefined;
}

export function pageFilter(
  { index: { pages } }: OutputReader,
  { locale, version, section }: PageFilter,
): ((page: number) => boolean) | undefined {
  if (locale === undefined && version === undefined && section === undefined) return undefined;
  return (number) => {
    const page = pages[number]!;
    return (
      (locale === undefined || (page.locale ?? locale) === locale) &&
      (version === undefined || (page.version ?? version) === version) &&
      (section === undefined || page.section === section)
    );
  };
}
