import { posix } from 'node:path';
import { slug as githubSlug } from 'github-slugger';
import {
  callOf,
  entriesOf,
  isObject,
  listOf,
  member,
  placeOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../config/values.ts';
import type {
  PageAddress,
  ProjectSite,
  Redirect,
  Setting,
  SiteLocale,
  SiteSource,
} from '../record.ts';
import type { SiteMatter } from '../scan-frontmatter.ts';
import { type Folder, moduleNames } from './folder.ts';
import type { Framework } from './framework.ts';
import { type AddressStyle, addressOf, partsOf } from './routes.ts';
import { namedIn } from './sidebar.ts';
import { editLink, siteAddress, trimmed } from './urls.ts';

/** Starlight, a set of pages of Astro: routes are slugs of paths, locales are folders. */
export const starlight: Framework = {
  name: 'starlight',
  find: (folder) => folder.first(moduleNames('astro.config')),
  read: readStarlight,
};

function readStarlight(folder: Folder, file: string): ProjectSite | undefined {
  const config = folder.data(file);
  const integrations = listOf(folder.known(config, ['integrations']));
  const options =
    integrations.find((one) => callOf(one) === 'starlight') ??
    integrations.find((one) => member(one, 'sidebar') !== undefined);
  const text = (...path: string[]) => folder.setting(config, path);
  const own = (...path: string[]) => folder.setting(options, path, { partly: true });
  const base = text('base')?.value;
  const baseUrl = siteAddress(text('site'), base === undefined ? undefined : trimmed(base));
  const srcDir = text('srcDir')?.value ?? 'src';
  const loader = docsLoader(folder, srcDir);
  if (
    options === undefined &&
    loader === undefined &&
    folder.names(posix.join(srcDir, 'content/docs')).length === 0
  )
    return undefined;
  const docsName = loader?.base ?? posix.join(srcDir, 'content/docs');
  const docs = folder.inProject(docsName);
  const locales = localesOf(folder, options);
  const defaultKey = defaultLocale(options, locales);
  const title =
    own('title') ?? titleIn(folder, options, stringMember(options, 'defaultLocale') ?? 'en');
  const description = own('description');
  const style = styleOf(config);
  const sidebar = folder.known(options, ['sidebar']);
  const named = namedIn(sidebar);
  return {
    framework: 'starlight',
    dialect: 'starlight',
    folder: folder.path,
    config: folder.inProject(file),
    sources: [
      {
        folder: docs,
        kind: 'docs',
        prefix: '',
        ...(loader?.include && { include: loader.include }),
        exclude: ['_*'],
        main: true,
        ...(loader?.place ?? folder.placeOf(config, ['integrations'])),
      },
      ...pagesOf(folder, srcDir),
    ],
    title,
    description,
    baseUrl,
    ...editLink(folder.setting(options, ['editLink', 'baseUrl'], { partly: true })),
    locales,
    ...(locales.length > 0 && { defaultLocale: defaultKey }),
    versions: [],
    redirects: redirectsOf(folder, config),
    ...(sidebar !== undefined && { sidebar }),
    publics: [folder.inProject('public')],
    named: named.routes,
    generated: [
      ...named.folders.filter((path) => !folder.has(posix.join(docsName, path))),
      ...pluginRoutes(options),
    ],
    findings: folder.findings,
    addressOf: (path, _source, matter) => pageAddress(path, matter, style),
  };
}

function pageAddress(path: string, matter: SiteMatter, style: AddressStyle): PageAddress {
  const { folders, name } = partsOf(path);
  const slugged = [...folders, name].map((part) => githubSlug(part)).join('/');
  const id = (matter.slug ?? slugged).replace(/(?:^|\/)index$/, '');
  return addressOf(id, style, { isIndex: name.toLowerCase() === 'index' });
}

function styleOf(config: StaticData): AddressStyle {
  const slash = stringMember(config, 'trailingSlash');
  const format = stringMember(config, 'build', 'format');
  if (format === 'file') return { pages: 'file', indexes: 'file' };
  const pages = slash === 'never' ? 'plain' : 'folder';
  if (format === 'preserve') return { pages: 'file', indexes: pages };
  return { pages, indexes: pages };
}

/** Pages that Astro makes of files of its own. */
function pagesOf(folder: Folder, srcDir: string): SiteSource[] {
  const path = posix.join(srcDir, 'pages');
  if (!folder.has(path)) return [];
  const place = { file: folder.inProject(path), line: 1 };
  return [
    { folder: place.file, kind: 'pages', prefix: '', exclude: ['_*'], main: false, ...place },
  ];
}

/** Plugins that make pages, the option that names their route, and what it is without one. */
const makers: Readonly<Record<string, { option: string; route: string }>> = {
  starlightBlog: { option: 'prefix', route: 'blog' },
  starlightOpenAPI: { option: 'base', route: 'api' },
  starlightTypeDoc: { option: 'output', route: 'api' },
};

function pluginRoutes(options: StaticData): string[] {
  return listOf(member(options, 'plugins')).flatMap((plugin) => {
    const maker = makers[callOf(plugin) ?? ''];
    return maker === undefined ? [] : [stringMember(plugin, maker.option) ?? maker.route];
  });
}

/** A title may be given in each language. */
function titleIn(folder: Folder, options: StaticData, lang: string): Setting<string> | undefined {
  const titles = member(options, 'title');
  const [first] = entriesOf(titles);
  return folder.setting(titles, [member(titles, lang) === undefined ? (first?.[0] ?? '') : lang]);
}

function localesOf(folder: Folder, options: StaticData): SiteLocale[] {
  return entriesOf(folder.known(options, ['locales'])).map(([key, locale]) => {
    const lang = stringMember(locale, 'lang');
    return { key: key === 'root' ? '' : key.toLowerCase(), ...(lang && { lang }) };
  });
}

function defaultLocale(options: StaticData, locales: readonly SiteLocale[]): string {
  if (locales.some(({ key }) => key === '')) return '';
  return stringMember(options, 'defaultLocale')?.toLowerCase() ?? locales[0]?.key ?? '';
}

/** What `content.config` says of the collection `docs`, where it loads files from elsewhere. */
function docsLoader(folder: Folder, srcDir: string) {
  const file = folder.first([
    ...moduleNames(posix.join(srcDir, 'content.config')),
    ...moduleNames(posix.join(srcDir, 'content/config')),
  ]);
  if (file === undefined) return undefined;
  const docs = member(folder.data(file), 'collections', 'docs');
  const loader = member(docs, 'loader');
  const base = stringMember(loader, 'base');
  const pattern = textsOf(member(loader, 'pattern'));
  const place = placeOf(docs, 'loader');
  if (!isObject(loader) || place === undefined) return undefined;
  return {
    ...(base !== undefined && { base: base.replace(/^\.\//, '') }),
    ...(pattern.length > 0 && { include: pattern }),
    place,
  };
}

function redirectsOf(folder: Folder, config: StaticData): Redirect[] {
  const redirects = folder.known(config, ['redirects']);
  return entriesOf(redirects).flatMap(([from, value]) => {
    const to = typeof value === 'string' ? value : stringMember(value, 'destination');
    const place = placeOf(redirects, from);
    if (to === undefined || place === undefined) return [];
    return [{ from: from.startsWith('/') ? from : `/${from}`, to, ...place }];
  });
}
