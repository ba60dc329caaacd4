import { firstOf } from '../../first-of.ts';
import { Namespace } from '../../static/globals.ts';
import { Pattern } from '../../static/pattern.ts';
import { Callable, Opaque, unknown } from '../../static/value.ts';
import {
  entriesOf,
  isObject,
  listOf,
  member,
  objectOf,
  type StaticData,
  type StaticObject,
  stringMember,
  textsOf,
  Unknown,
} from '../config/values.ts';
import type { ProjectSite, Setting, SiteSource } from '../record.ts';
import { asIgnoreLines } from '../source-globs.ts';
import { isPattern } from './addresses/patterns.ts';
import { type AddressStyle, addressOf, fileAddress } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import { bundlerAliases } from './readers/bundler-aliases.ts';
import type { Folder } from './readers/folder.ts';
import { namedIn, vuepressSidebar } from './readers/sidebar.ts';
import { editLink, servedFrom } from './readers/urls.ts';

/** VuePress 1 and 2: `.vuepress/config` beside the documents; files are routes that end in `.html`. */
export function readVuepress(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  // Settings of the theme: the options of a theme in version 2, `themeConfig` in version 1.
  const theme = isObject(member(config, 'theme')) ? 'theme' : 'themeConfig';
  const origin = text(theme, 'hostname') ?? text(theme, 'domain') ?? pluginOption(folder, config);
  const locales = localesOf(config);
  const style = styleOf(config);
  const sidebar = sidebarsOf(folder, config, theme);
  const source = sourceOf(folder, file, config);
  const isMade = isMadeElsewhere(folder, source);
  if (isMade) {
    noteMade(folder, config);
    delete source.include;
  }
  return {
    dialect: 'vitepress',
    sources: [source],
    title: text('title') ?? text('locales', '/', 'title'),
    description: text('description') ?? text('locales', '/', 'description'),
    ...servedFrom(origin, text('base')?.value ?? '/'),
    ...repositoryOf(folder, config, theme),
    locales,
    ...(locales.length > 0 && { defaultLocale: '', strictLocales: true }),
    sidebar: sidebar.length > 0 ? sidebar : undefined,
    aliases: {
      ...bundlerAliases(folder, objectOf({ '@source': './' })),
      ...bundlerAliases(folder, member(config, 'alias')),
      ...bundlerAliases(folder, member(config, 'configureWebpack', 'resolve', 'alias')),
      ...bundlerAliases(folder, chainedAliases(member(config, 'chainWebpack'))),
      ...codeAliases(folder, member(config, 'markdown', 'importCode', 'handleImportPath')),
    },
    publics: [folder.inProject('.vuepress/public')],
    named: namedIn(sidebar).routes,
    addressOf(path, _source, { permalink }) {
      if (!/\.md$/i.test(path)) return undefined;
      if (permalink !== undefined && !isPattern(permalink)) return permanent(permalink, style);
      const at = fileAddress(path, style, { index: /^(?:index|readme)$/i });
      return isMade ? { ...at, guessed: true } : at;
    },
  };
}

/** The documents: all beside `.vuepress` except what the configuration leaves out. */
function sourceOf(folder: Folder, file: string, config: StaticData): SiteSource {
  const { include, exclude } = patternsOf(config);
  return onlySource(folder.path, folder.startOf(file), {
    ...(include.length > 0 && { include }),
    exclude: ['node_modules/', '.vuepress/', ...exclude],
  });
}

/** Whether the folders that patterns name contain no documents, because a script fills them before a build. */
function isMadeElsewhere(folder: Folder, { include = [] }: SiteSource): boolean {
  const documents = include.filter((glob) => !/\.(?!mdx?$)\w+$/i.test(glob));
  const begins = documents.map((glob) => glob.split(/[*?{[]/)[0]!.replace(/[^/]*$/, ''));
  return begins.length > 0 && !begins.some((path) => folder.hasDocuments(folder.inProject(path)));
}

function noteMade(folder: Folder, config: StaticData): void {
  const setting = member(config, 'pagePatterns') === undefined ? 'patterns' : 'pagePatterns';
  const why = 'a list of folders without documents; all documents are taken, without addresses';
  folder.note(setting, new Unknown(folder.placeOf(config, [setting]), why));
}

/** The address that front matter states, ending and all. */
function permanent(permalink: string, style: AddressStyle) {
  const isIndex = permalink.endsWith('/');
  const pages = permalink.endsWith('.html') ? 'file' : 'plain';
  return addressOf(permalink.replace(/\.html$/, ''), { ...style, pages }, { isIndex });
}

/** `pagePatterns`, in version 1 `patterns`; globs that this tool does not have are passed over. */
function patternsOf(config: StaticData): { include: string[]; exclude: string[] } {
  const patterns = textsOf(member(config, 'pagePatterns') ?? member(config, 'patterns'));
  const include = patterns.filter((glob) => !glob.startsWith('!'));
  const exclude = patterns.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  return {
    include: include.some((glob) => glob.includes('(')) ? [] : include,
    exclude: asIgnoreLines(exclude),
  };
}

/** Pages end in `.html`; in version 1 `markdown.pageSuffix`, and a plugin for clean addresses, say otherwise. */
function styleOf(config: StaticData): AddressStyle {
  const clean = pluginsOf(config).find(({ name }) => /(?:^|plugin-)clean-urls$/.test(name));
  const suffix =
    clean === undefined
      ? (stringMember(config, 'markdown', 'pageSuffix') ?? '.html')
      : (stringMember(clean.options, 'normalSuffix') ?? '');
  const pages = suffix === '.html' ? 'file' : suffix === '/' ? 'folder' : 'plain';
  return { pages, indexes: 'folder' };
}

interface Plugin {
  name: string;
  options: StaticData;
}

/** Plugins: calls in version 2; names with options, or a map of both, in version 1. */
function pluginsOf(config: StaticData): Plugin[] {
  const plugins = member(config, 'plugins');
  const named = Array.isArray(plugins) ? [] : entriesOf(plugins);
  const listed = listOf(plugins).map((plugin): [StaticData, StaticData] =>
    Array.isArray(plugin) ? [plugin[0], plugin[1]] : [isObject(plugin) ? '' : plugin, plugin],
  );
  return [...named, ...listed].map(([name, options]) => ({
    name: typeof name === 'string' ? name : '',
    options,
  }));
}

/** The address of the site in the options of a plugin for sitemaps, feeds or search engines. */
const pluginOption = (folder: Folder, config: StaticData): Setting<string> | undefined =>
  firstOf(pluginsOf(config), ({ options }) => folder.aside().setting(options, ['hostname']));

function repositoryOf(
  folder: Folder,
  config: StaticData,
  theme: string,
): Pick<ProjectSite, 'repo' | 'ref'> {
  const stated =
    folder.setting(config, [theme, 'docsRepo']) ?? folder.setting(config, [theme, 'repo']);
  const ref = folder.setting(config, [theme, 'docsBranch']);
  const isShort = /^[\w.-]+\/[\w.-]+$/.test(stated?.value ?? '');
  const { repo } = isShort ? { repo: stated } : editLink(stated);
  return { ...(repo && { repo }), ...(ref && { ref }) };
}

/** The sidebars of all languages, as lists of `text`, `link` and `items`. */
function sidebarsOf(folder: Folder, config: StaticData, theme: string): StaticData[] {
  const own = folder.known(config, [theme, 'sidebar']);
  const locales = entriesOf(member(config, theme, 'locales')).map(([, locale]) =>
    folder.known(locale, ['sidebar']),
  );
  return [own, ...locales].flatMap(vuepressSidebar);
}

/** `'/zh/': { lang: 'zh-CN' }` */
function localesOf(config: StaticData): ProjectSite['locales'] {
  const locales = entriesOf(member(config, 'locales'));
  if (locales.length < 2) return [];
  return locales.map(([path, locale]) => {
    const lang = stringMember(locale, 'lang');
    return { key: path.replace(/^\/|\/$/g, ''), ...(lang && { lang }) };
  });
}

/** `(path) => path.replace(/^@parts/, resolve(__dirname, 'parts'))`, as the manual has it. */
function codeAliases(folder: Folder, handle: StaticData): Record<string, string> {
  const path = new ImportPath();
  if (handle instanceof Callable) handle.call([path], undefined);
  return bundlerAliases(folder, path.pairs);
}

/** A path of which it is noted what is replaced in it. */
class ImportPath extends Opaque {
  readonly pairs: StaticObject = new Map();

  override member(name: string): StaticData {
    if (name !== 'replace') return super.member(name);
    return new Callable(([pattern, target]) => {
      const found = pattern instanceof Pattern ? /^\^(@[\w-]+)\/?$/.exec(pattern.source) : null;
      if (found) this.pairs.set(found[1]!, target);
      return this;
    });
  }
}

/** `(config) => { config.resolve.alias.set('@parts', resolve(__dirname, 'parts')) }` */
function chainedAliases(chain: StaticData): StaticObject {
  const alias: StaticObject = new Map();
  const resolve = new Namespace(() => unknown, { alias });
  const config = new Namespace(() => unknown, { resolve });
  if (chain instanceof Callable) chain.call([config], undefined);
  return alias;
}
