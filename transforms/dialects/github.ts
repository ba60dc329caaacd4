import type { Dialect } from '../../src/contract/dialect.ts';

/** GitHub-flavoured Markdown as a README has it: alerts, task lists, footnotes, HTML. */
export const github: Dialect<'github'> = {
  name: 'github',
  signs: { enough: 1, constructs: [[/^ *> *\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]/m, 1]] },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: [],
  conventions: [],
  fences: {},
  routes: { indexNames: ['README', 'index'] },
};
