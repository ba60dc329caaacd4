import type { Dialect } from '../../src/contract/dialect.ts';

const card = { as: 'card', title: ['title'], href: ['href'], description: ['description'] };

/** Nextra: callouts, tabs by position, cards and file trees as members, inline code with a language. */
export const nextra: Dialect<'nextra'> = {
  name: 'nextra',
  signs: {
    packages: ['nextra', 'nextra-theme-*'],
    constructs: [
      [/from ['"]nextra/, 5],
      [/^asIndexPage:/m, 4],
      [/\{:\w+\}`/, 3],
      [/<(?:FileTree\.\w+|Cards\.Card|Tabs\.Tab)\b/, 3],
    ],
  },
  extends: ['generic'],
  markdown: 'evidence',
  components: {
    APIDocs: {
      as: 'template',
      text: '_API reference of `{componentName}`, generated from its types._',
    },
    Banner: 'unwrap',
    Bleed: 'unwrap',
    Button: { as: 'link', href: ['href'] },
    Callout: { as: 'alert', type: ['type'], title: ['title'] },
    'Cards.Card': card,
    Collapse: 'unwrap',
    ExampleCode: { as: 'template', text: 'Example: `{filePath}`' },
    ImageZoom: { as: 'image', src: ['src'], alt: ['alt'] },
    MathJax: 'unwrap',
    OptionTable: { as: 'grid', rows: ['options'], columns: ['Option', 'Type', 'Description'] },
    Playground: { as: 'markdown', value: ['source'] },
    Popup: 'unwrap',
    'Popup.Button': 'unwrap',
    'Popup.Panel': 'unwrap',
    Video: { as: 'embed', src: ['src'], title: ['title', 'caption', 'alt'], label: 'Video' },
  },
  conventions: ['heading-marks', 'inline-languages', 'exported-metadata'],
  fences: { label: ['filename', 'title'] },
  partials: ['_*.mdx', '_*.md'],
  routes: { groups: true, indexNames: ['index', 'page'], boxes: true },
};
