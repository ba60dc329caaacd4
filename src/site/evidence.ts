/** What tells a dialect. Config files and packages are certain; constructs are votes. */
export interface Evidence {
  dialect: string;
  /** Names of config files or folders, from the source root upwards; a trailing `*` stands for any end. */
  files?: readonly string[];
  /** Packages in `dependencies` or `devDependencies`; a trailing `*` stands for any end. */
  packages?: readonly string[];
  /** Patterns of text outside code, fence openers included, with their weight a page. */
  constructs?: readonly (readonly [pattern: RegExp, weight: number])[];
}

const vitepressNames = 'tip|info|warning|danger|details|code-group|raw';

/** In order of precedence where several hold in one folder. */
export const evidence: readonly Evidence[] = [
  {
    dialect: 'docusaurus',
    files: ['docusaurus.config.*'],
    packages: ['@docusaurus/core', '@docusaurus/preset-*'],
    constructs: [
      [/from ['"]@(?:theme|docusaurus|site)\//, 5],
      [/^ *:::(?:note|info|tip|caution|danger|important|warning)\b/m, 1],
      [/^sidebar_(?:label|position):|^hide_title:/m, 2],
      [/^```\w* (?:.* )?(?:SnackPlayer|title=)/m, 1],
    ],
  },
  {
    dialect: 'starlight',
    files: ['astro.config.*'],
    packages: ['@astrojs/starlight'],
    constructs: [
      [/from ['"]@astrojs\/starlight/, 5],
      [/from ['"](?:~\/components|astro:)/, 3],
      [/^ *:::(?:note|tip|caution|danger)\[/m, 2],
      [/^ *:::(?:note|tip|caution|danger)\b/m, 1],
      [/<(?:Aside|LinkCard|CardGrid|FileTree|ReadMore)\b/, 2],
      [/^i18nReady:/m, 3],
    ],
  },
  {
    dialect: 'vitepress',
    files: ['.vitepress'],
    packages: ['vitepress', 'vuepress'],
    constructs: [
      [new RegExp(`^ *::: (?:${vitepressNames})\\b`, 'm'), 3],
      [new RegExp(`^ *:::(?:${vitepressNames})\\b`, 'm'), 1],
      [/^<script setup/m, 4],
      [/^<<< /m, 4],
      [/^ *```\S*(?:\{[^}]*\})? *\[[^\]\n]+\]/m, 3],
      [/^\[\[toc\]\]/im, 3],
      [/<!--\s*@include:/, 4],
    ],
  },
  {
    dialect: 'nextra',
    packages: ['nextra', 'nextra-theme-*'],
    constructs: [
      [/from ['"]nextra/, 5],
      [/^asIndexPage:/m, 4],
      [/\{:\w+\}`/, 3],
      [/^ *```\w+ (?:.* )?filename=/m, 1],
      [/<(?:FileTree\.\w+|Cards\.Card|Tabs\.Tab)\b/, 3],
    ],
  },
  {
    dialect: 'fumadocs',
    files: ['source.config.*'],
    packages: ['fumadocs-*'],
    constructs: [
      [/from ['"]fumadocs/, 5],
      [/^ *```\w* (?:.* )?tab(?:-group)?=/m, 3],
      [/<include\b/, 4],
      [/<(?:auto-type-table|AutoTypeTable|TypeTable|DynamicCodeBlock)\b/, 4],
      [/^ *```(?:npm|package-install)\b/m, 3],
      [/<(?:Callout|Cards|Card|Files|Accordions)\b/, 1],
    ],
  },
  {
    dialect: 'mintlify',
    files: ['mint.json', 'docs.json'],
    packages: ['mint', 'mintlify'],
    constructs: [
      [/from ['"]\/snippets\//, 5],
      [/<(?:ParamField|ResponseField|RequestExample|ResponseExample)\b/, 5],
      [/<(?:CardGroup|AccordionGroup|CodeGroup|Frame|Expandable|Update)\b/, 3],
      [/<(?:Steps|Step|Accordion|Tip|Note|Check|Card)\b/, 1],
    ],
  },
  {
    dialect: 'react.dev',
    packages: ['@codesandbox/sandpack-react'],
    constructs: [
      [/<(?:Sandpack|YouWillLearn|DeepDive|Pitfall|InlineToc|Recipes|Intro)\b/, 4],
      [/^#+ .*\{\/\*[\w-]+\*\/\}/m, 3],
    ],
  },
  {
    dialect: 'mkdocs-material',
    files: ['mkdocs.yml', 'mkdocs.yaml', 'zensical.toml'],
    constructs: [
      [/^ *(?:!!!|\?\?\?\+?) \w/m, 5],
      [/^ *=== "/m, 4],
      [/^ *-{1,2}8<-{1,2} /m, 4],
      [/:(?:material|octicons|fontawesome)-/, 3],
    ],
  },
  {
    dialect: 'hugo',
    files: ['hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json', 'archetypes'],
    constructs: [[/\{\{[<%]/, 5]],
  },
  {
    dialect: 'mdc',
    files: ['nuxt.config.*'],
    packages: ['@nuxt/content', '@nuxtjs/mdc'],
    constructs: [
      [/^ *::[a-z][\w-]*(?:\{.*\})? *$/m, 4],
      [/^ *:[a-z][\w-]*\{/m, 3],
    ],
  },
  {
    dialect: 'markdoc',
    files: ['.gitbook.yaml', 'markdoc.config.*'],
    packages: ['@markdoc/markdoc', '@astrojs/markdoc'],
    constructs: [
      [/\{% *\/?(?:callout|hint|endhint|tabs|endtabs|tab|content-ref|stepper|filetree|embed)\b/, 5],
      [/\{% *\/\w+ *%\}/, 3],
    ],
  },
  {
    dialect: 'kumascript',
    packages: ['@mdn/fred', '@mdn/yari'],
    constructs: [
      [
        /\{\{ *(?:jsxref|domxref|cssxref|htmlelement|httpheader|compat|specifications|glossary)\b/i,
        5,
      ],
      [/^page-type:/m, 4],
    ],
  },
  {
    dialect: 'liquid',
    files: ['_config.yml', '_config.yaml'],
    constructs: [
      [/\{% *-?(?:data|ifversion|include|raw|note|link|post_url|assign|highlight|octicon|if)\b/, 4],
      [/^\{: *[.#]|^\{:toc\}/m, 3],
      [/\(AUTOTITLE\)|\[AUTOTITLE\]/, 3],
    ],
  },
  {
    dialect: 'myst',
    files: ['myst.yml', 'conf.py'],
    constructs: [
      [/^ *(?:```+|:::+)\{[\w:-]+\}/m, 5],
      [/\{(?:ref|doc|term|cite|numref)\}`/, 4],
    ],
  },
  { dialect: 'github', constructs: [[/^ *> *\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/m, 1]] },
];
