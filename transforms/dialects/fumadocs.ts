import type { Dialect } from '../../src/contract/dialect.ts';

const documentedType = { as: 'type-name', type: ['type'], name: ['name'], path: ['path'] };

/** Fumadocs: tabs in fence meta, file trees, includes, type tables. */
export const fumadocs: Dialect<'fumadocs'> = {
  name: 'fumadocs',
  signs: {
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
  extends: ['generic'],
  markdown: 'evidence',
  lead: ['description'],
  components: {
    APIPage: { as: 'operation', part: 'all' },
    OpenAPIPage: { as: 'operation', part: 'all' },
    Accordions: 'unwrap',
    AutoTypeTable: documentedType,
    'auto-type-table': documentedType,
    Banner: 'unwrap',
    CalloutContainer: { as: 'alert', type: ['type'] },
    CalloutDescription: 'unwrap',
    CalloutTitle: { as: 'mark', mark: 'strong' },
    CodeBlockTab: { as: 'tab', label: ['label', 'title'], value: ['value'] },
    CodeBlockTabs: { as: 'tabs', items: ['items'] },
    CodeBlockTabsList: 'unwrap',
    // The pages beside one, as the site lists them.
    DocsCategory: { as: 'link', href: ['url'] },
    DynamicCodeBlock: { as: 'code', language: ['lang'], value: ['code'] },
    GithubInfo: { as: 'template', text: '[{owner}/{repo}](https://github.com/{owner}/{repo})' },
    Heading: { as: 'heading', level: ['as'] },
    InlineTOC: 'unwrap',
    ServerCodeBlock: { as: 'code', language: ['lang'], value: ['code'] },
    ImageZoom: { as: 'image', src: ['src'], alt: ['alt'] },
    Tabs: { as: 'tabs', items: ['items'], title: ['label'] },
    TypeTable: { as: 'type-table', type: ['type'] },
    // Of Blume: https://useblume.dev/docs/content/components
    Color: 'unwrap',
    'Color.Item': { as: 'template', text: '`{name}`: {value}', list: true },
    'Color.Row': { as: 'unwrap', title: ['title'] },
    Expandable: { as: 'nested-fields', title: ['title'] },
    Visibility: { as: 'audience', by: ['for'] },
    include: {
      as: 'include',
      path: [],
      project: ['cwd'],
      language: ['lang'],
      region: ['section'],
      meta: ['meta'],
    },
  },
  conventions: ['heading-marks', 'inline-languages'],
  fences: {
    label: ['title', 'tab', 'filename'],
    languages: { files: '', 'package-install': { as: 'install' }, npm: { as: 'install' } },
  },
  partials: [],
  routes: { groups: true },
};
