import { applyOf, Closure } from '../config/functions.ts';
import {
  callOf,
  entriesOf,
  listOf,
  member,
  placeOf,
  type StaticData,
  stringMember,
  wrapperOf,
} from '../config/values.ts';
import type { PageAddress, ProjectSite, Redirect, SiteSource } from '../record.ts';
import { type Folder, moduleNames } from './folder.ts';
import type { Framework } from './framework.ts';
import { type AddressStyle, addressOf, partsOf } from './routes.ts';
import { siteAddress, trimmed } from './urls.ts';

/** How one family of sites on Next keeps its documents. */
interface Family {
  name: string;
  dialect: string;
  /** Packages that tell it. */
  packages: RegExp;
}

const families: readonly Family[] = [
  { name: 'nextra', dialect: 'nextra', packages: /"nextra(?:-theme-[\w-]+)?"\s*:/ },
  { name: 'fumadocs', dialect: 'fumadocs', packages: /"fumadocs-[\w-]+"\s*:/ },
  { name: 'markdoc', dialect: 'markdoc', packages: /"@markdoc\/(?:next\.js|markdoc)"\s*:/ },
  { name: 'next-mdx', dialect: 'generic', packages: /"@next\/mdx"\s*:/ },
];

/** Next: pages are routes in `pages`, in `app` as `page.md`, and in the folders of Nextra and Fumadocs. */
export const next: Framework = {
  name: 'next',
  find: (folder) => folder.first(moduleNames('next.config')),
  read: readNext,
};

function readNext(folder: Folder, file: string): ProjectSite | undefined {
  const manifest = folder.text('package.json') ?? '';
  const family = families.find(({ packages }) => packages.test(manifest));
  if (family === undefined) return undefined;
  const config = folder.data(file);
  const base = folder.setting(config, ['basePath'])?.value ?? '';
  const sources = sourcesOf(folder, config, file);
  if (sources.length === 0) return undefined;
  const origin = sitemapOrigin(folder);
  const baseUrl = siteAddress(
    origin,
    origin && trimmed(new URL(origin.value).pathname) + trimmed(base),
  );
  const ending =
    member(config, 'trailingSlash') === true ? ('folder' as const) : ('plain' as const);
  const style: AddressStyle = { pages: ending, indexes: ending };
  const locales = listOf(member(config, 'i18n', 'locales')).filter(
    (one) => typeof one === 'string',
  );
  const main = stringMember(config, 'i18n', 'defaultLocale');
  return {
    framework: family.name,
    dialect: family.dialect,
    folder: folder.path,
    config: folder.inProject(file),
    sources,
    ...(baseUrl && { baseUrl }),
    locales:
      locales.length > 1 ? locales.map((lang) => ({ key: lang === main ? '' : lang, lang })) : [],
    ...(locales.length > 1 && { defaultLocale: '' }),
    versions: [],
    redirects: [
      ...redirectsOf(folder, config, 'redirects'),
      ...redirectsOf(folder, config, 'rewrites'),
    ],
    publics: [folder.inProject('public')],
    named: [],
    generated: [],
    findings: folder.findings,
    addressOf: (path, source) => pageAddress(path, source, style),
  };
}

function pageAddress(
  path: string,
  source: SiteSource,
  style: AddressStyle,
): PageAddress | undefined {
  const { folders, name } = partsOf(path);
  const isApp = /(?:^|\/)app$/.test(source.folder);
  // In `app` only files of this name are pages; elsewhere it is a name like any other.
  if (isApp && name !== 'page') return undefined;
  const isIndex = name === 'index' || name === 'page';
  const inner = folders.filter((part) => !/^\(.*\)$|^@/.test(part));
  return addressOf([source.prefix, ...inner, ...(isIndex ? [] : [name])].join('/'), style, {
    isIndex,
  });
}

function sourcesOf(folder: Folder, config: StaticData, file: string): SiteSource[] {
  const contentBase = stringMember(wrapperOf(config), 'contentDirBasePath') ?? '';
  const fumadocs = fumadocsFolder(folder);
  const found: { path: string; prefix: string; kind: SiteSource['kind'] }[] = [
    ...(fumadocs === undefined
      ? []
      : [{ path: fumadocs, prefix: fumadocsRoute(folder), kind: 'docs' as const }]),
    ...['content', 'src/content'].map((path) => ({
      path,
      prefix: trimmed(contentBase),
      kind: 'docs' as const,
    })),
    ...['pages', 'src/pages', 'app', 'src/app'].map((path) => ({
      path,
      prefix: '',
      kind: 'pages' as const,
    })),
  ];
  return found
    .filter(
      ({ path }, at) => folder.has(path) && found.findIndex((one) => one.path === path) === at,
    )
    .filter(
      ({ path }) => fumadocs === undefined || path === fumadocs || !fumadocs.startsWith(`${path}/`),
    )
    .map(({ path, prefix, kind }, at) => ({
      folder: folder.inProject(path),
      kind,
      prefix,
      exclude: ['_*', 'api/'],
      main: at === 0,
      file: folder.inProject(file),
      line: 1,
    }));
}

/** `defineDocs({ dir })` in `source.config`. */
function fumadocsFolder(folder: Folder): string | undefined {
  const file = folder.first(moduleNames('source.config'));
  if (file === undefined) return undefined;
  const exported = folder.exports(file);
  for (const [, value] of entriesOf(exported)) {
    if (callOf(value) === 'defineDocs') return stringMember(value, 'dir') ?? 'content/docs';
  }
  return 'content/docs';
}

/** The `baseUrl` of the `loader` that the documents are served by. */
function fumadocsRoute(folder: Folder): string {
  const files = ['lib/source', 'src/lib/source', 'app/source', 'source'].flatMap(moduleNames);
  for (const file of files) {
    if (!folder.has(file)) continue;
    const loaders = entriesOf(folder.exports(file)).filter(
      ([, value]) => callOf(value) === 'loader',
    );
    const own = loaders
      .map(([, loader]) => stringMember(loader, 'baseUrl'))
      .find((one) => one !== undefined);
    if (own !== undefined) return trimmed(own);
  }
  return '/docs';
}

/** The origin that `next-sitemap` is told. */
function sitemapOrigin(folder: Folder) {
  const file = folder.first([
    ...moduleNames('next-sitemap.config'),
    ...moduleNames('next-sitemap'),
  ]);
  return file === undefined ? undefined : folder.setting(folder.data(file), ['siteUrl']);
}

function redirectsOf(
  folder: Folder,
  config: StaticData,
  key: 'redirects' | 'rewrites',
): Redirect[] {
  const stated = folder.known(config, [key]);
  const place = folder.placeOf(config, [key]);
  const list = stated instanceof Closure ? applyOf(stated, [], place) : stated;
  const rules = [
    list,
    member(list, 'beforeFiles'),
    member(list, 'afterFiles'),
    member(list, 'fallback'),
  ];
  return rules.flatMap(listOf).flatMap((rule) => {
    const [from, to] = [stringMember(rule, 'source'), stringMember(rule, 'destination')];
    return from === undefined || to === undefined
      ? []
      : [{ from, to, ...(placeOf(rule) ?? place) }];
  });
}
