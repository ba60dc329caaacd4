import { listOf, member, type StaticData, stringMember } from '../../config/values.ts';
import type { SiteSource } from '../../record.ts';
import { type ApiPage, apiPages, type ShownApi } from '../readers/api-page.ts';
import type { Folder } from '../readers/folder.ts';
import { noteUnwritten } from '../readers/own-plugins.ts';
import { trimmed } from '../readers/urls.ts';

/** A plugin that is not Docusaurus's own, with its options. */
interface ForeignPlugin {
  name: string;
  options: StaticData;
}

const own = /(?:^|plugin-|\/)(?:content-(?:docs|blog|pages)|client-redirects)|^@docusaurus\//;

function foreignPlugins(config: StaticData): ForeignPlugin[] {
  return ['presets', 'plugins']
    .flatMap((key) => listOf(member(config, key)))
    .flatMap((entry) => {
      const [name, options] = Array.isArray(entry) ? entry : [entry, undefined];
      return typeof name === 'string' && !own.test(name) ? [{ name, options }] : [];
    });
}

/** Options by which they name the routes that they make. */
const routeOptions = ['routeBasePath', 'routePath', 'route'];
/** Routes of plugins whose options name none. */
const usualRoutes: readonly (readonly [plugin: RegExp, route: string])[] = [
  [/plugin-typedoc-api$/, 'api'],
];

/** Their routes: nothing else is known of the pages below them. */
export function foreignRoutes(config: StaticData): string[] {
  return foreignPlugins(config).flatMap(({ name, options }) => {
    const stated = [options, ...listOf(member(options, 'specs'))].flatMap((one) =>
      routeOptions.flatMap((option) => stringMember(one, option) ?? []),
    );
    const usual = usualRoutes.find(([plugin]) => plugin.test(name))?.[1];
    const routes = stated.length > 0 || usual === undefined ? stated : [usual];
    return routes.map(trimmed).filter((route) => route !== '');
  });
}

/** Plugins that write documents before the site is built, the option for their folder, and the usual one. */
const writers: readonly (readonly [plugin: RegExp, option: string, usual: string])[] = [
  // https://typedoc-plugin-markdown.org/plugins/docusaurus
  [/plugin-typedoc$/, 'out', 'docs/api'],
  // https://github.com/rdilweb/docusaurus-plugin-remote-content
  [/plugin-remote-content$/, 'outDir', 'docs'],
  // https://graphql-markdown.dev/docs/settings
  [/^@graphql-markdown\/docusaurus$/, 'rootPath', 'docs'],
];

/** Notes the plugins whose documents are not in the project. */
export function noteWriters(folder: Folder, config: StaticData): void {
  for (const { name, options } of foreignPlugins(config)) {
    const writer = writers.find(([plugin]) => plugin.test(name));
    if (writer === undefined) continue;
    const [, option, usual] = writer;
    const out = stringMember(options, option) ?? usual;
    noteUnwritten(folder, {
      name,
      out: [out, `docs/${out}`],
      place: folder.placeOf(config, ['plugins']),
    });
  }
}

/**
 * The pages that plugins show the description of an API at: https://redocusaurus.vercel.app/docs,
 * https://scalar.com/products/api-references/integrations/docusaurus
 *
 * @param source the documents that they stand beside
 */
export function pagesOfApis(
  folder: Folder,
  config: StaticData,
  source: SiteSource | undefined,
): ApiPage[] {
  if (source === undefined) return [];
  const baseUrl = stringMember(config, 'baseUrl') ?? '/';
  const apis = foreignPlugins(config).flatMap((plugin) => shownApis(plugin, baseUrl));
  const place = folder.placeOf(config, ['plugins']);
  return apiPages(apis, { folder, documents: source.folder, place });
}

/** The descriptions that a plugin shows at routes; a path from the root of the site is one of a static file. */
function shownApis({ name, options }: ForeignPlugin, baseUrl: string): ShownApi[] {
  if (/^(?:docusaurus-(?:preset|plugin)-)?redoc(?:usaurus)?$/.test(name)) {
    return [options, ...listOf(member(options, 'specs'))].flatMap((one) => {
      const [file, route] = [stringMember(one, 'spec'), stringMember(one, 'route')];
      const at = route ?? stringMember(one, 'routePath');
      return file === undefined || at === undefined ? [] : [{ file, route: at }];
    });
  }
  if (name !== '@scalar/docusaurus') return [];
  const settings = member(options, 'configuration');
  const url = stringMember(settings, 'url') ?? stringMember(settings, 'spec', 'url');
  const inSite = url?.startsWith(baseUrl) ? url.slice(baseUrl.length) : url?.replace(/^\//, '');
  if (url === undefined || inSite === undefined) return [];
  const file = /^\w+:/.test(url) ? url : `static/${inSite}`;
  const [route = '/scalar', label] = [
    stringMember(options, 'route'),
    stringMember(options, 'label'),
  ];
  return [{ file, route, label }];
}
