import type { Dialect } from '../../src/contract/dialect.ts';
import { named } from './named.ts';

const box = { as: 'alert', kind: 'NOTE', title: 'title' } as const;

/** Zudoku: MDX with boxes, tabs of code and steps. https://zudoku.dev/docs/markdown/overview */
export const zudoku: Dialect<'zudoku'> = {
  name: 'zudoku',
  signs: { packages: ['zudoku'] },
  extends: ['generic'],
  conventions: ['heading-marks', 'html-comments'],
  components: {
    CodeTabs: 'code-group',
    Framed: 'unwrap',
    Secret: { as: 'template', text: '`{secret}`' },
    Stepper: 'unwrap',
    SyntaxHighlight: {
      as: 'code',
      language: ['language'],
      title: ['title'],
      value: ['code', 'children'],
    },
  },
  containers: named('lock megaphone rocket settings sparkles zap', box),
};
