import type { Dialect } from '../dialect.ts';

/** GitHub-flavoured Markdown as a README has it: alerts, task lists, footnotes, HTML. */
export const github: Dialect = {
  name: 'github',
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: [],
  conventions: [],
  fences: {},
  routes: { indexNames: ['README', 'index'] },
};
