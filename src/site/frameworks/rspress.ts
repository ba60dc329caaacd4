import { posix } from 'node:path';
import {
  isObject,
  listOf,
  member,
  type StaticData,
  stringMember,
  textsOf,
} from '../config/values.ts';
import type { ProjectSite, Setting, SiteSource } from '../record.ts';
import { asIgnoreLines } from '../source-globs.ts';
import { type AddressStyle, fileAddress } from './addresses/routes.ts';
import type { StatedSite } from './framework.ts';
import { bundlerAliases } from './readers/bundler-aliases.ts';
import type { Folder } from './readers/folder.ts';
import { namedIn } from './readers/sidebar.ts';
import { editLink, servedFrom } from './readers/urls.ts';

/** `route.excludeConvention`: https://rspress.rs/api/config/config-basic#routeexcludeconvention */
const fragments = ['_[^_]*'];

/**
 * Rspress: `rspress.config`. Versions and languages are the outermost folders; those that are the
 * default are no part of routes.
 */
export function readRspress(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  // `@callstack/rspress-preset` has under `docs` what Rspress has at the top.
  const origin = text('siteOrigin') ?? text('docs', 'rootUrl') ?? pluginOption(folder, config);
  const root = folder.inProject(text('root')?.value ?? text('docs', 'rootDir')?.value ?? 'docs');
  const languages = languagesOf(config);
  const style: AddressStyle = {
    pages: member(config, 'route', 'cleanUrls') === true ? 'plain' : 'file',
    indexes: 'folder',
  };
  const edit =
    folder.setting(config, ['themeConfig', 'editLink', 'docRepoBaseUrl']) ??
    text('docs', 'editUrl');
  const sidebar = folder.known(config, ['themeConfig', 'sidebar']);
  return {
    dialect: 'rspress',
    sources: sourcesOf(folder, config, root),
    title: text('title') ?? folder.setting(config, ['docs', 'title'], { partly: true }),
    description: text('description') ?? text('docs', 'description'),
    ...servedFrom(origin, text('base')?.value),
    ...editLink(edit),
    locales: languages.locales,
    ...(languages.locales.length > 0 && { defaultLocale: '', strictLocales: true }),
    versions: textsOf(member(config, 'multiVersion', 'versions')),
    redirects: redirectsOf(config),
    sidebar,
    aliases: {
      // https://rspress.rs/guide/basic/custom-theme
      '@theme': folder.inProject(text('themeDir')?.value ?? 'theme'),
      ...bundlerAliases(folder, member(config, 'builderConfig', 'source', 'alias')),
      ...bundlerAliases(folder, member(config, 'builderConfig', 'resolve', 'alias')),
    },
    publics: [`${root}/public`],
    named: namedIn(sidebar).routes,
    addressOf(path, source) {
      if (!/\.mdx?$/i.test(path)) return undefined;
      const own = languages.main === undefined ? '' : `${languages.main}/`;
      const inner = path.startsWith(own) ? path.slice(own.length) : path;
      return fileAddress(inner, style, { prefix: source.prefix });
    },
  };
}

/** The folder of the documents, or one for each version. */
function sourcesOf(folder: Folder, config: StaticData, root: string): SiteSource[] {
  const convention = member(config, 'route', 'excludeConvention');
  const exclude = [
    ...asIgnoreLines(textsOf(member(config, 'route', 'exclude'))),
    ...(convention === undefined ? fragments : textsOf(convention)),
  ];
  const common = {
    kind: 'docs',
    exclude: ['node_modules/', '/public/', ...exclude],
    ...folder.placeOf(config, ['root']),
  } as const;
  const versions = textsOf(member(config, 'multiVersion', 'versions'));
  const main = stringMember(config, 'multiVersion', 'default');
  if (versions.length === 0) return [{ ...common, folder: root, prefix: '', main: true }];
  return versions
    .map((version) => ({
      ...common,
      folder: posix.join(root, version),
      prefix: version === main ? '' : `/${version}`,
      version,
      main: version === main,
    }))
    .sort((a, b) => Number(b.main) - Number(a.main));
}

/** Languages, and the folder of the one that has no part in routes. */
function languagesOf(config: StaticData): { locales: ProjectSite['locales']; main?: string } {
  const main = stringMember(config, 'lang');
  const list = member(config, 'locales') ?? member(config, 'themeConfig', 'locales');
  const locales = listOf(list).flatMap((locale) => {
    const lang = stringMember(locale, 'lang');
    return lang === undefined ? [] : [{ key: lang === main ? '' : lang, lang }];
  });
  const isListed = locales.some(({ lang }) => lang === main);
  return { locales, ...(main !== undefined && isListed && { main }) };
}

const addresses = ['siteUrl', 'siteOrigin', 'hostname', 'domain', 'url'];

/** The address of the site in the options of a plugin for sitemaps or social networks. */
function pluginOption(folder: Folder, config: StaticData): Setting<string> | undefined {
  const plugins = [member(config, 'plugins'), member(config, 'builderConfig', 'plugins')];
  const stated = plugins
    .flatMap(listOf)
    .filter(isObject)
    .flatMap((plugin) => addresses.map((name) => folder.aside().setting(plugin, [name])));
  return stated.find((one) => one !== undefined && /^https?:/.test(one.value));
}

/** `pluginClientRedirects({ redirects: [{ from: '/old', to: '/new' }] })` */
function redirectsOf(config: StaticData): ProjectSite['redirects'] {
  return listOf(member(config, 'plugins')).flatMap((plugin) =>
    listOf(member(plugin, 'redirects')).flatMap((rule) => {
      const to = stringMember(rule, 'to');
      // Patterns of `^/a/(\\d+)` kind are not read.
      const from = textsOf(member(rule, 'from')).filter((one) => /^\/[\w./-]*$/.test(one));
      return to === undefined ? [] : from.map((one) => ({ from: one, to }));
    }),
  );
}
