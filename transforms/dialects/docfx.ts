import type { Dialect } from '../../src/contract/dialect.ts';

/** DocFX and Microsoft Learn: alerts as GitHub has them, includes, snippets, tabs, `:::` extensions. */
export const docfx: Dialect<'docfx'> = {
  name: 'docfx',
  signs: {
    files: ['docfx.json'],
    constructs: [
      [/^[ >]*\[!(?:INCLUDE|code|div|VIDEO)\b/im, 2],
      [/^ *:::(?:code|image|zone|row|moniker) ?[a-z]*/m, 2],
      [/^#+ \[[^\]]+\]\(#tab\//m, 3],
      [/<xref:/, 3],
    ],
  },
  extends: ['github'],
  syntaxes: ['docfx', 'attrs', 'containers'],
  macros: {
    include: { as: 'include', path: ['path'], markdown: true },
    code: {
      as: 'include',
      path: ['path'],
      region: ['region'],
      lines: ['lines'],
      language: ['lang'],
    },
    image: { as: 'image', src: ['source'], alt: ['alt-text'] },
  },
  partials: ['includes/'],
};
