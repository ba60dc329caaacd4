import { posix } from 'node:path';
import { member, originOf, type StaticData, stringMember, textsOf } from '../../config/values.ts';
import type { PageAddress, ProjectSite, SiteLocale, SiteSource } from '../../record.ts';
import type { SiteMatter } from '../../scan-frontmatter.ts';
import { languageBySuffix } from '../addresses/languages.ts';
import {
  type AddressStyle,
  addressOf,
  documentEnding,
  partsOf,
  statedRoute,
} from '../addresses/routes.ts';
import type { StatedSite } from '../framework.ts';
import { isRoutePart } from '../readers/app-routes.ts';
import type { Folder } from '../readers/folder.ts';
import { noteOwnPlugins } from '../readers/own-plugins.ts';
import { moduleNames } from '../readers/project-folder.ts';
import {
  contentFolders,
  isImportedByPage,
  pagesOfCode,
  routedFolders,
  servedRoutes,
} from '../readers/served-by-code.ts';
import { editLink, trimmed } from '../readers/urls.ts';
import { servedByNext } from './address.ts';
import { type Fumadocs, readFumadocs } from './fumadocs.ts';
import { readLayout } from './layout.ts';
import { metaTitles } from './meta-titles.ts';
import { redirectsOf } from './redirects.ts';
import { componentsAliases, descriptionAliases } from './shared-modules.ts';

/** How one family of sites on Next keeps its documents. */
interface Family {
  name: string;
  dialect: string;
  /** Packages that identify it. */
  packages: RegExp;
  /** Whether code of the site's own serves its content folder. */
  byHand?: boolean;
}

const families: readonly Family[] = [
  { name: 'nextra', dialect: 'nextra', packages: /"nextra(?:-theme-[\w-]+)?"\s*:/ },
  { name: 'fumadocs', dialect: 'fumadocs', packages: /"fumadocs-[\w-]+"\s*:/ },
  {
    name: 'markdoc',
    dialect: 'markdoc',
    packages: /"@markdoc\/(?:next\.js|markdoc)"\s*:/,
    byHand: true,
  },
  // They bring Nextra along.
  { name: 'nextra', dialect: 'nextra', packages: /"@theguild\/components"\s*:/ },
  { name: 'next-mdx', dialect: 'generic', packages: /"@next\/mdx"\s*:/, byHand: true },
  { name: 'contentlayer', dialect: 'generic', packages: /"contentlayer2?"\s*:/, byHand: true },
  { name: 'velite', dialect: 'generic', packages: /"velite"\s*:/, byHand: true },
  {
    name: 'content-collections',
    dialect: 'generic',
    packages: /"@content-collections\/core"\s*:/,
    byHand: true,
  },
  {
    name: 'next-mdx',
    dialect: 'generic',
    packages: /"(?:next-mdx-remote(?:-client)?|mdx-bundler|@mdx-js\/loader)"\s*:/,
    byHand: true,
  },
  // Sites made from react.dev: its documents are compiled by code of its own, and their code runs in sandboxes.
  {
    name: 'next-mdx',
    dialect: 'react.dev',
    packages: /"@codesandbox\/sandpack-react"\s*:[\s\S]*"@mdx-js\/mdx"\s*:/,
    byHand: true,
  },
];

/** Next: pages are routes in `pages`, in `app` as `page.md`, and in the folders of Nextra and Fumadocs. */
export function readNext(folder: Folder, file: string): StatedSite | undefined {
  const manifest = folder.text('package.json') ?? '';
  const family =
    families.find(({ packages }) => packages.test(manifest)) ??
    (hasMeta(folder) ? families[0] : undefined);
  if (family === undefined) return undefined;
  const config = folder.data(file);
  const options = originOf(config)?.wrapper;
  // Nextra has them in one place, `@next/mdx` in the other.
  for (const key of ['mdxOptions', 'options'])
    noteOwnPlugins(folder, options, [key, 'remarkPlugins']);
  const base = folder.setting(config, ['basePath'])?.value ?? '';
  const fumadocs = readFumadocs(folder, trimmed(base));
  // By itself, Fumadocs serves only what `source.config` says.
  const byHand = family.byHand ?? (family.name === 'fumadocs' && fumadocs === undefined);
  const sources = sourcesOf(folder, { config, file, fumadocs, byHand });
  if (sources.length === 0) return undefined;
  const layout = readLayout(folder, stringMember(options, 'themeConfig'));
  const { title, description } = layout;
  const ending =
    member(config, 'trailingSlash') === true ? ('folder' as const) : ('plain' as const);
  const style: AddressStyle = { pages: ending, indexes: ending };
  const languages =
    fumadocs === undefined
      ? localesOf(config)
      : { locales: fumadocs.locales, defaultLocale: fumadocs.fallback };
  const titleOf = family.name === 'nextra' ? metaTitles(folder, languages.locales) : undefined;
  const isServed = byHand ? servedRoutes(folder) : () => true;
  const collections = new Map(
    fumadocs?.collections.map((one) => [folder.inProject(one.path), one]),
  );
  return {
    framework: family.name,
    dialect: family.dialect,
    sources,
    title,
    description,
    ...editLink(layout.edit),
    ...servedByNext(folder, layout.origin, trimmed(base)),
    ...languages,
    redirects: [
      ...redirectsOf(folder, config, 'redirects'),
      ...redirectsOf(folder, config, 'rewrites'),
    ],
    publics: [folder.inProject('public')],
    ...pagesOfCode(folder, sources, languages.locales),
    aliases: { ...componentsAliases(folder), ...descriptionAliases(folder) },
    ...(fumadocs && { derived: fumadocs.derived }),
    ...(byHand && sources.some(({ kind }) => kind === 'docs') && { servedByCode: true as const }),
    addressOf: (path, source, matter) => {
      const address =
        collections.get(source.folder)?.addressOf(path, style) ??
        pageAddress(path, source, { folder, style, family, matter, isServed, ...languages });
      return address && { ...address, label: titleOf?.(posix.join(source.folder, path)) };
    },
  };
}

/** Whether there are navigation files of Nextra, for themes that bring it along. */
function hasMeta(folder: Folder): boolean {
  return [...contentNames, ...pagesNames]
    .filter((path) => folder.has(path))
    .flatMap((path) => [path, ...folder.names(path).map((name) => `${path}/${name}`)])
    .some((path) => folder.first(metaNames.map((name) => `${path}/${name}`)));
}

const contentNames = ['content', 'src/content'];
const pagesNames = ['pages', 'src/pages'];
const metaNames = ['_meta.json', ...moduleNames('_meta'), '_meta.tsx', '_meta.jsx'];

type Languages = Pick<ProjectSite, 'locales' | 'defaultLocale'>;

function localesOf(config: StaticData): Languages {
  const names = textsOf(member(config, 'i18n', 'locales'));
  const main = stringMember(config, 'i18n', 'defaultLocale');
  if (names.length < 2) return { locales: [] };
  const locales = names.map((lang) => ({ key: lang === main ? '' : lang, lang }));
  return { locales, defaultLocale: '' };
}

interface Serving {
  folder: Folder;
  family: Family;
  style: AddressStyle;
  matter: SiteMatter;
  locales: readonly SiteLocale[];
  isServed: (route: string) => boolean;
}

function pageAddress(
  path: string,
  source: SiteSource,
  { folder, style, family, matter, locales, isServed }: Serving,
): PageAddress | undefined {
  const byHand = source.kind === 'docs' && family.byHand === true;
  const route = byHand ? statedRoute(matter) : undefined;
  const stated = route === undefined ? undefined : addressOf(route, style);
  if (stated !== undefined && isServed(stated.route)) return stated;
  const { path: plain, locale } = languageBySuffix(path.replace(documentEnding, ''), locales);
  const { folders, name } = partsOf(plain);
  const isInApp = /(?:^|\/)app$/.test(source.folder);
  // In `app` a document is a page if it is called `page`, or if the page beside it imports it.
  if (isInApp && name !== 'page' && !isImportedByPage(folder, posix.join(source.folder, path)))
    return undefined;
  // Next itself serves no content folder; sites that do so by code of their own take these for its folder.
  const isOfFolder = byHand && /^(?:README|_index)$/.test(name);
  const isIndex = isInApp || name === 'index' || name === 'page' || isOfFolder;
  const inner = folders.filter(isRoutePart);
  const own = [...inner, ...(isIndex ? [] : [name])].join('/');
  // Nextra 4 has a folder for each language, whose address stands before that of the documents.
  const [first = '', ...rest] = own.split('/');
  const isOfLanguage = family.name === 'nextra' && locales.some(({ lang }) => lang === first);
  const parts =
    source.prefix !== '' && isOfLanguage
      ? [first, source.prefix, ...rest]
      : [locale?.key ?? '', source.prefix, own];
  const page = addressOf(parts.join('/'), style, { isIndex });
  // Only the routes of the code show what it serves of a content folder, and where.
  const isShown = isServed(own) || isServed(posix.join(source.prefix, own));
  if (source.kind === 'pages' || isShown) return page;
  return { ...(stated ?? page), guessed: true };
}

interface Reading {
  config: StaticData;
  file: string;
  fumadocs: Fumadocs | undefined;
  byHand: boolean;
}

function sourcesOf(folder: Folder, { config, file, fumadocs, byHand }: Reading): SiteSource[] {
  const nextra = originOf(config)?.wrapper;
  const contentBase = stringMember(nextra, 'contentDirBasePath') ?? '';
  const collections = fumadocs?.collections ?? [];
  const content = contentFolders(folder);
  const stated = [...collections.map(({ path }) => path), ...content];
  const holdsOne = (path: string) => stated.some((one) => one.startsWith(`${path}/`));
  const isOne = (path: string) => stated.includes(path);
  const hasDocuments = (path: string) => folder.hasDocuments(folder.inProject(path));
  // Nextra before 4, which takes the name of a theme, serves `pages` alone.
  const isBefore4 = stringMember(nextra, 'theme') !== undefined && pagesNames.some(hasDocuments);
  const found: { path: string; prefix: string; kind: SiteSource['kind'] }[] = [
    ...collections.map(({ path, prefix }) => ({ path, prefix, kind: 'docs' as const })),
    ...[...content, ...(isBefore4 ? [] : contentNames)].map((path) => ({
      path,
      prefix: trimmed(contentBase),
      kind: 'docs' as const,
    })),
    ...(byHand ? routedFolders(folder) : []).map((one) => ({ ...one, kind: 'docs' as const })),
    ...[...pagesNames, 'app', 'src/app'].map((path) => {
      return { path, prefix: '', kind: 'pages' as const };
    }),
  ];
  const isFirst = (path: string, at: number) => found.findIndex((one) => one.path === path) === at;
  return found
    .filter(({ path }, at) => hasDocuments(path) && isFirst(path, at))
    .filter(({ path }) => isOne(path) || !holdsOne(path))
    .map(({ path, prefix, kind }, at) => ({
      folder: folder.inProject(path),
      kind,
      prefix,
      // `pages` also contains routes of the server; `_index.md` is a page in any content folder.
      exclude: kind === 'pages' ? ['_*', '/api/'] : ['_*', '!_index.*'],
      main: at === 0,
      ...folder.startOf(file),
    }));
}
