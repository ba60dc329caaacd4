import type { Dialect } from '../../src/contract/dialect.ts';
import { box, wholeApi } from './generic.ts';

const tagInclude = { as: 'include', path: ['0'], after: ['start'], before: ['end'] } as const;

/** MkDocs with the Material theme: admonitions and tabs with indented bodies, snippets, keys, annotations. */
export const mkdocsMaterial: Dialect<'mkdocs-material'> = {
  name: 'mkdocs-material',
  signs: {
    files: ['mkdocs.yml', 'mkdocs.yaml', 'properdocs.yml', 'zensical.toml', 'zensical.yml'],
    constructs: [
      [/^ *(?:!!!|\?\?\?\+?) \w/m, 5],
      [/^ *=== "/m, 4],
      [/^ *-{1,2}8<-{1,2} /m, 4],
      [/:(?:material|octicons|fontawesome)-/, 3],
    ],
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['mkdocs', 'heading-ids'],
  containers: {
    abstract: box('NOTE', 'Abstract'),
    attention: box('WARNING'),
    admonition: { as: 'alert', type: ['type'], title: ['title'] },
    bug: box('CAUTION', 'Bug'),
    caption: 'unwrap',
    danger: box('CAUTION'),
    define: 'unwrap',
    dl: 'definitions',
    dd: 'unwrap',
    example: box('NOTE', 'Example'),
    failure: box('CAUTION', 'Failure'),
    'figure-caption': 'unwrap',
    html: 'unwrap',
    question: box('NOTE', 'Question'),
    quote: box('NOTE', 'Quote'),
    summary: box('NOTE', 'Summary'),
    'table-caption': 'unwrap',
    tab: { as: 'tab', label: ['title'] },
    tabs: 'tabs',
    todo: box('NOTE', 'Todo'),
  },
  macros: {
    include: { ...tagInclude, roots: [''], root: '/', html: true },
    'include-markdown': { ...tagInclude, markdown: true },
    api: wholeApi,
    icon: { as: 'icon', name: ['name'] },
    snippet: { as: 'include', path: ['0'], root: '/', colon: true, empty: true },
  },
  conventions: ['inline-shebangs', 'meta-lines'],
  fences: { label: ['title', 'tab'], markup: ['annotations', 'snippets'] },
  partials: ['includes/', 'snippets/'],
};
