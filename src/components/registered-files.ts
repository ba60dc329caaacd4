export const nextFiles = [
  'mdx-components',
  'src/mdx-components',
  'app/mdx-components',
  'components/mdx-components',
  'src/components/mdx-components',
  'lib/mdx-components',
  'src/lib/mdx-components',
  'components/mdx',
  'src/components/mdx',
  'app/components/mdx',
  'app/components/mdx-components',
  'components/MDXComponents',
  'src/components/MDXComponents',
  'components/mdxComponents',
  'src/components/mdxComponents',
];

/** Files that say which components documents may use without imports, by dialect. */
export const mapFiles: Readonly<Record<string, readonly string[]>> = {
  docusaurus: ['@site/src/theme/MDXComponents', 'src/theme/MDXComponents'],
  fumadocs: nextFiles,
  generic: nextFiles,
  markdoc: nextFiles,
  nextra: nextFiles,
};
/** Files that lay out all pages of Next's `pages`, and of Gatsby. */
export const providerFiles = [
  'pages/_app',
  'src/pages/_app',
  'src/components/layout',
  'gatsby-browser',
];
/** Pages of Next that show all documents. */
export const catchAllFiles = [
  '[...slug]',
  '[[...slug]]',
  'docs/[...slug]',
  'docs/[[...slug]]',
].flatMap((route) => [
  `pages/${route}`,
  `src/pages/${route}`,
  `app/${route}/page`,
  `src/app/${route}/page`,
]);

export const mapNames =
  'default useMDXComponents getMDXComponents components mdxComponents MDXComponents'.split(' ');

export const scriptEndings = ['.tsx', '.jsx', '.ts', '.js', '.mjs'];

export const rooted = (file: string) => (file.startsWith('@') ? file : `/${file}`);

/** Where VitePress has its theme, and VuePress what its app is given, from the folder of the sources or the ones above. */
export const themeFiles = [
  '.vitepress/theme/index',
  '.vuepress/client',
  '.vuepress/enhanceApp',
].flatMap((file) => ['.ts', '.js', '.mts', '.mjs'].map((end) => file + end));

export const eleventyFiles = ['/eleventy.config', '/.eleventy'].flatMap((file) =>
  ['.js', '.mjs', '.cjs'].map((end) => file + end),
);

/** Folders whose components have their names from their paths, by dialect. */
export const autoFolders: Readonly<Record<string, readonly string[]>> = {
  dumi: ['.dumi/theme/builtins'],
  mdc: [
    'components/content',
    'components',
    'app/components/content',
    'app/components',
    'src/components/content',
  ],
  readme: ['custom_blocks', 'reusable_content'],
  vitepress: [
    '.vitepress/components',
    '.vuepress/components',
    '.vitepress/theme/components',
    '.vuepress/theme/global-components',
    // Where plugins such as unplugin-vue-components look.
    'components',
    'src/components',
  ],
};
