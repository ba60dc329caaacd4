import type { Dialect } from '../dialect.ts';

const documentedType = { as: 'type-name', type: ['type'], name: ['name'], path: ['path'] };

/** Fumadocs: tabs in fence meta, file trees, includes, type tables. */
export const fumadocs: Dialect = {
  name: 'fumadocs',
  extends: ['generic'],
  markdown: 'evidence',
  components: {
    Accordions: 'unwrap',
    AutoTypeTable: documentedType,
    'auto-type-table': documentedType,
    CodeBlockTab: { as: 'tab', label: ['label', 'title'], value: ['value'] },
    CodeBlockTabs: { as: 'tabs', items: ['items'] },
    CodeBlockTabsList: 'drop',
    DynamicCodeBlock: { as: 'code', language: ['lang'], value: ['code'] },
    TypeTable: { as: 'type-table', type: ['type'] },
    include: { as: 'include', path: [], language: ['lang'], region: ['section'], meta: ['meta'] },
  },
  conventions: ['heading-marks', 'inline-languages'],
  fences: {
    label: ['title', 'tab', 'filename'],
    markup: ['shiki', 'twoslash'],
    languages: { 'package-install': { as: 'install' }, npm: { as: 'install' } },
  },
  partials: [],
  routes: { groups: true },
};
