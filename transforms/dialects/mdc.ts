import type { Dialect, RenderingSpec } from '../dialect.ts';

const alert = (kind: string): RenderingSpec => ({ as: 'alert', kind, title: ['title'] });
const card: RenderingSpec = {
  as: 'card',
  title: ['title', 'label'],
  href: ['to', 'href', 'link'],
  description: ['description'],
};

/** MDC, the components in Markdown of Nuxt Content. An input `.mdc` file is this, never our output. */
export const mdc: Dialect = {
  name: 'mdc',
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['mdc', 'heading-ids'],
  containers: {
    '*': { as: 'unwrap', title: ['title', 'label'] },
    accordion: 'unwrap',
    'accordion-item': { as: 'accordion', title: ['label', 'title'] },
    alert: { as: 'alert', type: ['type', 'color'], title: ['title'] },
    badge: { as: 'badge', text: ['label', 'text'] },
    callout: { as: 'alert', type: ['type', 'color'], title: ['title'] },
    card,
    'card-grid': 'unwrap',
    'card-group': 'unwrap',
    'code-collapse': 'unwrap',
    'code-group': 'code-group',
    'code-preview': 'unwrap',
    'code-tree': 'unwrap',
    collapsible: { as: 'accordion', title: ['name', 'title'] },
    field: {
      as: 'field',
      name: ['name'],
      type: ['type'],
      default: ['default'],
      flags: ['required'],
    },
    'field-group': 'unwrap',
    link: { as: 'link', href: ['to', 'href'], text: ['label'] },
    'read-more': { as: 'card', title: ['title'], href: ['to', 'href'] },
    slot: { as: 'slot', name: ['name'] },
    steps: 'unwrap',
    tabs: { as: 'tabs', items: ['items'] },
    'tabs-item': { as: 'tab', label: ['label', 'title'] },
    'u-button': { as: 'link', href: ['to', 'href'], text: ['label'] },
    'u-card': card,
    'u-page-card': card,
    video: { as: 'embed', src: ['src'], title: ['title'], label: 'Video' },
    note: alert('NOTE'),
  },
  macros: {
    badge: { as: 'badge', text: ['label', 'text'] },
    icon: 'drop',
    kbd: { as: 'keys', keys: ['value', '0'] },
    'u-icon': 'drop',
    'u-button': { as: 'link', href: ['to', 'href'], text: ['label'] },
    'u-kbd': { as: 'keys', keys: ['value', '0'] },
  },
  conventions: [],
  fences: { label: ['brackets', 'filename', 'title'], markup: ['shiki', 'twoslash'] },
  partials: [],
  routes: { numberPrefixes: true },
};
