import type { Dialect } from '../dialect.ts';

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
export const starlight: Dialect = {
  name: 'starlight',
  extends: ['generic'],
  markdown: 'markdown',
  components: {
    Aside: { as: 'alert', type: ['type'], title: ['title'] },
    Box: 'unwrap',
    Checklist: 'unwrap',
    CompletionConfetti: 'drop',
    DontEditWarning: 'drop',
    FileTree: { as: 'files', title: ['title'] },
    Lede: 'unwrap',
    MultipleChoice: 'unwrap',
    Option: { as: 'choice', correct: ['isCorrect', 'correct'] },
    PreCheck: { as: 'unwrap', lead: 'Get ready to…' },
    ReadMore: 'unwrap',
    RecipeLinks: 'drop',
    Since: { as: 'template', text: '**Added in:** [[`{pkg}@v{v}`||v{v}]]' },
    SourcePR: {
      as: 'template',
      text: '[#{number}](https://github.com/withastro/astro/pull/{number})[[ {title}]]',
    },
    Spoiler: 'unwrap',
    Version: 'drop',
    '*Nav': 'drop',
    '*Tabs': slotTabs,
  },
  fences: { label: ['title'], flags: [], markup: [], languages: { astro: 'astro' } },
  partials: [],
};
