import type { Dialect } from '../../src/contract/dialect.ts';

/** dumi: Markdown with demos as files, which are shown with their code, and parts of other documents. */
export const dumi: Dialect<'dumi'> = {
  name: 'dumi',
  signs: { files: ['.dumirc.*'], packages: ['dumi'], constructs: [[/^<code\b[^>]*\ssrc=/m, 3]] },
  extends: ['generic'],
  markdown: 'markdown',
  conventions: ['heading-marks', 'landing-pages'],
  components: {
    'code[src]': {
      as: 'include',
      path: ['src'],
      label: ['title', 'oldtitle'],
      description: ['description'],
    },
    'embed[src]': { as: 'include', path: ['src'], markdown: true },
    Tree: 'unwrap',
    SourceCode: { as: 'code', language: ['lang'], title: ['title'] },
  },
  fences: {
    label: ['title', 'filename'],
    markup: ['shiki'],
    flags: ['|', 'pure', 'inline', 'preview', 'compact', 'iframe', 'debug'],
  },
};
