import type { Dialect, RenderingSpec } from '../dialect.ts';

const box = (kind: string, name?: string): RenderingSpec => ({
  as: 'alert',
  kind,
  title: ['title'],
  ...(name && { name }),
});

/** MkDocs with the Material theme: admonitions and tabs with indented bodies, snippets, keys, annotations. */
export const mkdocsMaterial: Dialect = {
  name: 'mkdocs-material',
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['mkdocs', 'heading-ids'],
  containers: {
    abstract: box('NOTE', 'Abstract'),
    attention: box('WARNING'),
    bug: box('CAUTION', 'Bug'),
    danger: box('CAUTION'),
    example: box('NOTE', 'Example'),
    failure: box('CAUTION', 'Failure'),
    question: box('NOTE', 'Question'),
    quote: box('NOTE', 'Quote'),
    summary: box('NOTE', 'Summary'),
    tab: { as: 'tab', label: ['title'] },
    tabs: 'tabs',
    todo: box('NOTE', 'Todo'),
  },
  macros: {
    icon: 'drop',
    snippet: { as: 'include', path: ['0'], root: '/', colon: true },
  },
  conventions: [],
  fences: { label: ['title'], markup: ['annotations'] },
  partials: ['includes/', 'snippets/'],
};
