import slugify from 'slugify';
import {
  entriesOf,
  listOf,
  member,
  placeOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../../config/values.ts';
import type { PageAddress, ProjectSite, Redirect, SiteSource } from '../../record.ts';
import { asIgnoreLines } from '../../source-globs.ts';
import { addressOf, partsOf } from '../addresses/routes.ts';
import { onlySource, type StatedSite } from '../framework.ts';
import { bundlerAliases } from '../readers/bundler-aliases.ts';
import type { Folder } from '../readers/folder.ts';
import { moduleNames } from '../readers/project-folder.ts';
import { editLink, redirectMap, servedFrom, siteAddress, trimmed } from '../readers/urls.ts';
import { componentAliases } from './components.ts';

/** Nuxt Content: `nuxt.config` and `content.config`; numbers before names order them and are not part of routes. */
export function readNuxt(folder: Folder, file: string): StatedSite | undefined {
  const collections = folder.first(moduleNames('content.config'));
  if (collections === undefined && !folder.has('content')) return undefined;
  const { config, text } = folder.settings(file);
  const aside = folder.aside();
  const theme = appConfig(aside);
  const themed = (...path: string[]) => aside.setting(theme, path);
  const origin =
    text('site', 'url') ??
    text('llms', 'domain') ??
    text('runtimeConfig', 'public', 'siteUrl') ??
    themed('docus', 'url');
  const locales = localesOf(folder, config);
  return {
    dialect: 'mdc',
    sources: [...sourcesOf(folder, collections, { all: isDocus(config) }), ...pagesOf(folder)],
    title:
      text('site', 'name') ??
      themed('seo', 'siteName') ??
      themed('docus', 'title') ??
      themed('seo', 'title') ??
      themed('header', 'title') ??
      text('llms', 'title') ??
      text('app', 'head', 'title'),
    description:
      text('site', 'description') ??
      text('llms', 'description') ??
      themed('docus', 'description') ??
      text('app', 'head', 'description'),
    ...servedFrom(origin, text('app', 'baseURL')?.value),
    ...repositoryOf(folder, config, theme),
    ...locales,
    redirects: redirectsOf(folder, config),
    aliases: {
      ...sourceAliases(folder, config),
      ...componentAliases(folder, config),
      ...bundlerAliases(folder, member(config, 'alias')),
    },
    publics: [folder.inProject('public')],
    generated: remoteRoutes(folder, collections),
    addressOf: contentAddress,
  };
}

/** Pages that are components; those of a pattern, such as `[...slug].vue`, show the documents. */
const pagesOf = (folder: Folder): SiteSource[] =>
  ['app/pages', 'pages']
    .filter((path) => folder.has(path))
    .slice(0, 1)
    .map((path) => {
      const place = folder.startOf(path);
      const exclude = ['*.md', '*\\[*'];
      return { folder: place.file, kind: 'pages', prefix: '', exclude, main: false, ...place };
    });

/** The route of a document of Nuxt Content: its path without the numbers that order it. */
function contentAddress(path: string, source: SiteSource): PageAddress {
  const inner =
    source.strip && path.startsWith(source.strip) ? path.slice(source.strip.length) : path;
  const { folders, name } = partsOf(inner);
  const parts = [...folders, name].map(routePart);
  const isIndex = parts.at(-1) === 'index';
  const route = [source.prefix, ...(isIndex ? parts.slice(0, -1) : parts)].join('/');
  return addressOf(route, { pages: 'plain', indexes: 'plain' }, { isIndex });
}

const version = /^\d+(?:\.\d+)*(?:\.x)?$/;

/** `1.Getting Started` -> `getting-started`, `$fetch` -> `dollarfetch`, as `generatePath` of Nuxt Content does. */
function routePart(part: string): string {
  const name = version.test(part) ? part : part.replace(/^\d+\./, '').replace(/\.draft$/, '');
  return slugify(name, { lower: true });
}

/** Whether the layer Docus is below the project: its collections are read besides the project's own. */
const isDocus = (config: StaticData): boolean =>
  [member(config, 'extends')]
    .flat()
    .some((layer) => typeof layer === 'string' && /^(?:@nuxt-themes\/)?docus$/.test(layer));

/**
 * Collections of pages: each has files, and a route in place of the fixed folders of its pattern.
 * `all`: what else the folder holds is read, too.
 */
function sourcesOf(
  folder: Folder,
  file: string | undefined,
  { all }: { all: boolean },
): SiteSource[] {
  const content = folder.inProject('content');
  const whole = { folder: content, kind: 'docs', prefix: '', exclude: [], main: true } as const;
  const found = collectionsIn(folder, file)
    .filter(({ isRemote }) => !isRemote)
    .map(({ source, patterns, fixed, prefix, place }): SiteSource => {
      const cwd = stringMember(source, 'cwd');
      return {
        ...whole,
        ...place,
        folder: cwd === undefined ? content : folder.inProject(cwd.replace(/^~~?\//, '')),
        include: patterns,
        exclude: asIgnoreLines(textsOf(member(source, 'exclude'))),
        ...(prefix !== undefined && { prefix: trimmed(prefix), strip: fixed }),
      };
    });
  const rest = all || found.length === 0 ? [{ ...whole, file: file ?? content, line: 1 }] : [];
  // What is read from elsewhere, such as the examples of the repository, comes after the documents.
  const isOutside = (one: SiteSource) => Number(one.folder !== content);
  return [...found, ...rest].sort((one, other) => isOutside(one) - isOutside(other));
}

/** The sources of collections of pages: what they take, and the fixed folders of their first pattern. */
function collectionsIn(folder: Folder, file: string | undefined) {
  const collections =
    file === undefined ? undefined : folder.known(folder.data(file), ['collections']);
  return entriesOf(collections).flatMap(([name, collection]) => {
    if (stringMember(collection, 'type') === 'data') return [];
    return [member(collection, 'source')].flat().flatMap((source) => {
      const patterns = typeof source === 'string' ? [source] : textsOf(member(source, 'include'));
      if (patterns.length === 0) return [];
      const fixed = /^(?:[^*{[]*\/)?/.exec(patterns[0]!)![0];
      const prefix = stringMember(source, 'prefix');
      const isRemote = member(source, 'repository') !== undefined;
      return [{ source, patterns, fixed, prefix, isRemote, place: placeOf(collections, name)! }];
    });
  });
}

/** Routes below which pages of other repositories are: https://content.nuxt.com/docs/collections/sources */
const remoteRoutes = (folder: Folder, file: string | undefined): string[] =>
  collectionsIn(folder, file).flatMap(({ isRemote, prefix, fixed }) => {
    const route = trimmed(prefix ?? fixed.split('/').map(routePart).join('/'));
    return isRemote && route !== '' ? [route.split('/').map(routePart).join('/')] : [];
  });

function localesOf(
  folder: Folder,
  config: StaticData,
): Pick<ProjectSite, 'locales' | 'defaultLocale'> {
  const i18n = folder.known(config, ['i18n']);
  const main = stringMember(i18n, 'defaultLocale');
  const unprefixed = stringMember(i18n, 'strategy') !== 'prefix';
  const locales = listOf(member(i18n, 'locales')).flatMap((locale) => {
    const lang = typeof locale === 'string' ? locale : stringMember(locale, 'code');
    return lang === undefined ? [] : [{ key: lang === main && unprefixed ? '' : lang, lang }];
  });
  return {
    locales,
    ...(locales.length > 0 && main !== undefined && { defaultLocale: unprefixed ? '' : main }),
  };
}

/** The configuration of the theme. */
function appConfig(folder: Folder): StaticData {
  const file = folder.first([...moduleNames('app/app.config'), ...moduleNames('app.config')]);
  return file === undefined ? undefined : folder.data(file);
}

/** The aliases that Nuxt itself has: https://nuxt.com/docs/api/nuxt-config#alias */
function sourceAliases(folder: Folder, config: StaticData): Record<string, string> {
  const sources = stringMember(config, 'srcDir') ?? (folder.has('app') ? 'app' : '.');
  return {
    '~/*': folder.inProject(`${sources}/*`),
    '@/*': folder.inProject(`${sources}/*`),
    '~~/*': folder.inProject('*'),
    '@@/*': folder.inProject('*'),
  };
}

/** Studio names the repository, and a theme may in `app.config`: Docus by owner and name. */
function repositoryOf(
  folder: Folder,
  config: StaticData,
  theme: StaticData,
): Pick<ProjectSite, 'repo' | 'ref'> {
  const named = [
    member(config, 'studio', 'repository'),
    member(theme, 'docus', 'github'),
    member(theme, 'github'),
  ];
  for (const repository of named) {
    const [owner, name] = [stringMember(repository, 'owner'), stringMember(repository, 'repo')];
    const of =
      owner !== undefined && name !== undefined
        ? { repo: { value: `${owner}/${name}`, ...placeOf(repository)! } }
        : editLink(folder.setting(repository, ['url']));
    if (of.repo === undefined) continue;
    const branch = folder.setting(repository, ['branch']);
    return { ...of, ...(branch && { ref: branch }) };
  }
  return {};
}

function redirectsOf(folder: Folder, config: StaticData): Redirect[] {
  const rules = entriesOf(folder.known(config, ['routeRules']));
  return redirectMap(new Map(rules.map(([from, rule]) => [from, member(rule, 'redirect')])), 'to');
}

/** A layer of Nuxt beside the documents. */
const layerOfUndocs = new Map([['srcDir', '.docs']]);

/** undocs, a theme of Nuxt Content: `.config/docs.yaml` beside the documents. */
export function readUndocs(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  const github = text('github');
  const { repo, ref } = editLink(
    github && { ...github, value: `https://github.com/${github.value}` },
  );
  return {
    dialect: 'mdc',
    sources: [
      onlySource(folder.path, folder.startOf(file), { exclude: ['node_modules/', '/README.md'] }),
    ],
    title: text('name'),
    description: text('description'),
    baseUrl: siteAddress(text('url')),
    repo,
    ref: text('branch') ?? ref,
    redirects: redirectMap(member(config, 'redirects')),
    aliases: componentAliases(folder, layerOfUndocs),
    publics: [folder.inProject('.docs/public')],
    // The landing page is made of the configuration.
    named: ['/'],
    addressOf: contentAddress,
  };
}
