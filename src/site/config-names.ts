const modules = ['ts', 'mts', 'js', 'mjs', 'cjs'];

const ofModules = ['astro', 'docusaurus', 'next', 'nuxt', 'source'];
const ofHugo = ['toml', 'yaml', 'yml', 'json'].flatMap((ending) => [
  `hugo.${ending}`,
  `config.${ending}`,
  `config/_default/hugo.${ending}`,
]);

/** What the configuration of a site is mostly called: where there is none yet, one may be made. */
export const usualConfigs: readonly string[] = [
  ...ofModules.flatMap((name) => modules.map((ending) => `${name}.config.${ending}`)),
  ...modules.map((ending) => `.vitepress/config.${ending}`),
  ...ofHugo,
  'conf.py',
  'docs.json',
  'mint.json',
  'mkdocs.yml',
  'myst.yml',
  'properdocs.yml',
  'zensical.toml',
];
