import { posix } from 'node:path';
import {
  entriesOf,
  isObject,
  listOf,
  member,
  originOf,
  placeOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../../config/values.ts';
import type { ProjectSite, Setting, SiteLocale } from '../../record.ts';
import type { StatedSite } from '../framework.ts';
import { bundlerAliases } from '../readers/bundler-aliases.ts';
import type { Folder } from '../readers/folder.ts';
import { noteOwnPlugins, noteUnwritten } from '../readers/own-plugins.ts';
import { namedIn } from '../readers/sidebar.ts';
import { editLink, servedFrom } from '../readers/urls.ts';
import {
  addresses,
  contentConfigs,
  guessedPrefixes,
  otherCollections,
  pagesOf,
  readAstro,
  redirectsOf,
  styleOf,
} from './astro.ts';
import { pagesOfOpenApi } from './starlight-openapi.ts';

/** Starlight, a set of pages of Astro: routes are slugs of paths, locales are folders. */
export function readStarlight(folder: Folder, file: string): StatedSite | undefined {
  const config = folder.data(file);
  noteOwnPlugins(folder, config, ['markdown', 'remarkPlugins']);
  const options = optionsIn(listOf(folder.known(config, ['integrations'])));
  const text = (...path: string[]) => folder.setting(config, path);
  const own = (...path: string[]) => folder.setting(options, path, { partly: true });
  const served = servedFrom(text('site'), text('base')?.value);
  const srcDir = text('srcDir')?.value ?? 'src';
  const loader = docsLoader(folder, srcDir);
  if (options === undefined && !isOnStarlight(folder))
    return readAstro(folder, { config, srcDir, served });
  const docsName = loader?.base ?? posix.join(srcDir, 'content/docs');
  const locales = localesOf(folder, options);
  const style = styleOf(config);
  noteTypeDoc(folder, options, docsName);
  const sidebar = folder.known(options, ['sidebar']);
  const named = namedIn(sidebar);
  const sources = [
    docsSource(folder, docsName, { config, loader }),
    ...otherCollections(folder, srcDir),
    ...pagesOf(folder, srcDir),
  ];
  return {
    dialect: 'starlight',
    sources,
    title: own('title') ?? titleIn(folder, options),
    description: own('description'),
    ...served,
    ...editLink(folder.setting(options, ['editLink', 'baseUrl'], { partly: true })),
    locales,
    ...(locales.length > 0 && { defaultLocale: defaultLocale(options, locales) }),
    redirects: redirectsOf(folder, config),
    sidebar,
    aliases: bundlerAliases(folder, member(config, 'vite', 'resolve', 'alias')),
    publics: [folder.inProject('public')],
    named: namedRoutes(folder, named.routes, { docsName, options, locales }),
    generated: [
      ...named.folders.filter((path) => !folder.has(posix.join(docsName, path))),
      ...pluginRoutes(options),
      ...guessedPrefixes(sources),
    ],
    derived: pagesOfOpenApi(folder, options, {
      docs: docsName,
      place: folder.placeOf(options, ['plugins']),
    }),
    addressOf: addresses(style),
  };
}

/** The documents, which an own loader may choose among. */
function docsSource(
  folder: Folder,
  docsName: string,
  { config, loader }: { config: StaticData; loader: ReturnType<typeof docsLoader> },
): ProjectSite['sources'][number] {
  return {
    folder: folder.inProject(docsName),
    kind: 'docs',
    prefix: '',
    ...(loader?.include && { include: loader.include }),
    exclude: ['_*'],
    main: true,
    ...(loader?.place ?? folder.placeOf(config, ['integrations'])),
  };
}

/** The options of Starlight among the integrations of Astro. */
function optionsIn(integrations: readonly StaticData[]): StaticData {
  return (
    integrations.find((one) => originOf(one)?.call === 'starlight') ??
    // One integration may pass another's options on.
    integrations.map((one) => member(one, 'starlight')).find(isObject) ??
    integrations.find((one) => member(one, 'sidebar') !== undefined)
  );
}

/** Where the configuration of the site does not name it. */
const isOnStarlight = (folder: Folder): boolean =>
  folder.text('package.json')?.includes('"@astrojs/starlight"') ?? false;

/** Plugins that make pages, the option that names their route, and what it is without one. */
const makers: Readonly<Record<string, { option: string; route: string }>> = {
  starlightBlog: { option: 'prefix', route: 'blog' },
  starlightOpenAPI: { option: 'base', route: 'api' },
  starlightTypeDoc: { option: 'output', route: 'api' },
};

function pluginRoutes(options: StaticData): string[] {
  return listOf(member(options, 'plugins')).flatMap((plugin) => {
    const maker = makers[originOf(plugin)?.call ?? ''];
    if (maker === undefined) return [];
    const parts = Array.isArray(plugin) ? plugin : [plugin];
    return parts.map((part) => stringMember(part, maker.option) ?? maker.route);
  });
}

/** https://starlight-typedoc.vercel.app/configuration/ */
function noteTypeDoc(folder: Folder, options: StaticData, docsName: string): void {
  for (const plugin of listOf(member(options, 'plugins'))) {
    if (originOf(plugin)?.call !== 'starlightTypeDoc') continue;
    const out = [posix.join(docsName, stringMember(plugin, 'output') ?? 'api')];
    noteUnwritten(folder, {
      name: 'starlightTypeDoc',
      out,
      place: folder.placeOf(options, ['plugins']),
    });
  }
}

/** A title may be given in each language. */
function titleIn(folder: Folder, options: StaticData): Setting<string> | undefined {
  const lang = stringMember(options, 'defaultLocale') ?? 'en';
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

interface Named {
  docsName: string;
  options: StaticData;
  locales: readonly SiteLocale[];
}

/** What the sidebar names; a page that is made, and none of the documents, is there in each language. */
function namedRoutes(
  folder: Folder,
  routes: readonly string[],
  { docsName, options, locales }: Named,
): string[] {
  const main = defaultLocale(options, locales);
  return routes.flatMap((route) => {
    const path = posix.join(docsName, main, route).replace(/\/$/, '');
    const isDocument = ['', '/index'].some((name) =>
      ['md', 'mdx', 'mdoc'].some((ending) => folder.has(`${path}${name}.${ending}`)),
    );
    if (isDocument || main === '') return [route];
    return [route, ...locales.map(({ key }) => posix.join('/', key, route))];
  });
}

function defaultLocale(options: StaticData, locales: readonly SiteLocale[]): string {
  if (locales.some(({ key }) => key === '')) return '';
  return stringMember(options, 'defaultLocale')?.toLowerCase() ?? locales[0]?.key ?? '';
}

/** What `content.config` says of the collection `docs`, where it loads files from elsewhere. */
function docsLoader(folder: Folder, srcDir: string) {
  const file = folder.first(contentConfigs(srcDir));
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
