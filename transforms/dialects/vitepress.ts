import type { Dialect } from '../../src/contract/dialect.ts';
import { field } from './generic.ts';
import { named } from './named.ts';

const boxNames = 'tip|info|warning|danger|details|code-group|raw';

/** VitePress: containers, code groups, snippets, Vue in Markdown; never MDX. */
export const vitepress: Dialect<'vitepress'> = {
  name: 'vitepress',
  signs: {
    files: ['.vitepress', '.vuepress'],
    packages: ['vitepress', 'vuepress'],
    constructs: [
      [new RegExp(`^ *::: (?:${boxNames})\\b`, 'm'), 3],
      [new RegExp(`^ *:::(?:${boxNames})\\b`, 'm'), 1],
      [/^<script setup/m, 4],
      [/^<<< /m, 4],
      [/^ *```[^\s{]*(?:\{[^}\n]*\})? *\[(?![\d, -]+\])[^\]\n]+\]/m, 3],
      [/^\[\[toc\]\]/im, 3],
      [/<!--\s*@include:/, 4],
    ],
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['attrs', 'containers', 'definitions', 'heading-ids', 'icons', 'vue'],
  components: {
    '[#title]': { as: 'slot', title: true },
    '[v-slot:title]': { as: 'slot', title: true },
    '[v-for]': 'drop',
    'component[:is]': 'drop',
    ClientOnly: 'unwrap',
    KeepAlive: 'unwrap',
    Teleport: 'unwrap',
    Transition: 'unwrap',
    TransitionGroup: 'unwrap',
    Badge: { as: 'badge', text: ['text', 'title', 'aria-label'] },
    VPBadge: { as: 'badge', text: ['text', 'title', 'aria-label'] },
    // Tags of Element Plus, Ant Design, Naive UI, TDesign and Vant.
    ...named('el-tag a-tag n-tag t-tag van-tag', { as: 'badge', text: ['text'] }),
    // https://vitepress-openapi.vercel.app
    ...named('OASpec OAOperation OAOperations', { as: 'operation', part: 'bound' }),
    OutboundLink: 'drop',
    RouteLink: { as: 'link', href: ['to'] },
    RouterLink: { as: 'link', href: ['to'] },
    VPButton: { as: 'link', href: ['href'], text: ['text'] },
    VPFeatures: {
      as: 'card-list',
      cards: ['features'],
      title: ['title'],
      href: ['link'],
      description: ['details'],
      html: true,
    },
    VPHomeContent: 'unwrap',
    // What they show is in the front matter of the page.
    VPHomeFeatures: 'drop',
    VPHomeHero: 'unwrap',
    VPHomeSponsors: {
      as: 'card',
      title: ['actionText'],
      href: ['actionLink'],
      description: ['message'],
    },
    VPImage: { as: 'image', src: ['image'], alt: ['alt'] },
    VPLink: { as: 'link', href: ['href'] },
    ...named('VPSocialLink VPSocialLinks', 'drop'),
    VPTeamPage: 'unwrap',
    VPTeamPageSection: 'unwrap',
    VPTeamPageTitle: 'unwrap',
    VPSponsors: 'drop',
    // Lists of the pages below: https://ecosystem.vuejs.press/plugins/features/catalog.html
    ...named('AutoCatalog Catalog', { as: 'drop', empty: true }),
    // vuepress-plugin-custom-tooltip
    VueCustomTooltip: { as: 'explained', tip: ['label'] },
    VPTeamMembers: { as: 'team', members: ['members'] },
    button: 'drop',
    input: 'drop',
    textarea: 'drop',
    'div.composition-api': {
      as: 'variant',
      label: 'Composition API',
      setting: 'api',
      value: 'composition',
    },
    'div.options-api': { as: 'variant', label: 'Options API', setting: 'api', value: 'options' },
    'span.composition-api': {
      as: 'variant',
      label: 'Composition API',
      setting: 'api',
      value: 'composition',
    },
    'span.options-api': { as: 'variant', label: 'Options API', setting: 'api', value: 'options' },
    'sup.vt-badge': { as: 'badge', text: ['data-text'] },
  },
  containers: {
    'v-pre': 'unwrap',
    dl: 'definitions',
    ...named('playground sandbox sandpack', { as: 'sandbox', title: 'title' }),
    // Of plugins that many sites of VitePress and VuePress use.
    tabs: 'tabs',
    'code-tabs': 'tabs',
    tab: { as: 'tab', label: 'title' },
    'code-group-item': { as: 'tab', label: 'title' },
    ...named('card-grid card-masonry center field-group justify left right steps', 'unwrap'),
    card: { as: 'card', title: 'title', href: 'link' },
    field: {
      ...field,
      name: ['name', 'title'],
      flags: ['required', 'optional', 'deprecated'],
    },
    'file-tree': { as: 'files', title: 'title' },
    ...named('collapse timeline preview demo normal-demo md-demo vue-demo react-demo', {
      as: 'accordion',
      title: 'title',
    }),
  },
  macros: {
    include: {
      as: 'include',
      path: ['0', 'path'],
      region: ['region'],
      joins: true,
      lines: ['lines'],
      markdown: true,
      whole: true,
    },
    snippet: {
      as: 'include',
      path: ['path', '0'],
      region: ['region'],
      joins: true,
      lines: ['lines'],
      language: ['lang'],
      label: ['label'],
      whole: true,
    },
  },
  conventions: ['heading-marks', 'interpolations', 'landing-pages'],
  fences: {
    label: ['brackets', 'title', 'filename'],
    languages: { 'vue-html': 'html', '*-vue': { as: 'interpolated' } },
  },
};
