import type { Dialect, RenderingSpec } from '../../src/contract/dialect.ts';

const role = { as: 'reference', target: ['0'] };
const codeRole = { ...role, code: true };
const named = (names: string, spec: RenderingSpec): Record<string, RenderingSpec> =>
  Object.fromEntries(names.split(' ').map((name) => [name, spec]));
const card: RenderingSpec = { as: 'card', title: ['title'], href: ['link', 'link-url'] };

/** MyST, the Markdown of Sphinx and Jupyter Book: directives in fences or colons, roles in the text. */
export const myst: Dialect<'myst'> = {
  name: 'myst',
  signs: {
    files: ['myst.yml', 'conf.py'],
    constructs: [
      [/^ *(?:```+|:::+)\{[\w:-]+\}/m, 5],
      [/\{(?:ref|doc|term|cite|numref)\}`/, 4],
    ],
    telling: /myst/,
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['myst', 'containers', 'heading-ids'],
  containers: {
    '*': { as: 'unwrap', title: ['title', 'label'] },
    admonition: { as: 'alert', type: ['class'], title: ['title'] },
    bibliography: 'drop',
    card,
    contents: 'drop',
    deprecated: { as: 'alert', kind: 'WARNING', name: 'Deprecated', title: ['title'] },
    dropdown: { as: 'accordion', title: ['title'] },
    'exercise-end': 'drop',
    figure: { as: 'image', src: ['src', 'title'], alt: ['alt'], caption: ['caption'] },
    grid: 'unwrap',
    'grid-item': 'unwrap',
    'grid-item-card': card,
    image: { as: 'image', src: ['src', 'title'], alt: ['alt'] },
    include: {
      as: 'include',
      path: ['src', 'title'],
      after: ['start-after'],
      before: ['end-before'],
      language: ['code', 'literal'],
      markdown: true,
    },
    index: 'drop',
    'list-table': { as: 'list-table', title: ['title'], head: ['header-rows'] },
    literalinclude: {
      as: 'include',
      path: ['src', 'title'],
      lines: ['lines'],
      after: ['start-after'],
      before: ['end-before'],
      language: ['language'],
      label: ['caption'],
    },
    margin: 'unwrap',
    seealso: { as: 'alert', kind: 'NOTE', name: 'See also', title: ['title'] },
    sidebar: { as: 'unwrap', title: ['title'] },
    'tab-item': { as: 'tab', label: ['title'] },
    'tab-set': 'tabs',
    tableofcontents: 'drop',
    toc: 'drop',
    toctree: 'drop',
    topic: { as: 'unwrap', title: ['title'] },
    versionadded: { as: 'template', text: '_Added in {title}_' },
    versionchanged: { as: 'template', text: '_Changed in {title}_' },
  },
  macros: {
    ...named('numref eq term any cite download', role),
    ...named('ref prf:ref', { ...role, named: true }),
    ...named(
      'class func meth mod attr obj data exc py:class py:func py:meth py:mod py:attr py:obj py:data py:exc',
      codeRole,
    ),
    ...named('file command program samp option envvar code', codeRole),
    ...named('guilabel menuselection abbr', role),
    ...named('index', 'drop'),
    doc: { ...role, link: true },
    kbd: { as: 'keys', keys: ['0'] },
    math: { as: 'template', text: '${0}$' },
    sub: role,
    sup: { ...role, form: '^{}' },
  },
  conventions: [],
  fences: { label: ['title'], markup: [] },
  partials: ['_includes/', 'includes/'],
};
