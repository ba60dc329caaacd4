import type { Dialect } from '../../src/contract/dialect.ts';
import { named } from './named.ts';

/** Slate, a site of Middleman for the description of an API: Markdown with boxes in HTML and parts that the front matter names. https://github.com/slatedocs/slate/wiki */
export const slate: Dialect<'slate'> = {
  name: 'slate',
  signs: {
    files: ['config.rb'],
    telling: /^(?:activate|set) :/m,
    constructs: [[/^<aside class="(?:notice|success)">/m, 2]],
  },
  extends: ['generic'],
  markdown: 'markdown',
  syntaxes: ['slate'],
  components: {
    ...named('aside.notice aside.success aside.warning', { as: 'alert', type: ['class'] }),
  },
  macros: { include: { as: 'include', path: ['path'], markdown: true } },
  partials: ['_*'],
  routes: { secondHeading: 2 },
};
