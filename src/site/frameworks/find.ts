import { svelteMarkdown } from '../../contract/dialect.ts';
import { findGitbook } from './find-gitbook.ts';
import { moduleNames, type ProjectFolder } from './readers/project-folder.ts';

/** Finds the configuration file of a site in a folder, relative to it; undefined if there is none. */
type Find = (folder: ProjectFolder) => string | undefined;

/** Made once: a project may have hundreds of folders. */
const names = {
  docusaurus: moduleNames('docusaurus.config'),
  astro: moduleNames('astro.config'),
  vitepress: [...moduleNames('.vitepress/config'), ...moduleNames('.vitepress/config/index')],
  vuepress: [
    ...['config', 'config/index'].flatMap((name) => moduleNames(`.vuepress/${name}`)),
    ...['yml', 'toml'].map((ending) => `.vuepress/config.${ending}`),
  ],
  rspress: moduleNames('rspress.config'),
  rstack: moduleNames('rstack.config'),
  nuxt: moduleNames('nuxt.config'),
  undocs: ['yaml', 'yml', 'json', 'jsonc'].map((ending) => `.config/docs.${ending}`),
  vocs: [...moduleNames('vocs.config'), 'vocs.config.tsx'],
  zudoku: [...moduleNames('zudoku.config'), 'zudoku.config.tsx'],
  blume: moduleNames('blume.config'),
  next: moduleNames('next.config'),
  fumadocs: moduleNames('source.config'),
  gatsby: moduleNames('gatsby-config'),
  dumi: moduleNames('.dumirc'),
  umi: ['.dumirc', '.umirc', 'config/config'].flatMap(moduleNames),
  eleventy: [...moduleNames('eleventy.config'), '.eleventy.js'],
  vite: moduleNames('vite.config'),
  svelte: moduleNames('svelte.config'),
  vinxi: moduleNames('app.config'),
};

/** How each framework is found: by names alone, so that what reads configuration need not be loaded. */
export const findConfig = {
  docusaurus: (folder) => folder.first(names.docusaurus),
  'docusaurus-1': (folder) =>
    folder.first(names.docusaurus) === undefined && folder.path !== ''
      ? folder.first(['siteConfig.js'])
      : undefined,
  starlight: (folder) => folder.first(names.astro),
  vitepress: (folder) => (folder.has('.vitepress') ? folder.first(names.vitepress) : undefined),
  vuepress: (folder) => (folder.has('.vuepress') ? folder.first(names.vuepress) : undefined),
  // Rstack configures many tools; Rspress may be one of them.
  rspress: (folder) =>
    folder.first(names.rspress) ?? firstWith(folder, names.rstack, /\bdefine\.doc\(/),
  vocs: (folder) => folder.first(names.vocs),
  blume: (folder) => folder.first(names.blume),
  mkdocs: (folder) => folder.first(mkdocsNames) ?? namedMkdocs(folder)[0],
  mintlify: (folder) => folder.first(['docs.json', 'mint.json']),
  fern: (folder) => (folder.has('fern.config.json') ? folder.first(['docs.yml']) : undefined),
  redocly: findRedocly,
  readme: (folder) => folder.first(['docs/_order.yaml', 'reference/_order.yaml']),
  zudoku: (folder) => folder.first(names.zudoku),
  'nuxt-content': (folder) => folder.first(names.nuxt),
  undocs: (folder) => (folder.has('.config') ? folder.first(names.undocs) : undefined),
  next: (folder) => folder.first(names.next),
  fumadocs: (folder) =>
    folder.first(names.next) === undefined ? folder.first(names.fumadocs) : undefined,
  zola: findZola,
  hugo: findHugo,
  docfx: (folder) => folder.first(['docfx.json']),
  writerside: (folder) => folder.first(['writerside.cfg', 'project.ihp']),
  retype: (folder) => folder.first(['retype.yml', 'retype.yaml', 'retype.json']),
  quartz: (folder) => (folder.has('content') ? folder.first(['quartz.config.ts']) : undefined),
  middleman: (folder) => firstWith(folder, ['config.rb'], /^(?:activate|set) :/m),
  'doc-builder': (folder) => foldersWithToctree(folder).map((name) => `${name}/_toctree.yml`)[0],
  mdbook: (folder) => folder.first(['book.toml']),
  gitbook: findGitbook,
  mystmd: (folder) => folder.first(['myst.yml']),
  sphinx: (folder) =>
    firstWith(folder, ['conf.py'], /\b(?:myst|nbsphinx)/) ??
    (folder.has('_toc.yml') ? folder.first(['_config.yml']) : undefined),
  gatsby: (folder) => folder.first(names.gatsby),
  dumi: (folder) => folder.first(folder.dependsOn('dumi') ? names.umi : names.dumi),
  eleventy: (folder) => folder.first(names.eleventy),
  hexo: findHexo,
  jekyll: findJekyll,
  'qwik-city': (folder) => findRoutes(folder, names.vite, /\bqwikCity\s*\(/),
  sveltekit: findSvelteKit,
  'solid-start': (folder) =>
    findRoutes(folder, names.vinxi, solidStartWithMdx) ??
    findRoutes(folder, names.vite, solidStartWithMdx),
} satisfies Record<string, Find>;

/** From its second version on SolidStart is a plugin of Vite; SolidBase brings MDX. */
const solidStartWithMdx = /@solidjs\/start\b[\s\S]*(?:mdx|solidbase)/i;

/** The first of some files, if it holds what tells it from others of its name. */
function firstWith(folder: ProjectFolder, names: readonly string[], telling: RegExp) {
  const file = folder.first(names);
  return file !== undefined && telling.test(folder.text(file) ?? '') ? file : undefined;
}

/** A bundler's configuration is that of a site if it names the router. */
function findRoutes(
  folder: ProjectFolder,
  configs: readonly string[],
  telling: RegExp,
): string | undefined {
  const hasRoutes = folder.has('src') && folder.has('src/routes');
  return hasRoutes ? firstWith(folder, configs, telling) : undefined;
}

const portalSettings = /^(?:navbar|footer|markdown|seo|l10n|products|redirects)[ \t]*:/m;

/** Redocly's tool for descriptions of APIs has a file of the same name, without the settings of a portal. */
function findRedocly(folder: ProjectFolder): string | undefined {
  const file = folder.first(['redocly.yaml']);
  if (file === undefined) return undefined;
  const isPortal =
    folder.first(['sidebars.yaml', '@theme', '@l10n']) !== undefined ||
    portalSettings.test(folder.text(file) ?? '');
  return isPortal ? file : undefined;
}

/** SvelteKit reads no Markdown by itself: what makes pages of it is in its configuration, or a package. */
function findSvelteKit(folder: ProjectFolder): string | undefined {
  const file = folder.has('src') ? folder.first(names.svelte) : undefined;
  if (file === undefined || !folder.has('src/routes')) return undefined;
  const packages = /"(?:mdsvex|mdsx|velite|contentlayer2?|@content-collections\/core)"\s*:/;
  const isTold =
    svelteMarkdown.test(folder.text(file) ?? '') ||
    packages.test(folder.text('package.json') ?? '');
  return isTold ? file : undefined;
}

export type FrameworkName = keyof typeof findConfig;

/** Configurations of MkDocs, and of ProperDocs and Zensical after it, the first one first. */
export const mkdocsNames = [
  'mkdocs.yml',
  'mkdocs.yaml',
  'properdocs.yml',
  'zensical.toml',
  'zensical.yml',
];

/** `mkdocs-online.yml`, `mkdocs.insiders.yml`. */
export const namedMkdocs = (folder: ProjectFolder): string[] =>
  folder.names().filter((name) => /^mkdocs[.-][\w.-]+\.ya?ml$/.test(name));

/** Folders with a table of contents of doc-builder's right below this one, the one in English first. */
export function foldersWithToctree(folder: ProjectFolder): string[] {
  const found = folder.folders().filter((name) => folder.has(`${name}/_toctree.yml`));
  return found.includes('en') ? ['en', ...found.filter((name) => name !== 'en')] : found;
}

/** What the main file of a configuration of Hugo may be called. */
const hugoNames = ['hugo', 'config'].flatMap((name) =>
  ['toml', 'yaml', 'yml', 'json'].map((ending) => `${name}.${ending}`),
);

/** `base_url` is a setting that each site of Zola has, and `config.toml` a common name. */
function findZola(folder: ProjectFolder): string | undefined {
  return folder.has('content')
    ? firstWith(folder, ['zola.toml', 'config.toml'], /^base_url\s*=/m)
    : undefined;
}

function findHugo(folder: ProjectFolder): string | undefined {
  // The files of a configuration folder belong to the site above.
  if (/(?:^|\/)config\/[^/]+$/.test(folder.path)) return undefined;
  const inner = folder.has('config') ? hugoNames.map((name) => `config/_default/${name}`) : [];
  const file = folder.first([...hugoNames, ...inner]);
  if (file === undefined) return undefined;
  if (findZola(folder) === file) return undefined;
  const telling = ['content', 'layouts', 'archetypes', 'themes', 'i18n'];
  return file.includes('hugo.') || telling.some((name) => folder.has(name)) ? file : undefined;
}

const hexoSettings = /^(?:source_dir|public_dir|new_post_name)[ \t]*:/m;

/** The configuration of a theme has the same name, and none of these settings. */
function findHexo(folder: ProjectFolder): string | undefined {
  const file = folder.first(['_config.yml', '_config.yaml']);
  if (file === undefined) return undefined;
  const text = folder.text(file) ?? '';
  const source = /^source_dir[ \t]*:[ \t]*["']?([^"'\s#]+)/m.exec(text)?.[1] ?? 'source';
  if (folder.has('layout') && !folder.has(`${source}/_posts`) && !hexoSettings.test(text)) {
    return undefined;
  }
  return isOfHexo(folder, text) && folder.has(source) ? file : undefined;
}

/**
 * Settings have defaults; the package of a site depends on Hexo. A theme has folders of its own: what
 * Jekyll calls `_layouts` is `layout`.
 */
const isOfHexo = (folder: ProjectFolder, config: string) =>
  hexoSettings.test(config) ||
  (folder.has('layout') && !folder.has('_layouts') && folder.has('source')) ||
  (folder.has('scaffolds') && folder.has('source')) ||
  folder.dependsOn('hexo');

/** A theme of Hexo beside the site; a theme of Jekyll is a package. */
const isTheme = /(?:^|\/)themes\/[^/]+$/;

const jekyllFolders = ['_layouts', '_includes', '_posts', '_data', '_sass', '_plugins', '_docs'];
const jekyllSettings =
  /^(?:collections|remote_theme|kramdown|permalink|highlighter|gems|markdown|include|exclude)[ \t]*:/m;

/** `_config.yml` is a name that Hexo and Jupyter Book use, too; one that only names a theme is of a readme. `jekyll.yml` is also a name of workflows. */
function findJekyll(folder: ProjectFolder): string | undefined {
  const file =
    folder.first(['_config.yml', '_config.yaml', '_config.toml', 'jekyll.yml']) ??
    (folder.has('_layouts') && folder.names().find((name) => /^_config[._-].*\.ya?ml$/.test(name)));
  if (!file || folder.has('_toc.yml') || isTheme.test(folder.path)) return undefined;
  const text = folder.text(file) ?? '';
  if (isOfHexo(folder, text)) return undefined;
  const isTelling =
    (folder.path !== '' && file !== 'jekyll.yml') ||
    jekyllFolders.some((name) => folder.has(name)) ||
    (folder.has('Gemfile') && /\b(?:jekyll|github-pages)\b/.test(folder.text('Gemfile') ?? '')) ||
    jekyllSettings.test(text);
  return isTelling ? file : undefined;
}
