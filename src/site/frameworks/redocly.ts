import { posix } from 'node:path';
import {
  listOf,
  member,
  objectOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../config/values.ts';
import type { Redirect, SiteLocale } from '../record.ts';
import { addressOf, fileAddress } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import { apiPages } from './readers/api-page.ts';
import type { Folder } from './readers/folder.ts';
import { editLink, redirectMap, siteAddress } from './readers/urls.ts';

const style = { pages: 'plain', indexes: 'plain' } as const;
/** Where translations are, each in the folder of its locale. */
const translations = '@l10n';

/**
 * Redocly's portals (Realm, Revel, Reef): `redocly.yaml` at the root of the project, whose Markdown
 * files are pages by their paths, https://redocly.com/docs/realm/content/project-structure
 */
export function readRedocly(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  const { locales, languages } = localesOf(folder, config);
  const apis = apiPages(
    descriptionsIn(folder).map((path) => ({ file: path, route: withoutEnding(path) })),
    { folder, documents: folder.path, place: folder.startOf(file) },
  );
  return {
    dialect: 'markdoc',
    sources: [
      onlySource(folder.path, folder.startOf(file), {
        exclude: [
          ...['node_modules/', '@theme/', '@api/', '_partials/', '/sidebars.yaml'],
          ...foreignLanguages(folder, languages),
          ...partialFolders(config),
          ...globsOf(config, ['ignore']),
        ],
      }),
    ],
    title: text('seo', 'title'),
    description: text('seo', 'description'),
    baseUrl: siteAddress(text('seo', 'siteUrl')),
    ...editLink(text('markdown', 'editPage', 'baseUrl')),
    locales: locales.length > 1 ? locales : [],
    ...(locales.length > 1 && { defaultLocale: '', strictLocales: true }),
    redirects: redirectsOf(folder, config),
    sidebar: sidebarsIn(folder),
    named: componentPages(folder),
    derived: apis.map(({ page }) => page),
    // Pages of single operations, where the reference is in parts.
    generated: apis.map(({ route }) => route),
    publics: [folder.path, folder.inProject('static')],
    addressOf(path, _source, { slug }) {
      const api = apis.find(({ page }) => page.path === folder.inProject(path));
      if (api) return addressOf(api.route, style);
      const [, named, rest] = /^@l10n\/([^/]+)\/(.+)$/.exec(path) ?? [];
      const prefix = named?.toLowerCase() ?? '';
      const own = slug?.replace(/^\/*/, `${prefix}/`);
      return own === undefined
        ? fileAddress(rest ?? path, style, { prefix })
        : addressOf(own, style);
    },
  };
}

/** The locales of the site, and the names of the folders with translations. */
function localesOf(folder: Folder, config: StaticData) {
  const main = stringMember(member(config, 'l10n'), 'defaultLocale');
  const codes = listOf(folder.known(config, ['l10n', 'locales'])).flatMap(
    (locale) => stringMember(locale, 'code') ?? [],
  );
  const languages = codes.filter((code) => code !== main);
  const locales: SiteLocale[] = [
    { key: '', ...(main !== undefined && { lang: main }) },
    ...languages.map((lang) => ({ key: lang.toLowerCase(), lang })),
  ];
  return { locales, languages };
}

/** Folders of translations into languages that the site does not have. */
function foreignLanguages(folder: Folder, languages: readonly string[]): string[] {
  if (!folder.has(translations)) return [];
  const names = folder.folders(translations).filter((name) => !languages.includes(name));
  return names.map((name) => `/${translations}/${name}/`);
}

/** The folders of partials, which translations have, too. */
const partialFolders = (config: StaticData): string[] =>
  globsOf(config, ['markdown', 'partialsFolders']).flatMap((glob) => [
    `${glob}/`,
    ...(glob.startsWith('/') ? [`/${translations}/*${glob}/`] : []),
  ]);

/** Globs from the root of the project. */
const globsOf = (config: StaticData, path: readonly string[]): string[] =>
  textsOf(member(config, ...path)).map((glob) => {
    const plain = glob.replace(/^(?:\.?\/)+|\/+$/g, '').replace(/(?<=^\*\*\/.*)\/\*\*$/, '');
    return plain.startsWith('**') ? plain : `/${plain}`;
  });

/** The file that `$ref` in another file names. */
function referenced(data: StaticData, from: string): string | undefined {
  const path = stringMember(data, '$ref');
  return path && posix.join(path.startsWith('/') ? '' : posix.dirname(from), path);
}

/** `/old: { to: /new }`, in files of their own, too. */
function redirectsOf(folder: Folder, config: StaticData): Redirect[] {
  const stated = member(config, 'redirects');
  const file = referenced(stated, '');
  const all = file === undefined ? [stated] : [stated, folder.data(file)];
  return all.flatMap((one) => redirectMap(one, 'to'));
}

/** Addresses of pages that are components: `a/b.page.tsx`. */
const componentPages = (folder: Folder): string[] =>
  filesBelow(folder).flatMap((path) => {
    const page = /^(.+)\.page\.[jt]sx?$/.exec(path)?.[1];
    return page === undefined ? [] : [fileAddress(page, style).route];
  });

/**
 * Descriptions of APIs, each of which is a page at its path without the ending:
 * https://redocly.com/docs/realm/content/api-docs/add-openapi-docs
 */
const descriptionsIn = (folder: Folder): string[] =>
  filesBelow(folder).filter(
    (path) =>
      /\.(?:ya?ml|json)$/.test(path) &&
      /^\s*(?:\{\s*)?"?(?:openapi|swagger)"?\s*:/m.test(folder.head(path) ?? ''),
  );

const withoutEnding = (path: string): string => path.replace(/\.(?:ya?ml|json)$/, '');

function filesBelow(folder: Folder, below = '', depth = 0): string[] {
  const here = folder.names(below).map((name) => posix.join(below, name));
  const inner = innerFolders(folder, below, depth);
  return [...here, ...inner.flatMap((path) => filesBelow(folder, path, depth + 1))];
}

/** Folders in a folder that may have pages, down to a depth. */
const innerFolders = (folder: Folder, below: string, depth: number): string[] =>
  depth === deepest
    ? []
    : folder
        .folders(below)
        .filter((name) => !/^[.@_]|^node_modules$/.test(name))
        .map((name) => posix.join(below, name));

const deepest = 6;

/** The sidebar of the project, else those of its folders. */
function sidebarsIn(folder: Folder, below = '', depth = 0): StaticData[] {
  const file = posix.join(below, 'sidebars.yaml');
  if (folder.has(file)) return itemsOf(folder, folder.data(file), [file]);
  return innerFolders(folder, below, depth).flatMap((path) => sidebarsIn(folder, path, depth + 1));
}

/**
 * Items with paths from the root of the project: https://redocly.com/docs/realm/navigation/sidebars.
 * They stand in the first of the files, which the others lead to.
 */
function itemsOf(folder: Folder, data: StaticData, files: readonly string[]): StaticData[] {
  const from = posix.dirname(files[0]!);
  return listOf(data).flatMap((item) => {
    const other = referenced(item, files[0]!);
    if (other !== undefined)
      return files.includes(other) ? [] : itemsOf(folder, folder.data(other), [other, ...files]);
    const rooted = (key: string) => {
      const path = stringMember(item, key);
      return path === undefined ? undefined : posix.join(path.startsWith('/') ? '' : from, path);
    };
    return objectOf({
      page: rooted('page')
        ?.replace(/^\/+/, '')
        .replace(/\.(?:ya?ml|json)$/, '.mdx'),
      directory: rooted('directory')?.replace(/^\/+|\/+$/g, ''),
      title: stringMember(item, 'label') ?? stringMember(item, 'group'),
      items: itemsOf(folder, member(item, 'items'), files),
    });
  });
}
