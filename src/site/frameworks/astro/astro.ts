import { posix } from 'node:path';
import { slug as githubSlug } from 'github-slugger';
import {
  entriesOf,
  listOf,
  member,
  placeOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../../config/values.ts';
import type { PageAddress, Redirect, SiteLocale, SiteSource } from '../../record.ts';
import type { SiteMatter } from '../../scan-frontmatter.ts';
import { type AddressStyle, addressOf, fileAddress, partsOf } from '../addresses/routes.ts';
import type { StatedSite } from '../framework.ts';
import { bundlerAliases } from '../readers/bundler-aliases.ts';
import type { Folder } from '../readers/folder.ts';
import { pagesWithParameter } from '../readers/pages-with-parameter.ts';
import { moduleNames } from '../readers/project-folder.ts';
import { redirectMap } from '../readers/urls.ts';

interface AstroProject {
  config: StaticData;
  srcDir: string;
  served: Pick<StatedSite, 'baseUrl' | 'base'>;
}

/** Astro without Starlight: pages in `src/pages`, and collections of content that a route with a parameter serves. */
export function readAstro(
  folder: Folder,
  { config, srcDir, served }: AstroProject,
): StatedSite | undefined {
  const pages = posix.join(srcDir, 'pages');
  const routes = routesOf(folder, pages);
  const routed = collectionsOf(folder, srcDir, (name) => routes.get(name));
  const shown = pagesOfEntries(folder, pages);
  const guessed =
    routed.length === 0 ? collectionsOf(folder, srcDir, guessedRoutes(folder, pages, shown)) : [];
  const sources = [...routed, ...guessed, ...pagesOf(folder, srcDir)];
  const isServedByHand = sources.every(({ kind }) => kind === 'pages');
  // Astro before 5 takes the folders of `src/content` for collections, without a word in a configuration.
  if (isServedByHand && folder.has(posix.join(srcDir, 'content/docs'))) return undefined;
  if (sources.length === 0) return undefined;
  const style = styleOf(config);
  const locales = localesOf(config);
  return {
    framework: 'astro',
    dialect: dialectOf(folder),
    sources: sources.map((source, at) => ({ ...source, main: at === 0 })),
    ...served,
    locales,
    ...(locales.length > 0 && {
      defaultLocale: stringMember(config, 'i18n', 'defaultLocale')?.toLowerCase(),
    }),
    redirects: redirectsOf(folder, config),
    aliases: aliasesOf(folder, config, shown),
    publics: [folder.inProject('public')],
    generated: guessedPrefixes(sources),
    addressOf: addresses(style),
  };
}

/** The address of a document: that of its file, or of an entry of a collection. */
export const addresses =
  (style: AddressStyle): StatedSite['addressOf'] =>
  (path, { kind, prefix, guessed }, matter) => {
    if (kind === 'pages') return fileAddress(path, style);
    const address = entryAddress(path, { prefix: `${prefix}/`, matter, style });
    return guessed ? { ...address, guessed } : address;
  };

/** Routes below which there may be more pages than the documents known to be there. */
export const guessedPrefixes = (sources: readonly SiteSource[]): string[] =>
  sources.flatMap(({ guessed, prefix }) => (guessed && prefix !== '' ? [prefix] : []));

/** https://docs.astro.build/en/reference/configuration-reference/#i18nlocales */
function localesOf(config: StaticData): SiteLocale[] {
  return listOf(member(config, 'i18n', 'locales')).flatMap((locale) => {
    const key = typeof locale === 'string' ? locale : stringMember(locale, 'path');
    const [lang = key] = textsOf(member(locale, 'codes'));
    return key === undefined ? [] : [{ key: key.toLowerCase(), ...(lang && { lang }) }];
  });
}

/** The route of a collection, and whether its entries may have other addresses below it. */
type Route = Pick<SiteSource, 'prefix' | 'guessed'>;

type RouteOf = (collection: string) => Route | undefined;

/**
 * The route of a collection whose entries a page gets through modules of the site: a guess, by the folder of
 * the page, `docs`, or by a page in folders of parameters only, `[lang]/[...slug].astro`, `[collection]/[...slug].astro`.
 */
function guessedRoutes(folder: Folder, pages: string, shown: readonly string[]): RouteOf {
  if (folder.has(`${pages}/docs`)) return docsAt('/docs');
  const has = (route: RegExp) => shown.some((page) => route.test(page.slice(pages.length)));
  if (has(/^\/\[collection\]\/\[\.\.\.\w+\]\.astro$/))
    return (name) => ({ prefix: `/${name}`, guessed: true });
  const isRoot = has(/^(?:\/\[(?:lang(?:uage)?|locale)\])?\/\[\.\.\.\w+\]\.astro$/);
  return isRoot ? docsAt('') : () => undefined;
}

const docsAt =
  (prefix: string): RouteOf =>
  (collection) =>
    collection === 'docs' ? { prefix, guessed: true } : undefined;

/** The pages that show entries of a collection. */
function pagesOfEntries(folder: Folder, pages: string): string[] {
  const all = pagesWithParameter(folder, pages, /^index\.astro$/);
  return all.filter((page) => /<Content\b/.test(folder.text(page) ?? ''));
}

/** Import aliases of the bundler, and the names by which documents find the pages that give them components. */
function aliasesOf(
  folder: Folder,
  config: StaticData,
  shown: readonly string[],
): Record<string, string> {
  const giving = shown.filter((page) =>
    /<Content\b[^<]*[\s{]components\b/.test(folder.text(page) ?? ''),
  );
  return {
    ...bundlerAliases(folder, member(config, 'vite', 'resolve', 'alias')),
    ...Object.fromEntries(
      giving.map((page, at) => [`astro-page-of-documents/${at}`, folder.inProject(page)]),
    ),
  };
}

function dialectOf(folder: Folder): string {
  const manifest = folder.text('package.json') ?? '';
  return manifest.includes('"@astrojs/markdoc"') ? 'markdoc' : 'starlight';
}

interface Entry {
  /** Where the collection is served, with a slash at its end. */
  prefix: string;
  matter: SiteMatter;
  style: AddressStyle;
}

/** The address of an entry of a collection: the slug of its path, or what its front matter says. */
function entryAddress(path: string, { prefix, matter, style }: Entry): PageAddress {
  const { folders, name } = partsOf(path);
  const slugged = [...folders, name].map((part) => githubSlug(part)).join('/');
  const id = (matter.slug ?? slugged).replace(/(?:^|\/)index$/, '');
  return addressOf(prefix + id, style, { isIndex: name.toLowerCase() === 'index' });
}

export function styleOf(config: StaticData): AddressStyle {
  const slash = stringMember(config, 'trailingSlash');
  const format = stringMember(config, 'build', 'format');
  if (format === 'file') return { pages: 'file', indexes: 'file' };
  const pages = slash === 'never' ? 'plain' : 'folder';
  if (format === 'preserve') return { pages: 'file', indexes: pages };
  return { pages, indexes: pages };
}

/** Pages that Astro makes of files of its own. */
export function pagesOf(folder: Folder, srcDir: string): SiteSource[] {
  const path = posix.join(srcDir, 'pages');
  if (!folder.has(path)) return [];
  const place = folder.startOf(path);
  return [
    { folder: place.file, kind: 'pages', prefix: '', exclude: ['_*'], main: false, ...place },
  ];
}

export function redirectsOf(folder: Folder, config: StaticData): Redirect[] {
  const redirects = redirectMap(folder.known(config, ['redirects']), 'destination');
  return redirects.map(({ from, to }) => ({ from: from.startsWith('/') ? from : `/${from}`, to }));
}

/** Globs of documents: `*.mdx`, `*.{md,mdx}`, `*.md?(x)`, `**`. */
const documents = /[.{(|,](?:md|mdx|mdoc|markdoc)(?!\w)|\*$/;

/** The collections that a route serves; main ones by name first. */
function collectionsOf(folder: Folder, srcDir: string, routeOf: RouteOf): SiteSource[] {
  const file = folder.first(contentConfigs(srcDir));
  if (file === undefined) return [];
  const stated = entriesOf(member(folder.data(file), 'collections'));
  const named = [...stated].sort(([a], [b]) => Number(b === 'docs') - Number(a === 'docs'));
  return named.flatMap(([name, collection]): SiteSource[] => {
    const loader = member(collection, 'loader');
    const base = stringMember(loader, 'base') ?? posix.join(srcDir, 'content', name);
    const pattern = textsOf(member(loader, 'pattern'));
    const route = routeOf(name);
    const isText = pattern.length === 0 || pattern.some((glob) => documents.test(glob));
    if (route === undefined || !isText || !folder.has(base)) return [];
    return [
      {
        folder: folder.inProject(base),
        kind: /^(?:blog|posts?)$/.test(name) ? 'blog' : 'docs',
        ...route,
        ...(member(loader, 'generateId') !== undefined && { guessed: true as const }),
        ...(pattern.length > 0 && { include: pattern }),
        exclude: ['_*'],
        main: name === 'docs',
        ...(placeOf(collection) ?? folder.startOf(file)),
      },
    ];
  });
}

/** The collections beside Starlight's own, `docs`, that pages of the site serve. */
export function otherCollections(folder: Folder, srcDir: string): SiteSource[] {
  const routes = routesOf(folder, posix.join(srcDir, 'pages'));
  return collectionsOf(folder, srcDir, (name) => (name === 'docs' ? undefined : routes.get(name)));
}

/** The modules that may say what the collections are. */
export function contentConfigs(srcDir: string): string[] {
  return [
    ...moduleNames(posix.join(srcDir, 'content.config')),
    ...moduleNames(posix.join(srcDir, 'content/config')),
  ];
}

/** How deep routes with a parameter are looked for. */
const maxDepth = 3;

/** The routes below which `[...slug].astro`, `[slug].astro` or `[slug]/index.astro` serve entries, by collection. */
function routesOf(folder: Folder, pages: string): Map<string, Route> {
  const routes = new Map<string, Route>();
  const add = (prefix: string, text: string): void => {
    const isMade = text.includes('getStaticPaths') && !isById.test(text);
    const route: Route = { prefix, ...(isMade && { guessed: true }) };
    for (const [, collection = ''] of text.matchAll(/\bgetCollection\(\s*['"]([\w-]+)['"]/g)) {
      if (!routes.has(collection)) routes.set(collection, route);
    }
  };
  const look = (route: string, depth: number): void => {
    for (const name of folder.names(pages + route)) {
      const file = /^\[(?:\.\.\.)?\w+\]$/.test(name) ? `${name}/index.astro` : name;
      if (/^\[(?:\.\.\.)?\w+\](?:\/index)?\.astro$/.test(file))
        add(route, folder.text(`${pages}${route}/${file}`) ?? '');
      else if (depth < maxDepth && /^[\w-]+$/.test(name)) look(`${route}/${name}`, depth + 1);
    }
  };
  look('', 0);
  return routes;
}

/** A page whose parameter is the id of its entry: `params: { slug: post.id }`. */
const isById =
  /\bparams:\s*\{\s*\w+:\s*(?:\w+\??\.)+(?:id|slug)\b(?:\s*(?:\?\?|\|\|)\s*[\w.]+)?,?\s*\}/;
