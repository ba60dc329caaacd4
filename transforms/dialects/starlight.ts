import type { Dialect } from '../../src/contract/dialect.ts';

const slotTabs = {
  as: 'tabs',
  items: ['items', 'tabs'],
  labels: {
    react: 'React',
    preact: 'Preact',
    svelte: 'Svelte',
    vue: 'Vue',
    solid: 'SolidJS',
    'solid-js': 'SolidJS',
    lit: 'Lit',
    alpine: 'Alpine',
    js: 'JavaScript',
    ts: 'TypeScript',
    static: 'Static',
    ssr: 'SSR',
  },
};

/** Astro's Starlight: asides, steps, file trees, tabs with slots, Expressive Code. */
export const starlight: Dialect<'starlight'> = {
  name: 'starlight',
  signs: {
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
  extends: ['generic'],
  markdown: 'markdown',
  conventions: ['landing-pages'],
  components: {
    CodePackageManagers: { as: 'package-command', packages: ['packages', 'pkg'], dev: ['dev'] },
    Aside: { as: 'alert', type: ['type'], title: ['title'] },
    FileTree: { as: 'files', title: ['title'] },
    '*Tabs': slotTabs,
  },
  fences: {
    label: ['title', 'filename'],
    flags: [],
    markup: ['twoslash'],
    languages: { astro: 'astro' },
  },
  partials: [],
};
