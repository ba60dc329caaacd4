import { posix } from 'node:path';
import { listOf, member, type StaticData, stringMember, textsOf, Unset } from '../config/values.ts';
import type { SiteSource } from '../record.ts';
import { type AddressStyle, addressOf, partsOf } from './addresses/routes.ts';
import { pagesOfOpenApi } from './blume-apis.ts';
import type { StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { noteReference } from './readers/operations.ts';
import { redirectList, repositoryOf, servedFrom, trimmed } from './readers/urls.ts';

const style: AddressStyle = { pages: 'plain', indexes: 'plain' };

/** Blume: `blume.config`; the documents of `content.root`, or of each source that is a folder, are routes. */
export function readBlume(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  const mount = trimmed(text('basePath')?.value ?? '/');
  const { locales, defaultLocale, isHidden } = localesOf(config);
  const sources = sourcesOf(folder, config, mount);
  const apis = pagesOfOpenApi(folder, config, { documents: sources[0]!.folder, mount });
  return {
    dialect: 'fumadocs',
    sources,
    title: text('title'),
    description: text('description'),
    ...servedFrom(text('deployment', 'site'), text('deployment', 'base')?.value),
    repo: repositoryOf(text('github', 'owner'), text('github', 'repo')),
    ref: text('github', 'branch'),
    locales: locales.map((lang) => ({ key: isHidden(lang) ? '' : lang, lang })),
    ...(locales.length > 0 && { defaultLocale: isHidden(defaultLocale) ? '' : defaultLocale }),
    redirects: redirectList(folder.known(config, ['redirects']), 'from', 'to'),
    publics: [folder.inProject('public')],
    generated: generatedBy(folder, config),
    derived: apis.map(({ page }) => page),
    addressOf(path, { prefix, folder: documents }, { slug }) {
      const api = apis.find(({ page }) => page.path === posix.join(documents, path));
      if (api) return addressOf(api.route, style);
      const { folders, name } = partsOf(path);
      const [first = ''] = folders;
      const own = locales.find((lang) => lang !== defaultLocale && isSame(lang, first));
      const parts = (own === undefined ? folders : folders.slice(1)).flatMap(segment);
      const last = slug === undefined ? segment(name) : slug.split('/').filter(Boolean);
      const lang = own ?? defaultLocale;
      const local = locales.length === 0 || isHidden(lang) ? [] : [lang];
      return addressOf(
        [mount, ...local, prefix.slice(mount.length), ...parts, ...last].join('/'),
        style,
      );
    },
  };
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** `01-firing` is `firing`; what is in parentheses, and `index`, are no part of a route. */
function segment(name: string): string[] {
  const plain = name.replace(/^\d+[-_.]/, '').replace(/:/g, '');
  return /^\(.+\)$/.test(name) || plain === 'index' || plain === '' ? [] : [plain];
}

/** Without a list of sources, `content` itself is the only one. */
function sourcesOf(folder: Folder, config: StaticData, mount: string): SiteSource[] {
  const content = member(config, 'content');
  const listed = listOf(folder.known(config, ['content', 'sources'])).filter(
    (source) => stringMember(source, 'type') === 'filesystem',
  );
  return (listed.length > 0 ? listed : [content]).map((source, index) => {
    const include = textsOf(member(source, 'include'));
    const exclude = member(source, 'exclude');
    return {
      folder: folder.inProject(stringMember(source, 'root') ?? 'docs'),
      kind: 'docs' as const,
      prefix: mount + trimmed(stringMember(source, 'prefix') ?? '/'),
      ...(include.length > 0 && { include }),
      exclude: exclude === undefined ? ['_*', '.*'] : textsOf(exclude),
      main: index === 0,
      ...folder.placeOf(config, ['content']),
    };
  });
}

/** The default language is at the root of the content, and of the routes unless the configuration says otherwise. */
function localesOf(config: StaticData) {
  const i18n = member(config, 'i18n');
  const locales = listOf(member(i18n, 'locales')).flatMap((one) => stringMember(one, 'code') ?? []);
  const defaultLocale = stringMember(i18n, 'defaultLocale') ?? 'en';
  const hides = member(i18n, 'hideDefaultLocalePrefix') !== false;
  return { locales, defaultLocale, isHidden: (lang: string) => hides && lang === defaultLocale };
}

/** Pages that are made of descriptions of APIs, where the configuration asks for them. */
function generatedBy(folder: Folder, config: StaticData): string[] {
  const defaults = { openapi: '/reference', asyncapi: '/events', graphql: '/graphql' };
  return Object.entries(defaults).flatMap(([name, route]) => {
    const said = member(config, name);
    if (name !== 'openapi') noteReference(folder, config, name);
    return said === undefined || said instanceof Unset
      ? []
      : [posix.join('/', stringMember(said, 'route') ?? route)];
  });
}
