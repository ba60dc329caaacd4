import { posix } from 'node:path';
import { merged } from '../../config/inherit.ts';
import {
  entriesOf,
  listOf,
  member,
  objectOf,
  type StaticData,
  stringMember,
} from '../../config/values.ts';
import type { PageAddress, ProjectSite, Redirect } from '../../record.ts';
import { type LanguagePlace, languageIn } from '../addresses/languages.ts';
import { type AddressStyle, documentEnding, fileAddress } from '../addresses/routes.ts';
import { mkdocsNames, namedMkdocs } from '../find.ts';
import { onlySource, type StatedSite } from '../framework.ts';
import { type Folder, textEntries } from '../readers/folder.ts';
import { editLink, siteAddress } from '../readers/urls.ts';
import { Monorepo } from './monorepo.ts';
import {
  blogOf,
  literateFile,
  pluginNames,
  pluginOf,
  postAddress,
  versionedAddress,
} from './plugins.ts';

/**
 * MkDocs, and ProperDocs and Zensical after it: files are routes as they are named, `index` and `README` stand for
 * folders. A project with several sites, or parts of a configuration, has no `mkdocs.yml`.
 */
export function readMkdocs(folder: Folder, found: string): StatedSite[] {
  const file = mkdocsNames.includes(found) ? found : namedConfig(folder);
  if (file === undefined) return [];
  return [siteOfFile(folder, file), ...furtherSites(folder, file)];
}

/** `mkdocs.en.yml` beside `mkdocs.yml`: a site of its own if it has other documents and an address that it does not inherit. */
function furtherSites(folder: Folder, main: string): StatedSite[] {
  const own = (name: string, key: string) => stringMember(folder.data(name), key);
  const taken = new Set([own(main, 'docs_dir') ?? 'docs']);
  return namedMkdocs(folder).flatMap((name) => {
    const docs = own(name, 'docs_dir');
    if (name === main || docs === undefined || taken.has(docs)) return [];
    taken.add(docs);
    return own(name, 'site_url') === undefined ? [] : [siteOfFile(folder, name)];
  });
}

/**
 * Of `mkdocs-online.yml`, `mkdocs.insiders.yml`: the first with an address, else with a name. Of versions of a
 * site, the one into whose `site_dir` the others are written: it is served at the root.
 */
function namedConfig(folder: Folder): string | undefined {
  const names = namedMkdocs(folder);
  const said = (name: string, key: string) => stringMember(withInherited(folder, name, 0), key);
  const stated =
    names.find((name) => said(name, 'site_url') !== undefined) ??
    names.find((name) => said(name, 'site_name') !== undefined);
  const target = stated && said(stated, 'site_dir');
  const holds = (name: string) => target?.startsWith(`${said(name, 'site_dir')}/`);
  return names.find((name) => holds(name) && said(name, 'site_url') !== undefined) ?? stated;
}

function siteOfFile(folder: Folder, file: string): StatedSite {
  const config = withInherited(folder, file, 0);
  const text = (...path: string[]) => folder.setting(config, path);
  const docs = documentsOf(folder, text('docs_dir')?.value);
  // What is not a template there is a file of the site.
  const theme = stringMember(config, 'theme', 'custom_dir');
  const plain = member(config, 'use_directory_urls') === false;
  const style: AddressStyle = { pages: plain ? 'file' : 'folder', indexes: 'folder' };
  const branch = /^(?:edit|blob|tree|raw)\/([^/]+)/.exec(text('edit_uri')?.value ?? '')?.[1];
  const languages = languagesOf(config);
  const blog = blogOf(config);
  const exclude = ignoreLines(stringMember(config, 'exclude_docs'));
  const list = literateFile(config) ?? '';
  const stated = folder.known(config, ['nav']);
  const monorepo = new Monorepo(folder);
  const nav = stated && monorepo.nav(stated);
  const listed = pagesIn(nav);
  const labels = new Map(listed);
  return {
    dialect: 'mkdocs-material',
    config: folder.inProject(file),
    sources: [
      onlySource(docs, folder.placeOf(config, ['docs_dir']), {
        exclude: ['/templates/', ...exclude, ...(isShown.test(list) ? [] : [list])],
        ...(pluginNames(config).includes('mkdocs-jupyter') && { further: ['ipynb'] }),
      }),
      ...monorepo.sources,
    ],
    ...(monorepo.sources.length > 0 && { together: true as const, includes: monorepo.files }),
    title: text('site_name'),
    description: text('site_description'),
    baseUrl: versionedAddress(siteAddress(text('site_url')), config),
    ...editLink(text('repo_url')),
    ...(branch && { ref: { value: branch, ...folder.placeOf(config, ['edit_uri']) } }),
    locales: languages.locales,
    defaultLocale: languages.defaultLocale,
    redirects: redirectMaps(config, (path) => pageAddress(path, style, languages).route),
    ...(nav !== undefined && { sidebar: navOf(nav, config, languages) }),
    publics: [docs, ...(theme === undefined ? [] : [folder.inProject(theme)])],
    named: listed.map(([path]) => pageAddress(path, style, languages).route),
    generated:
      blog === undefined
        ? []
        : ['category', 'archive', 'author', 'page'].map((name) => `/${blog.folder}/${name}`),
    addressOf: (path, { prefix }, matter) => ({
      ...(postAddress(path, { matter, blog, style }) ??
        pageAddress(path, style, languages, prefix)),
      label: prefix === '' ? labels.get(path) : undefined,
    }),
  };
}

/**
 * The folder of the documents; where a script makes it, what it is made of: `docs` beside the configuration, or
 * the configuration's own folder.
 */
function documentsOf(folder: Folder, stated = 'docs'): string {
  const usual = [stated, 'docs', ...(folder.path === '' ? [] : ['.'])];
  const found = usual.map((name) => folder.inProject(name)).find((one) => folder.hasDocuments(one));
  return found ?? folder.inProject(stated);
}

/** A list of pages that is one itself. */
const isShown = /^(?:(?:index|README)\.md)?$/;

function pageAddress(
  file: string,
  style: AddressStyle,
  { place, locales }: Languages,
  below = '',
): PageAddress {
  const { path, locale } = languageIn(file.replace(documentEnding, ''), place, locales);
  const prefix = posix.join(locale?.key ?? '', below);
  return fileAddress(path, style, {
    prefix: prefix === '.' ? '' : prefix,
    index: /^(?:index|README)$/,
  });
}

/** `INHERIT` names a configuration that this one overrides, map by map. */
function withInherited(folder: Folder, file: string, depth: number): StaticData {
  const data = folder.data(file);
  const config = file === 'zensical.toml' ? member(data, 'project') : data;
  const parent = stringMember(config, 'INHERIT');
  if (parent === undefined || depth > 5) return config;
  const path = posix.join(posix.dirname(file), parent);
  return merged(withInherited(folder, path, depth + 1), config);
}

function ignoreLines(text = ''): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** The files that the navigation names, and what it calls them. */
function pagesIn(nav: StaticData, label?: string): (readonly [string, string | undefined])[] {
  if (typeof nav === 'string')
    return /\.(?:md|ipynb)$/i.test(nav) && !/^https?:/.test(nav)
      ? [[posix.normalize(nav), label]]
      : [];
  return Array.isArray(nav)
    ? nav.flatMap((entry) => pagesIn(entry))
    : entriesOf(nav).flatMap(([name, value]) => pagesIn(value, name));
}

interface Languages extends Pick<ProjectSite, 'locales' | 'defaultLocale'> {
  place: LanguagePlace;
}

/** The plugin `i18n`: a list of languages, or a map of them before its version 1. */
function languagesOf(config: StaticData): Languages {
  const i18n = pluginOf(config, 'i18n');
  const stated = member(i18n, 'languages');
  const list = listOf(stated);
  const main =
    stringMember(
      list.find((language) => member(language, 'default') === true),
      'locale',
    ) ?? stringMember(i18n, 'default_language');
  const names = [
    ...list.map((language) => stringMember(language, 'locale')),
    ...entriesOf(stated).map(([name]) => name),
  ].filter((name) => name !== undefined && name !== 'null' && name !== 'default');
  const locales = names.map((lang) => ({ key: lang === main ? '' : lang!, lang: lang! }));
  const falls = locales.length > 0 && member(i18n, 'fallback_to_default') !== false;
  return {
    place: stringMember(i18n, 'docs_structure') === 'folder' ? 'folder' : 'suffix',
    locales,
    ...(falls && { defaultLocale: '' }),
  };
}

/** The `nav` of the site; with languages, that of each by its tag: its own, or that of all with its own titles. */
function navOf(nav: StaticData, config: StaticData, { locales }: Languages): StaticData {
  if (locales.length === 0) return nav;
  const stated = listOf(member(pluginOf(config, 'i18n'), 'languages'));
  return new Map(
    locales.map(({ lang = '' }) => {
      const language = stated.find((one) => stringMember(one, 'locale') === lang);
      const titles = member(language, 'nav_translations');
      return [lang, objectOf({ nav: member(language, 'nav') ?? nav, titles })];
    }),
  );
}

function redirectMaps(config: StaticData, routeOf: (path: string) => string): Redirect[] {
  const maps = member(pluginOf(config, 'redirects'), 'redirect_maps');
  return textEntries(maps).map(([from, to]) => {
    const target = /^https?:/.test(to) ? to : routeOf(to.replace(/#.*/, ''));
    return { from: routeOf(from), to: target };
  });
}
