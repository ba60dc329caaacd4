import {
  callOf,
  entriesOf,
  member,
  type StaticData,
  stringMember,
  textsOf,
} from '../config/values.ts';
import type { PageAddress, SiteLocale } from '../record.ts';
import { type Folder, moduleNames } from './folder.ts';
import { type LanguagePlace, languageIn } from './languages.ts';
import { type AddressStyle, addressOf, documentEnding, partsOf } from './routes.ts';
import { trimmed } from './urls.ts';

/** How Fumadocs serves the documents of its folder. */
export interface Fumadocs {
  /** Relative to the folder of the site. */
  path: string;
  prefix: string;
  locales: readonly SiteLocale[];
  /** Key of the language that is served where a page is not translated. */
  fallback?: string;
  addressOf(path: string, style: AddressStyle): PageAddress;
}

/** Reads `source.config` and the loader of the documents; undefined where there is no `source.config`. */
export function readFumadocs(folder: Folder): Fumadocs | undefined {
  const path = documentsOf(folder);
  if (path === undefined) return undefined;
  const loader = loaderOf(folder);
  const prefix = trimmed(stringMember(loader, 'baseUrl') ?? '/docs');
  const languages = languagesOf(folder, loader);
  return {
    path,
    prefix,
    locales: languages.locales,
    ...(languages.fallback !== undefined && { fallback: languages.fallback }),
    addressOf: (page, style) => pageAddress(page, { prefix, languages, style }),
  };
}

/** `defineDocs({ dir })` in `source.config`. */
function documentsOf(folder: Folder): string | undefined {
  const file = folder.first(moduleNames('source.config'));
  if (file === undefined) return undefined;
  const exported = folder.exports(file);
  for (const [, value] of entriesOf(exported)) {
    if (callOf(value) === 'defineDocs') return stringMember(value, 'dir') ?? 'content/docs';
  }
  return 'content/docs';
}

/** The first `loader` with a `baseUrl`, in a module `source` or in one a folder below `lib`. */
function loaderOf(folder: Folder): StaticData {
  const inner = ['lib', 'src/lib'].flatMap((lib) =>
    folder.has(lib) ? folder.names(lib).map((name) => `${lib}/${name}/source`) : [],
  );
  const files = ['lib/source', 'src/lib/source', 'app/source', 'source', ...inner];
  for (const file of files.flatMap(moduleNames)) {
    if (!folder.has(file)) continue;
    const own = entriesOf(folder.exports(file)).find(
      ([, value]) => callOf(value) === 'loader' && stringMember(value, 'baseUrl') !== undefined,
    );
    if (own !== undefined) return own[1];
  }
  return undefined;
}

interface Languages {
  place: LanguagePlace;
  locales: readonly SiteLocale[];
  main?: SiteLocale;
  fallback?: string;
}

const places: Readonly<Record<string, LanguagePlace>> = { dir: 'folder', none: 'none' };

/** The `i18n` of the loader, which is what `defineI18n` is given. */
function languagesOf(folder: Folder, loader: StaticData): Languages {
  const names = textsOf(folder.known(loader, ['i18n', 'languages']));
  const i18n = member(loader, 'i18n');
  const mainName = stringMember(i18n, 'defaultLanguage');
  if (names.length < 2 || mainName === undefined) return { place: 'none', locales: [] };
  const isHidden = (stringMember(i18n, 'hideLocale') ?? 'never') !== 'never';
  const locales = names.map((lang) => ({ key: isHidden && lang === mainName ? '' : lang, lang }));
  const main = locales.find(({ lang }) => lang === mainName);
  const fallback = stringMember(i18n, 'fallbackLanguage') ?? mainName;
  const key = locales.find(({ lang }) => lang === fallback)?.key;
  const falls = member(i18n, 'fallbackLanguage') !== null;
  return {
    place: places[stringMember(i18n, 'parser') ?? ''] ?? 'suffix',
    locales,
    ...(main && { main }),
    ...(falls && key !== undefined && { fallback: key }),
  };
}

interface Serving {
  prefix: string;
  languages: Languages;
  style: AddressStyle;
}

/** The language stands before the route of the documents: `/fr/docs/intro`. */
function pageAddress(path: string, { prefix, languages, style }: Serving): PageAddress {
  const { place, locales, main } = languages;
  const { plain, isShared } = withoutShare(path.replace(documentEnding, ''), place);
  const { path: inner, locale = main } = languageIn(plain, place, locales);
  const { folders, name } = partsOf(inner);
  const isIndex = name === 'index' || name === 'page';
  const route = [
    prefix,
    ...folders.filter((part) => !/^\(.*\)$|^@/.test(part)),
    ...(isIndex ? [] : [name]),
  ].join('/');
  const routeIn = (key: string) => addressOf(`${key}/${route}`, style).route;
  // The middleware leads from the address with the default language to the one without it, or back.
  const isMain = locale !== undefined && locale === main;
  const others = isMain ? [locale.key === '' ? locale.lang! : ''] : [];
  if (isShared) others.push(...locales.filter((one) => one !== locale).map(({ key }) => key));
  return addressOf(`${locale?.key ?? ''}/${route}`, style, {
    isIndex,
    aliases: others.map(routeIn),
  });
}

/** `intro.$`, or `$/intro`, is a page of all languages. */
function withoutShare(path: string, place: LanguagePlace): { plain: string; isShared: boolean } {
  const share = { suffix: /\.\$$/, folder: /^\$\//, none: undefined }[place];
  const isShared = share?.test(path) ?? false;
  return { plain: isShared ? path.replace(share!, '') : path, isShared };
}
