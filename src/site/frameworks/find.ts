import { moduleNames, type ProjectFolder } from './project-folder.ts';

/** Finds the configuration file of a site in a folder, relative to it; undefined where there is none. */
type Find = (folder: ProjectFolder) => string | undefined;

/** How each framework is found: by names alone, so that what reads configuration need not be loaded. */
export const findConfig = {
  docusaurus: (folder) => folder.first(moduleNames('docusaurus.config')),
  starlight: (folder) => folder.first(moduleNames('astro.config')),
  vitepress(folder) {
    const names = [...moduleNames('.vitepress/config'), ...moduleNames('.vitepress/config/index')];
    return folder.has('.vitepress') ? folder.first(names) : undefined;
  },
  vuepress(folder) {
    const names = ['config', 'config/index'].flatMap((name) => moduleNames(`.vuepress/${name}`));
    const others = ['yml', 'toml'].map((ending) => `.vuepress/config.${ending}`);
    return folder.has('.vuepress') ? folder.first([...names, ...others]) : undefined;
  },
  rspress: (folder) => folder.first(moduleNames('rspress.config')),
  mkdocs: (folder) => folder.first(mkdocsNames) ?? namedMkdocs(folder)[0],
  mintlify: (folder) => folder.first(['docs.json', 'mint.json']),
  'nuxt-content': (folder) => folder.first(moduleNames('nuxt.config')),
  undocs(folder) {
    const names = ['yaml', 'yml', 'json', 'jsonc'].map((ending) => `.config/docs.${ending}`);
    return folder.has('.config') ? folder.first(names) : undefined;
  },
  next: (folder) => folder.first(moduleNames('next.config')),
  hugo: findHugo,
  mdbook: (folder) => folder.first(['book.toml']),
  mystmd: (folder) => folder.first(['myst.yml']),
  sphinx(folder) {
    if (folder.has('conf.py') && /\bmyst/.test(folder.text('conf.py') ?? '')) return 'conf.py';
    return folder.has('_toc.yml') ? folder.first(['_config.yml']) : undefined;
  },
} satisfies Record<string, Find>;

export type FrameworkName = keyof typeof findConfig;

export const mkdocsNames = ['mkdocs.yml', 'mkdocs.yaml', 'properdocs.yml', 'zensical.toml'];

/** `mkdocs-online.yml`, `mkdocs.insiders.yml`. */
export function namedMkdocs(folder: ProjectFolder): string[] {
  return folder.names().filter((name) => /^mkdocs[.-][\w.-]+\.ya?ml$/.test(name));
}

/** What the main file of a configuration of Hugo may be called. */
const hugoNames = ['hugo', 'config'].flatMap((name) =>
  ['toml', 'yaml', 'yml', 'json'].map((ending) => `${name}.${ending}`),
);

function findHugo(folder: ProjectFolder): string | undefined {
  // The files of a configuration folder belong to the site above.
  if (/(?:^|\/)config\/[^/]+$/.test(folder.path)) return undefined;
  const inner = folder.has('config') ? hugoNames.map((name) => `config/_default/${name}`) : [];
  const file = folder.first([...hugoNames, ...inner]);
  if (file === undefined) return undefined;
  // `config.toml` is a common name.
  const telling = ['content', 'layouts', 'archetypes', 'themes', 'i18n'].some((name) =>
    folder.has(name),
  );
  return file.includes('hugo.') || telling ? file : undefined;
}
