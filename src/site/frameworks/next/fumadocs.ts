import {
  entriesOf,
  member,
  originOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../../config/values.ts';
import type { DerivedPage, PageAddress, SiteLocale } from '../../record.ts';
import { type LanguagePlace, languageIn } from '../addresses/languages.ts';
import { type AddressStyle, addressOf, documentEnding, partsOf } from '../addresses/routes.ts';
import type { StatedSite } from '../framework.ts';
import type { Folder } from '../readers/folder.ts';
import { moduleNames } from '../readers/project-folder.ts';
import { hasRoutes, pagesOfCode } from '../readers/served-by-code.ts';
import { siteAddress, trimmed } from '../readers/urls.ts';
import { type Loader, loadersOf } from './fumadocs-loaders.ts';
import { pagesOfApis } from './fumadocs-openapi.ts';
import { readLayout } from './layout.ts';
import { descriptionAliases } from './shared-modules.ts';

/** Fumadocs on what is not Next: TanStack Start, React Router, Waku. */
export function readFumadocsSite(folder: Folder, file: string): StatedSite | undefined {
  const found = readFumadocs(folder);
  if (found === undefined) return undefined;
  const { collections, locales, fallback } = found;
  const { title, description, origin } = readLayout(folder, undefined);
  const sources = collections.map(({ path, prefix }, at) => ({
    folder: folder.inProject(path),
    kind: 'docs' as const,
    prefix,
    exclude: ['_*'],
    main: at === 0,
    ...folder.startOf(file),
  }));
  return {
    dialect: 'fumadocs',
    sources,
    ...pagesOfCode(folder, sources, locales),
    title,
    description,
    baseUrl: siteAddress(origin),
    locales,
    defaultLocale: fallback,
    publics: [folder.inProject('public')],
    aliases: descriptionAliases(folder),
    derived: found.derived,
    addressOf: (path, source) =>
      collections
        .find((one) => folder.inProject(one.path) === source.folder)
        ?.addressOf(path, { pages: 'plain', indexes: 'plain' }),
  };
}

/** How Fumadocs serves the documents of a site. */
export interface Fumadocs {
  /** The main documents first. */
  collections: readonly [Collection, ...Collection[]];
  /** Pages of APIs that have no files. */
  derived: readonly DerivedPage[];
  locales: readonly SiteLocale[];
  /** Key of the language that is served where a page is not translated. */
  fallback?: string;
}

/** A folder of documents with an address of its own. */
interface Collection {
  /** Relative to the folder of the site. */
  path: string;
  prefix: string;
  addressOf(path: string, style: AddressStyle): PageAddress;
}

/**
 * Reads `source.config` and the loaders of the documents; undefined where there is no `source.config`.
 *
 * @param base the base path of the site: a loader may count it in, where no route of the site begins so
 */
export function readFumadocs(folder: Folder, base = ''): Fumadocs | undefined {
  const file = folder.first(moduleNames('source.config'));
  if (file === undefined) return undefined;
  const folders = collectionFolders(folder, file);
  const loaders = loadersOf(folder);
  const [first = '', ...names] = folders.keys();
  const ofFirst =
    loaders.find((loader) => loader.collection === first) ??
    loaders.find(({ collection: name = '' }) => !folders.has(name));
  const languages = languagesOf(folder, ofFirst?.options);
  const collection = (path: string, loader: Loader | undefined): Collection => {
    const stated = trimmed(stringMember(loader?.options, 'baseUrl') ?? '/docs');
    const prefix = stated === base && !hasRoutes(folder, base) ? '' : stated;
    return {
      path,
      prefix,
      addressOf: (page, style) => pageAddress(page, { prefix, languages, style }),
    };
  };
  const others = names.flatMap((name) => {
    const loader = loaders.find((one) => one.collection === name);
    return loader === undefined ? [] : [collection(folders.get(name)!, loader)];
  });
  const main = collection(folders.get(first) ?? 'content/docs', ofFirst);
  return {
    collections: [main, ...others],
    derived: pagesOfApis(folder, { source: ofFirst?.source, docs: main.path }),
    locales: languages.locales,
    ...(languages.fallback !== undefined && { fallback: languages.fallback }),
  };
}

/**
 * `export const NAME = defineDocs({ dir })` in `source.config`, its part `docs` (the other holds no
 * documents), or a collection of documents, by name; the former first, since they have navigation.
 */
function collectionFolders(folder: Folder, file: string): Map<string, string> {
  const folders = new Map<string, string>();
  const others = new Map<string, string>();
  for (const [name, value] of entriesOf(folder.exports(file))) {
    const call = originOf(value)?.call;
    const dir = stringMember(value, 'dir');
    if (call === 'defineDocs' && originOf(value)?.part === 'meta') continue;
    if (call === 'defineDocs') folders.set(name, dir ?? 'content/docs');
    else if (call === 'defineCollections' && stringMember(value, 'type') === 'doc' && dir) {
      others.set(name, dir);
    }
  }
  return new Map([...folders, ...others]);
}

interface Languages {
  place: LanguagePlace;
  locales: readonly SiteLocale[];
  main?: SiteLocale;
  fallback?: string;
}

const places: Readonly<Record<string, LanguagePlace>> = { dir: 'folder', none: 'none' };

/** The `i18n` of a loader's options, the argument of `defineI18n`. */
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

/** The language comes before the route of the documents: `/fr/docs/intro`. */
function pageAddress(
  path: string,
  { prefix, languages, style }: { prefix: string; languages: Languages; style: AddressStyle },
): PageAddress {
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
