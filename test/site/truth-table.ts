/** What ten real sites say of themselves, read by hand from their configuration. */
export interface SiteTruth {
  framework: string;
  source: string;
  title: string | undefined;
  address: string;
  /** First parts of routes; empty for the language at the root. */
  locales: string[];
}

export const truth: Record<string, SiteTruth> = {
  vue: {
    framework: 'vitepress',
    source: 'src',
    title: 'Vue.js',
    address: 'https://vuejs.org',
    locales: [],
  },
  vite: {
    framework: 'vitepress',
    source: 'docs',
    title: 'Vite',
    address: 'https://vite.dev',
    locales: [''],
  },
  tauri: {
    framework: 'starlight',
    source: 'src/content/docs',
    title: 'Tauri',
    address: 'https://v2.tauri.app',
    locales: ['', 'fr', 'es', 'zh-cn'],
  },
  'astro-docs': {
    framework: 'starlight',
    source: 'src/content/docs',
    title: 'Docs',
    address: 'https://docs.astro.build',
    locales: [
      'en',
      'de',
      'pt-br',
      'es',
      'zh-cn',
      'zh-tw',
      'fr',
      'hi',
      'ar',
      'ja',
      'ko',
      'pl',
      'ru',
      'it',
    ],
  },
  'react-native': {
    framework: 'docusaurus',
    source: 'docs',
    title: 'React Native',
    address: 'https://reactnative.dev',
    locales: [],
  },
  mcp: {
    framework: 'mintlify',
    source: 'docs',
    title: 'Model Context Protocol',
    address: 'https://modelcontextprotocol.io',
    locales: [],
  },
  'mkdocs-material': {
    framework: 'mkdocs',
    source: 'docs',
    title: 'Material for MkDocs',
    address: 'https://squidfunk.github.io/mkdocs-material',
    locales: [],
  },
  hugo: {
    framework: 'hugo',
    source: 'content/en',
    title: 'Hugo',
    address: 'https://gohugo.io',
    locales: [],
  },
  'nuxt-content': {
    framework: 'nuxt-content',
    source: 'docs/content',
    title: 'Nuxt Content',
    address: 'https://content.nuxt.com',
    locales: [],
  },
  markdoc: {
    framework: 'markdoc',
    source: 'pages',
    title: undefined,
    address: 'https://markdoc.dev',
    locales: [],
  },
};
