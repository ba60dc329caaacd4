import { BoundedMap, getOrMake } from '../maps.ts';
import type { Stemmer } from './terms.ts';

type Load = () => Promise<{ stemmer: Stemmer }>;

/** Stemmers by language tag, Porter's for English and Snowball's for others; other languages are searched as they are written. */
const stemmers: Readonly<Record<string, Load>> = {
  ar: () => import('@orama/stemmers/arabic'),
  bg: () => import('@orama/stemmers/bulgarian'),
  da: () => import('@orama/stemmers/danish'),
  de: () => import('@orama/stemmers/german'),
  el: () => import('@orama/stemmers/greek'),
  en: () => import('stemmer'),
  es: () => import('@orama/stemmers/spanish'),
  fi: () => import('@orama/stemmers/finnish'),
  fr: () => import('@orama/stemmers/french'),
  hu: () => import('@orama/stemmers/hungarian'),
  id: () => import('@orama/stemmers/indonesian'),
  it: () => import('@orama/stemmers/italian'),
  lt: () => import('@orama/stemmers/lithuanian'),
  nb: () => import('@orama/stemmers/norwegian'),
  nl: () => import('@orama/stemmers/dutch'),
  no: () => import('@orama/stemmers/norwegian'),
  pt: () => import('@orama/stemmers/portuguese'),
  ro: () => import('@orama/stemmers/romanian'),
  ru: () => import('@orama/stemmers/russian'),
  sv: () => import('@orama/stemmers/swedish'),
  ta: () => import('@orama/stemmers/tamil'),
  tr: () => import('@orama/stemmers/turkish'),
  uk: () => import('@orama/stemmers/ukrainian'),
};

const loaded = new Map<string, Stemmer>();

/** The stemmer of a language tag such as `en` or `pt-br`. */
export async function loadStemmer(locale: string): Promise<Stemmer> {
  const language = locale.toLowerCase().split(/[-_]/)[0]!;
  const load = stemmers[language];
  if (load === undefined) return (word) => word;
  const stem = loaded.get(language) ?? remembered((await load()).stemmer);
  loaded.set(language, stem);
  return stem;
}

const mostRemembered = 1 << 14;

/** Texts of one kind have few words, and stemming takes long. */
function remembered(stem: Stemmer): Stemmer {
  const known = new BoundedMap<string, string>(mostRemembered);
  return (word) => getOrMake(known, word, () => stem(word));
}
