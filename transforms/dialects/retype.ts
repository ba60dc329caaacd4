import type { Dialect } from '../../src/contract/dialect.ts';
import { box } from './generic.ts';

/** Retype: Markdown with blocks between marks, components in brackets, and icons. https://retype.com/components/ */
export const retype: Dialect<'retype'> = {
  name: 'retype',
  signs: {
    files: ['retype.yml', 'retype.yaml', 'retype.json'],
    constructs: [
      [/^==- \S/m, 3],
      [/\[!(?:badge|button|card|embed|file|ref)\b[^[\]]*\]/, 3],
      [/(?<!\w):icon-[a-z]/, 3],
    ],
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['retype', 'obsidian', 'definitions', 'attrs', 'heading-ids'],
  conventions: ['auto-titles', 'wikilinks'],
  containers: {
    base: box('NOTE'),
    contrast: box('NOTE'),
    dark: box('NOTE'),
    dl: 'definitions',
    ghost: box('NOTE'),
    light: box('NOTE'),
    panel: { as: 'accordion', title: 'title' },
    primary: box('NOTE'),
    question: box('NOTE', 'Question'),
    secondary: box('NOTE'),
    step: { as: 'step', title: ['title'] },
    steps: 'steps',
    success: box('TIP'),
    tab: { as: 'tab', label: ['title'] },
    tabs: 'tabs',
  },
  macros: {
    badge: { as: 'badge', text: ['text'] },
    code: {
      as: 'include',
      path: ['source'],
      region: ['region'],
      lines: ['range'],
      language: ['language'],
      label: ['title'],
    },
    include: { as: 'include', path: ['path'], root: '/_includes/', ending: '.md', markdown: true },
  },
  fences: { label: ['title', 'words'] },
  partials: ['_*'],
  routes: { indexNames: ['index', 'readme', 'default'] },
};
