import type { SiteLocale } from '../../record.ts';

/** Whether the language of a page is in the name of its file, in its first folder, or nowhere. */
export type LanguagePlace = 'suffix' | 'folder' | 'none';

interface PageLanguage {
  /** The path without its language. */
  path: string;
  /** Undefined where the path names no language of the site. */
  locale?: SiteLocale;
}

/** `a/intro.fr` -> `a/intro` in French, where French is a language of the site; another suffix is part of the name. */
export function languageBySuffix(path: string, locales: readonly SiteLocale[]): PageLanguage {
  const dot = path.lastIndexOf('.');
  const locale = dot > path.lastIndexOf('/') ? localeOf(path.slice(dot + 1), locales) : undefined;
  return locale === undefined ? { path } : { path: path.slice(0, dot), locale };
}

/** `fr/a/intro` -> `a/intro` in French. */
function languageByFolder(path: string, locales: readonly SiteLocale[]): PageLanguage {
  const slash = path.indexOf('/');
  const locale = slash < 0 ? undefined : localeOf(path.slice(0, slash), locales);
  return locale === undefined ? { path } : { path: path.slice(slash + 1), locale };
}

/** @param path without the ending of documents */
export function languageIn(
  path: string,
  place: LanguagePlace,
  locales: readonly SiteLocale[],
): PageLanguage {
  if (place === 'none') return { path };
  return place === 'suffix' ? languageBySuffix(path, locales) : languageByFolder(path, locales);
}

const localeOf = (tag: string, locales: readonly SiteLocale[]): SiteLocale | undefined =>
  locales.find(({ lang }) => lang?.toLowerCase() === tag.toLowerCase());
