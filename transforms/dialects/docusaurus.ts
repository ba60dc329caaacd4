import type { Dialect } from '../dialect.ts';

/** Docusaurus: admonitions, tabs, partials, code titles; its `.md` files are MDX. */
export const docusaurus: Dialect = {
  name: 'docusaurus',
  extends: ['generic'],
  markdown: 'mdx',
  components: {
    BrowserOnly: 'drop',
    BrowserWindow: 'unwrap',
    DocCardList: 'drop',
    RNTemplateRepoLink: { as: 'link', href: ['href'] },
    TableRow: { as: 'row', cells: [{ text: 'name', link: 'url' }, { code: 'code' }] },
    TOCInline: 'drop',
  },
  fences: {
    label: ['title'],
    markup: ['magic-comments'],
    languages: {
      SnackPlayer: { as: 'sandbox' },
      'mdx-code-block': { as: 'unwrap' },
    },
  },
  partials: ['_*', '_*/'],
  routes: { numberPrefixes: true, indexNames: ['index', 'README'] },
};
