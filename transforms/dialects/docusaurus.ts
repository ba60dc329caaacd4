import type { Dialect } from '../../src/contract/dialect.ts';

/** Docusaurus: admonitions, tabs, partials, code titles; its `.md` files are MDX. */
export const docusaurus: Dialect<'docusaurus'> = {
  name: 'docusaurus',
  signs: {
    files: ['docusaurus.config.*'],
    packages: ['@docusaurus/core', '@docusaurus/preset-*'],
    constructs: [
      [/from ['"]@(?:theme|docusaurus|site)\//, 5],
      [/^ *:::(?:note|info|tip|caution|danger|important|warning)\b/m, 1],
      [/^sidebar_(?:label|position):|^hide_title:/m, 2],
      [/^```\w* (?:.* )?(?:SnackPlayer|title=)/m, 1],
      // MDX has none of these, and its pages are MDX.
      [/<(?:br|hr)>|\{\{ *[\w.-]+ *\}\}|\{%|\{[#@](?:if|each|snippet|render)\b/, -2],
    ],
  },
  extends: ['generic'],
  markdown: 'mdx',
  syntaxes: ['openapi-docs', 'text-directives', 'containers', 'heading-ids'],
  components: {
    A: { as: 'link', href: ['href', 'to'] },
    ApiTabs: 'tabs',
    BrowserOnly: 'unwrap',
    BrowserWindow: 'unwrap',
    DocCard: {
      as: 'card-list',
      cards: ['item'],
      title: ['label'],
      href: ['href'],
      description: ['description'],
    },
    DocCardList: {
      as: 'card-list',
      cards: ['items'],
      title: ['label'],
      href: ['href'],
      description: ['description'],
    },
    DiscriminatorTabs: 'tabs',
    Details: { as: 'accordion', title: ['summary', 'title', 'dataClose'] },
    Heading: { as: 'heading', level: ['as'] },
    Interpolate: { as: 'filled', values: 'values' },
    JSONSchemaEditor: { as: 'code', lang: 'json', value: ['schema'] },
    JSONSchemaViewer: { as: 'code', lang: 'json', value: ['schema'] },
    MethodEndpoint: { as: 'operation', part: 'line' },
    MimeTabs: 'tabs',
    OperationTabs: 'tabs',
    ParamsDetails: { as: 'operation', part: 'parameters' },
    Redirect: { as: 'link', href: ['to'] },
    RequestSchema: { as: 'operation', part: 'body' },
    SchemaTabs: 'tabs',
    StatusCodes: { as: 'operation', part: 'responses' },
    TableRow: { as: 'row', cells: [{ text: 'name', link: 'url' }, { code: 'code' }] },
    TOCInline: 'drop',
    Translate: { as: 'filled', values: 'values', unseen: ['description'] },
  },
  fences: {
    label: ['title', 'filename', 'file'],
    markup: ['magic-comments', 'twoslash'],
    languages: { SnackPlayer: { as: 'sandbox' }, 'mdx-code-block': { as: 'unwrap' } },
  },
  // `markdown.mdx1Compat.comments`, on by default: https://docusaurus.io/docs/api/docusaurus-config#markdown
  // Plugins of the site's own render directives; one that none knows shows nothing.
  conventions: ['heading-marks', 'html-comments', 'directives'],
  partials: ['_*', '_*/'],
  routes: { numberPrefixes: true, indexNames: ['index', 'README'] },
};
