import type { Dialect, RenderingSpec } from '../../src/contract/dialect.ts';
import { html } from './generic.ts';

const href = ['to', 'href', 'link'];
const title = ['title', 'label'];
const text = ['description', 'text'];
const alert = (kind: string): RenderingSpec => ({ as: 'alert', kind, title, text, href });
const box: RenderingSpec = { as: 'alert', type: ['type', 'color', 'variant'], title, text, href };
const card: RenderingSpec = {
  as: 'card',
  title: ['title', 'label', 'headline'],
  href,
  description: ['description'],
};

const field: RenderingSpec = {
  as: 'field',
  name: ['name'],
  type: ['type'],
  default: ['default', 'default-value', 'defaultValue'],
  flags: ['required'],
  description: ['description'],
};

/** Nothing beside words, unless it says what it shows. */
const icon: RenderingSpec = {
  as: 'icon',
  name: ['name'],
  label: ['title', 'aria-label'],
  words: true,
};

/** HTML is written as components too: `::div{.wide}`, `:img{src="/a.png"}`. */
const elements = {
  ...html,
  datalist: 'unwrap',
  div: 'unwrap',
  section: 'unwrap',
  select: 'unwrap',
  span: 'unwrap',
} as const;

/** What shows something of its own, in a line or as a block. */
const leaves: Record<string, RenderingSpec> = {
  hr: 'rule',
  image: { as: 'image', src: ['src'], alt: ['alt'], caption: ['label'] },
  'nuxt-img': { as: 'image', src: ['src'], alt: ['alt'] },
  'nuxt-picture': { as: 'image', src: ['src'], alt: ['alt'] },
  kbd: { as: 'keys', keys: ['value', '0'] },
  'pm-install': { as: 'package-command', packages: ['name'] },
  'pm-run': { as: 'template', text: '```sh\nnpm run {script}\n```' },
  'pm-x': { as: 'template', text: '```sh\nnpx {command}\n```' },
  'u-badge': { as: 'badge', text: ['label', 'text'] },
  'u-color-mode-image': { as: 'image', src: ['light', 'src', 'dark'], alt: ['alt'] },
  'u-icon': icon,
  'u-input-copy': { as: 'code', value: ['value'] },
  'u-kbd': { as: 'keys', keys: ['value', '0'] },
  video: { as: 'embed', src: ['src'], title: ['title'], label: 'Video' },
};

const readMore = { as: 'card', title: ['title'], href: ['to', 'href'] };

/** MDC, the components in Markdown of Nuxt Content. An input `.mdc` file is this, never our output. */
export const mdc: Dialect<'mdc'> = {
  name: 'mdc',
  signs: {
    files: ['nuxt.config.*'],
    packages: ['@nuxt/content', '@nuxtjs/mdc'],
    constructs: [
      // Its end: `::name{}` alone is a leaf directive of others.
      [/^ *:: *$/m, 4],
      [/^ *:[a-z][\w-]*\{/m, 3],
    ],
  },
  extends: ['generic'],
  markdown: 'markdown',
  lead: ['description'],
  syntaxes: ['mdc', 'heading-ids'],
  components: {
    Icon: 'drop',
    MDC: { as: 'markdown', value: ['value'] },
    NuxtImg: { as: 'image', src: ['src'], alt: ['alt'] },
    NuxtLink: { as: 'link', href, text: ['label'] },
    UButton: { as: 'link', href, text: ['label'] },
    UIcon: 'drop',
  },
  containers: {
    ...elements,
    ...leaves,
    '*': card,
    accordion: 'unwrap',
    'accordion-item': { as: 'accordion', title: ['label', 'title'] },
    alert: box,
    badge: { as: 'badge', text: ['label', 'text'] },
    callout: box,
    card,
    'card-grid': 'unwrap',
    'card-group': 'unwrap',
    'code-collapse': 'unwrap',
    'code-group': { as: 'code-group', named: ['filename', 'label'] },
    caution: alert('CAUTION'),
    'code-preview': { as: 'unwrap', title: ['label'] },
    'code-tree': { as: 'unwrap', title: ['title'] },
    danger: alert('CAUTION'),
    collapsible: { as: 'accordion', title: ['name', 'title'] },
    field,
    'field-group': 'unwrap',
    icon,
    important: alert('IMPORTANT'),
    info: alert('NOTE'),
    link: { as: 'link', href: ['to', 'href'], text: ['label'] },
    'read-more': readMore,
    slot: { as: 'slot', name: ['name'] },
    steps: 'unwrap',
    tabs: { as: 'tabs', items: ['items'], named: ['label'] },
    tip: alert('TIP'),
    'tabs-item': { as: 'tab', label: ['label', 'title'] },
    'u-button': { as: 'link', href: ['to', 'href'], text: ['label'] },
    'u-card': card,
    'u-page-card': card,
    note: alert('NOTE'),
    warning: alert('WARNING'),
  },
  macros: {
    ...elements,
    ...leaves,
    badge: { as: 'badge', text: ['label', 'text'] },
    card,
    field,
    icon,
    'u-page-card': card,
    'read-more': readMore,
    'u-button': { as: 'link', href: ['to', 'href'], text: ['label'] },
  },
  conventions: [],
  fences: { label: ['brackets', 'filename', 'title'] },
  partials: [],
  routes: { numberPrefixes: true },
};
