/** Directives whose body is code: name -> the language where the argument does not say it. */
export const codeDirectives: ReadonlyMap<string, string> = new Map([
  ['code', ''],
  ['code-block', ''],
  ['code-cell', ''],
  ['ipython', 'python'],
  ['prompt', 'bash'],
  ['testcode', 'python'],
  ['sourcecode', ''],
  ['math', 'math'],
  ['mermaid', 'mermaid'],
  // A sample of MyST; what it looks like stands beside it.
  ['myst', 'markdown'],
  ['csv-table', 'csv'],
  ['eval-rst', 'rst'],
  ['parsed-literal', 'text'],
  ['graphviz', 'dot'],
  ['doctest', 'python'],
  ['terminal', 'console'],
  ['jupyter-execute', 'python'],
  ['plantuml', 'plantuml'],
  ['uml', 'plantuml'],
  // Cells of Quarto and R Markdown.
  ...['bash', 'julia', 'python', 'r', 'sql'].map((name) => [name, name] as const),
]);

/** Directives whose argument is a file. */
export const fileDirectives = new Set(
  'figure image include literalinclude download iframe anywidget youtube'.split(' '),
);
/** Directives whose body is a list of pages or settings, no text. */
const listDirectives = new Set(
  'toctree contents tableofcontents index toc raw:latex raw:tex raw:typst raw:typ testsetup testcleanup py-config anywidget'.split(
    ' ',
  ),
);

/** Directives without an argument: what stands beside their name is the first line of their body. */
export const bodyDirectives = new Set(
  'grid-item epigraph highlights pull-quote blockquote'.split(' '),
);
/** Boxes whose argument is the title in mystmd, and the first line of the body in Sphinx. */
export const boxes = new Set(
  'attention caution danger error hint important note seealso tip warning'.split(' '),
);

/** Whether no reader of the site sees the body; some is for other formats than HTML. */
export const isUnseen = (name: string, given: string) =>
  listDirectives.has(name) ||
  (/^(?:raw|only)$/.test(name) && !/html/.test(given) && !/^not\b/.test(given));
