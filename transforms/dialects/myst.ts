import type { Dialect, RenderingSpec } from '../../src/contract/dialect.ts';
import { film, named } from './named.ts';

const role = { as: 'reference', target: ['0'], whole: true };
const codeRole = { ...role, code: true };
/** The name of something in a program, by its last part. */
const nameRole = { as: 'reference', target: ['0'], code: true };
const card: RenderingSpec = {
  as: 'card',
  title: ['title'],
  href: ['link', 'link-url', 'url'],
  description: ['header'],
};
const titled = (word: string): RenderingSpec => ({
  as: 'template',
  text: `**${word}[[ ({title})]]**`,
});
const icons = 'octicon fa fas fab far fa-solid fa-brands fa-regular';

/** What sphinx-proof and mystmd number: their names, as they are shown. */
const proofs = Object.fromEntries(
  [
    ...['algorithm', 'assumption', 'axiom', 'conjecture', 'corollary', 'criterion', 'definition'],
    ...['example', 'lemma', 'observation', 'proof', 'property', 'proposition', 'remark', 'theorem'],
  ].flatMap((name) => {
    const row = titled(`${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    return [`prf:${name}`, `proof:${name}`].map((key) => [key, row] as const);
  }),
);

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
  syntaxes: ['myst', 'definitions', 'math', 'containers', 'heading-ids'],
  containers: {
    '*': { as: 'unwrap', title: ['title', 'label'] },
    admonition: { as: 'alert', type: ['class'], title: ['title'] },
    ...proofs,
    ...named('autodoc2-object article-info nb-exec-table', 'drop'),
    ...named('currentmodule py:currentmodule module py:module highlight meta default-role', 'drop'),
    ...named('sectionauthor codeauthor moduleauthor default-domain tabularcolumns', 'drop'),
    ...named('container glossary rst-class', 'unwrap'),
    bibliography: { as: 'bibliography', files: ['title'], filter: ['filter'] },
    footbibliography: { as: 'bibliography', foot: true },
    ...named('blockquote epigraph highlights pull-quote', 'quotation'),
    ...named('button-link button-ref', { as: 'link', href: ['title'] }),
    ...named('exercise exercise-start', titled('Exercise')),
    ...named('solution solution-start', { as: 'template', text: '**Solution**' }),
    card,
    'card-carousel': 'unwrap',
    contents: 'drop',
    deprecated: { as: 'template', text: '_Deprecated since {title}_' },
    dropdown: { as: 'accordion', title: ['title'] },
    div: 'unwrap',
    dl: 'definitions',
    embed: { as: 'reference', target: ['title'], named: true },
    'exercise-end': 'drop',
    figure: { as: 'image', src: ['src', 'title'], alt: ['alt'], caption: ['caption'] },
    'figure-md': 'unwrap',
    genindex: 'drop',
    grid: 'unwrap',
    'grid-item': 'unwrap',
    'grid-item-card': card,
    iframe: { as: 'embed', src: ['src'], title: ['title'], label: 'Page' },
    youtube: film('youtube', ['src'], ['title']),
    anywidget: { as: 'embed', src: ['src'], label: 'Widget' },
    ifconfig: 'unwrap',
    image: { as: 'image', src: ['src', 'title'], alt: ['alt'] },
    include: {
      as: 'include',
      path: ['src', 'title'],
      after: ['start-after'],
      before: ['end-before'],
      lines: ['lines'],
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
    margin: { as: 'unwrap', title: ['title'] },
    only: 'unwrap',
    seealso: { as: 'alert', kind: 'NOTE', name: 'See also', title: ['title'] },
    'show-index': 'drop',
    'solution-end': 'drop',
    sidebar: { as: 'unwrap', title: ['title'] },
    'tab-item': { as: 'tab', label: ['title'] },
    'tab-set': 'tabs',
    tableofcontents: 'drop',
    toc: 'drop',
    toctree: 'drop',
    topic: { as: 'unwrap', title: ['title'] },
    'tab-set-code': 'unwrap',
    versionadded: { as: 'template', text: '_Added in {title}_' },
    versionchanged: { as: 'template', text: '_Changed in {title}_' },
    versionremoved: { as: 'template', text: '_Removed in {title}_' },
  },
  macros: {
    // What no row names shows its words, and leads to the web address that it gives.
    '*': { ...role, outside: true },
    ...named('any ref prf:ref proof:ref', { ...role, named: true }),
    numref: { ...role, named: true, numbered: true },
    ...named(
      'class func meth mod attr obj data exc py:class py:func py:meth py:mod py:attr py:obj py:data py:exc',
      nameRole,
    ),
    ...named('file command program samp option envvar code eval kbd keyboard', codeRole),
    ...named(icons, 'drop'),
    ...named('raw:latex raw:tex raw:typst raw:typ', 'drop'),
    ...named('doc download', { ...role, whole: false, link: true }),
    pep: { ...role, form: 'PEP {}' },
    rfc: { ...role, form: 'RFC {}' },
    ...named(
      'cite cite:p cite:t cite:ps cite:ts cite:alp cite:cts cite:ct footcite footcite:p footcite:t footcite:ps footcite:ts',
      { as: 'citation', keys: ['0'] },
    ),
    // As the label stands behind its equation.
    eq: { ...role, form: '({})' },
    math: { as: 'verbatim', value: ['0'], delimiter: '$' },
    // A number and its unit: `{si}`10 <km>``.
    si: { as: 'template', text: '`{0}`' },
    ...named('sup superscript', { ...role, form: '^{}' }),
  },
  conventions: ['project-names'],
  lead: ['subtitle'],
  fences: { languages: { ipython3: 'python', ipython: 'python' }, label: ['title'], markup: [] },
  partials: ['_includes/', 'includes/'],
};
