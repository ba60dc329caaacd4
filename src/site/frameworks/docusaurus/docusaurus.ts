import { resultOf } from '../../../static/value.ts';
import {
  listOf,
  member,
  originOf,
  placeOf,
  type StaticData,
  stringMember,
  textsOf,
  Unknown,
} from '../../config/values.ts';
import type { Redirect, SiteLocale, SiteSource } from '../../record.ts';
import { asIgnoreLines } from '../../source-globs.ts';
import { type AddressStyle, addressOf, fileAddress } from '../addresses/routes.ts';
import type { StatedSite } from '../framework.ts';
import { bundlerAliases } from '../readers/bundler-aliases.ts';
import type { Folder } from '../readers/folder.ts';
import { noteOwnPlugins } from '../readers/own-plugins.ts';
import { moduleNames } from '../readers/project-folder.ts';
import { editLink, servedFrom, trimmed } from '../readers/urls.ts';
import { categoryIndexes } from './category-indexes.ts';
import { categoryPages } from './category-pages.ts';
import { foreignRoutes, noteWriters, pagesOfApis } from './foreign-plugins.ts';
import { magicCommentsOf } from './magic-comments.ts';
import { pagesOfOpenApiDocs } from './openapi-docs.ts';
import { blogAddress, docsAddress } from './routes.ts';
import { versionsOf, withLocales } from './versions.ts';

const excluded = ['**/_*.md', '**/_*.mdx', '**/_*/**', '**/__tests__/**'];

/** A plugin by the end of its name, with its options. */
interface Plugin {
  kind: 'docs' | 'blog' | 'pages' | 'redirects';
  options: StaticData;
}

/** https://docusaurus.io/docs/markdown-features/plugins */
const remarkSettings = ['beforeDefaultRemarkPlugins', 'remarkPlugins'];

/** Docusaurus: documents, blogs and pages are plugins, each with a folder and a route of its own. */
export function readDocusaurus(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  notePreprocessor(folder, config);
  const plugins = pluginsOf(folder, config);
  for (const { options } of plugins)
    for (const key of remarkSettings) noteOwnPlugins(folder, options, [key]);
  const locales = localesOf(folder, config);
  const reading = { folder, locales: locales.map(({ key }) => key) };
  const sources = withMain(plugins.flatMap((plugin) => sourcesOf(plugin, reading)));
  const style = styleOf(member(config, 'trailingSlash'));
  const mainDocs = plugins.find((plugin) => plugin.kind === 'docs' && idOf(plugin) === 'default');
  const numbers = member(mainDocs?.options, 'numberPrefixParser') !== false;
  const magicComments = magicCommentsOf(config);
  noteWriters(folder, config);
  const apis = pagesOfApis(folder, config, sources[0]);
  const edit = plugins.map(({ options }) =>
    editLink(folder.setting(options, ['editUrl'], { partly: true })),
  );
  return {
    dialect: 'docusaurus',
    // `md` and `detect`: https://docusaurus.io/docs/api/docusaurus-config#markdown
    ...(/^(?:md|detect)$/.test(stringMember(config, 'markdown', 'format') ?? '') && {
      markdown: 'markdown',
    }),
    ...(magicComments && { magicComments }),
    sources,
    title: folder.setting(config, ['title'], { partly: true }),
    description: text('tagline'),
    ...servedFrom(text('url'), text('baseUrl')?.value ?? '/'),
    ...edit.find(({ repo }) => repo !== undefined),
    locales: locales.length > 1 ? locales : [],
    ...(locales.length > 1 && { defaultLocale: '' }),
    versions: [...new Set(sources.flatMap(({ version }) => version ?? []))].filter(
      (name) => name !== 'current',
    ),
    redirects: plugins.flatMap(redirectsOf),
    publics: [folder.inProject('static')],
    aliases: aliasesOf(folder, config),
    named: sources.flatMap((source) =>
      source.kind === 'blog' ? [source.prefix] : categoryIndexes(source, folder),
    ),
    generated: [...plugins.flatMap(generatedBy), ...foreignRoutes(config)],
    derived: [
      ...pagesOfOpenApiDocs(folder, config),
      ...apis.map(({ page }) => page),
      ...sources.flatMap((source) => categoryPages(source, folder)),
    ],
    addressOf(path, source, matter) {
      const api = apis.find(({ page }) => page.path === `${source.folder}/${path}`);
      if (api) return addressOf(api.route, style);
      if (source.kind === 'blog') return blogAddress(path, { source, matter, style });
      if (source.kind === 'docs') return docsAddress(path, { source, matter, style, numbers });
      return fileAddress(path, style, { prefix: source.prefix });
    },
  };
}

/** A function may change the text of each document before it is read. */
function notePreprocessor(folder: Folder, config: StaticData): void {
  if (member(config, 'markdown', 'preprocessor') === undefined) return;
  const why = 'a function of the site, which is not run; what it changes is kept as written';
  const place = folder.placeOf(config, ['markdown', 'preprocessor']);
  folder.note('markdown.preprocessor', new Unknown(place, why));
}

const styleOf = (slash: StaticData): AddressStyle => ({
  pages: slash === true ? 'folder' : 'plain',
  indexes: slash === false ? 'plain' : 'folder',
});

function localesOf(folder: Folder, config: StaticData): SiteLocale[] {
  const i18n = folder.known(config, ['i18n']);
  const defaultLocale = stringMember(i18n, 'defaultLocale') ?? 'en';
  const names = textsOf(member(i18n, 'locales'));
  return names.map((lang) => ({ key: lang === defaultLocale ? '' : lang, lang }));
}

const known = /(?:^|plugin-|\/)(?:content-(docs|blog|pages)|client-(redirects))/;

/** Plugins and those of the classic preset; a plugin is a name, or a list of name and options. */
function pluginsOf(folder: Folder, config: StaticData): Plugin[] {
  if (config instanceof Unknown) {
    return (['docs', 'blog', 'pages'] as const).map((kind) => ({ kind, options: undefined }));
  }
  const plugins: Plugin[] = [];
  const entries = (key: string) =>
    listOf(folder.known(config, [key])).map((entry) => {
      const [name, options] = Array.isArray(entry) ? entry : [entry, undefined];
      return { name: typeof name === 'string' ? name : (originOf(name)?.call ?? ''), options };
    });
  const presets = entries('presets').filter(({ name }) => /classic/.test(name) || name === '');
  for (const { options } of presets) {
    for (const kind of ['docs', 'blog', 'pages'] as const) {
      const inner = folder.known(options, [kind]);
      if (inner !== false) plugins.push({ kind, options: inner });
    }
  }
  for (const { name, options } of entries('plugins')) {
    const kind = known.exec(name);
    if (kind !== null) plugins.push({ kind: (kind[1] ?? kind[2]) as Plugin['kind'], options });
  }
  return plugins;
}

const idOf = ({ options }: Plugin): string => stringMember(options, 'id') ?? 'default';

function sourcesOf(
  plugin: Plugin,
  { folder, locales }: { folder: Folder; locales: readonly string[] },
): SiteSource[] {
  const { kind, options } = plugin;
  if (kind === 'redirects') return [];
  const id = idOf(plugin);
  const path =
    folder.setting(options, ['path'])?.value ??
    { docs: 'docs', blog: 'blog', pages: 'src/pages' }[kind];
  const prefix = trimmed(
    folder.setting(options, ['routeBasePath'])?.value ??
      { docs: 'docs', blog: 'blog', pages: '' }[kind],
  );
  const include = textsOf(member(options, 'include'));
  const place = placeOf(options, 'path') ?? folder.placeOf(options, ['path']);
  const exclude = asIgnoreLines(textsOf(member(options, 'exclude')));
  const common = {
    kind,
    ...(include.length > 0 && { include }),
    exclude: member(options, 'exclude') === undefined ? excluded : exclude,
    ...place,
  };
  const main: SiteSource = {
    ...common,
    folder: kind === 'docs' ? documentsAt(path, folder) : folder.inProject(path),
    prefix,
    main: kind === 'docs' && id === 'default',
  };
  if (kind !== 'docs') return [main];
  return withLocales(versionsOf(main, { folder, options, id }), { folder, id, locales });
}

/** A site has documents; where they are not in it, the same folder beside it is copied there before it is built. */
function documentsAt(path: string, folder: Folder): string {
  const own = folder.inProject(path);
  if (folder.path === '' || folder.hasDocuments(own)) return own;
  const beside = folder.inProject(`../${path}`);
  return folder.hasDocuments(beside) ? beside : own;
}

/** The main source first; where no plugin has the usual id, the one that serves the root of the site. */
function withMain(sources: readonly SiteSource[]): SiteSource[] {
  const isKnown = sources.some(({ main }) => main);
  const isRoot = ({ kind, prefix }: SiteSource) => !isKnown && kind === 'docs' && prefix === '';
  return sources
    .map((source) => (isRoot(source) ? { ...source, main: true } : source))
    .sort((a, b) => Number(b.main) - Number(a.main));
}

/** Lists by tag, author and date, and index pages of categories. */
function generatedBy({ kind, options }: Plugin): string[] {
  if (kind !== 'docs' && kind !== 'blog') return [];
  const prefix = trimmed(stringMember(options, 'routeBasePath') ?? kind);
  const names = kind === 'docs' ? ['category', 'tags'] : ['tags', 'archive', 'authors', 'page'];
  return names.map((name) => `${prefix}/${name}`);
}

/**
 * The import aliases that plugins are told, such as docusaurus-plugin-module-alias
 * (`{ alias: { '@parts': '…' } }`), and those that the site's own plugins set by `configureWebpack`.
 */
function aliasesOf(folder: Folder, config: StaticData): Record<string, string> {
  const stated = listOf(member(config, 'plugins')).flatMap((entry) => {
    const [plugin, options] = Array.isArray(entry) ? entry : [entry];
    const own = resultOf(member(ownPlugin(folder, plugin), 'configureWebpack'));
    return [member(options, 'alias'), member(own as StaticData, 'resolve', 'alias')];
  });
  return Object.assign({}, ...stated.map((alias) => bundlerAliases(folder, alias)));
}

/** What a plugin of the site's own gives: a function, or the one that a file exports. */
function ownPlugin(folder: Folder, plugin: StaticData): StaticData {
  if (typeof plugin !== 'string') return resultOf(plugin) as StaticData;
  const files = [...moduleNames(plugin), ...moduleNames(`${plugin}/index`), plugin];
  const file = plugin.startsWith('.') ? folder.first(files) : undefined;
  return file === undefined ? undefined : folder.aside().data(file);
}

function redirectsOf({ kind, options }: Plugin): Redirect[] {
  if (kind !== 'redirects') return [];
  return listOf(member(options, 'redirects')).flatMap((one) => {
    const to = stringMember(one, 'to');
    return to === undefined ? [] : textsOf(member(one, 'from')).map((from) => ({ from, to }));
  });
}
