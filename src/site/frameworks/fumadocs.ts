import { UnknownCall } from '../config/functions.ts';
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

/** How Fumadocs serves the documents of a site. */
export interface Fumadocs {
  /** The documents that are meant by "the docs" first. */
  collections: readonly [Collection, ...Collection[]];
  locales: readonly SiteLocale[];
  /** Key of the language that is served where a page is not translated. */
  fallback?: string;
}

/** A folder of documents with an address of its own. */
export interface Collection {
  /** Relative to the folder of the site. */
  path: string;
  prefix: string;
  addressOf(path: string, style: AddressStyle): PageAddress;
}

/** Reads `source.config` and the loaders of the documents; undefined where there is no `source.config`. */
export function readFumadocs(folder: Folder): Fumadocs | undefined {
  const file = folder.first(moduleNames('source.config'));
  if (file === undefined) return undefined;
  const folders = collectionFolders(folder, file);
  const loaders = loadersOf(folder);
  const [first = '', ...names] = folders.keys();
  const ofFirst = loaders.find((loader) => collectionOf(loader) === first) ?? loaders[0];
  const languages = languagesOf(folder, ofFirst);
  const collection = (path: string, loader: StaticData): Collection => {
    const prefix = trimmed(stringMember(loader, 'baseUrl') ?? '/docs');
    return {
      path,
      prefix,
      addressOf: (page, style) => pageAddress(page, { prefix, languages, style }),
    };
  };
  const others = names.flatMap((name) => {
    const loader = loaders.find((one) => collectionOf(one) === name);
    return loader === undefined ? [] : [collection(folders.get(name)!, loader)];
  });
  return {
    collections: [collection(folders.get(first) ?? 'content/docs', ofFirst), ...others],
    locales: languages.locales,
    ...(languages.fallback !== undefined && { fallback: languages.fallback }),
  };
}

/** `export const NAME = defineDocs({ dir })` in `source.config`, by name. */
function collectionFolders(folder: Folder, file: string): Map<string, string> {
  const folders = new Map<string, string>();
  for (const [name, value] of entriesOf(folder.exports(file))) {
    if (callOf(value) === 'defineDocs') {
      folders.set(name, stringMember(value, 'dir') ?? 'content/docs');
    }
  }
  return folders;
}

/** The collection that a loader takes: `loader({ source: NAME.toFumadocsSource() })`. */
function collectionOf(loader: StaticData): string | undefined {
  const source = member(loader, 'source');
  return source instanceof UnknownCall
    ? /^(\w+)\.toFumadocsSource$/.exec(source.callee)?.[1]
    : undefined;
}

/** Every `loader` with a `baseUrl`, of the first module `source`, or of one a folder below `lib`, that has any. */
function loadersOf(folder: Folder): readonly StaticData[] {
  const inner = ['lib', 'src/lib'].flatMap((lib) =>
    folder.has(lib) ? folder.names(lib).map((name) => `${lib}/${name}/source`) : [],
  );
  const files = ['lib/source', 'src/lib/source', 'app/source', 'source', ...inner];
  for (const file of files.flatMap(moduleNames)) {
    if (!folder.has(file)) continue;
    const found = entriesOf(folder.exports(file))
      .map(([, value]) => value)
      .filter(
        (value) => callOf(value) === 'loader' && stringMember(value, 'baseUrl') !== undefined,
      );
    if (found.length > 0) return found;
  }
  return [];
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
