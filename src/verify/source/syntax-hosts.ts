import { attributeList, attributesOf, type Rule } from './attribute-words.ts';

/** Liquid, as Jekyll has it. */
export const liquid: readonly Rule[] = [
  { pattern: /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/ },
  {
    pattern: /\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/,
    keep: ([shown = '']) => shown,
  },
  {
    pattern: /\{%-?\s*include\w*\s+[^\s%]+([\s\S]*?)%\}/,
    asides: ([args = '']) => attributesOf(args),
  },
  { pattern: /\{%[\s\S]*?%\}/ },
  // What it prints, only the site knows.
  { pattern: /\{\{[^{}]*\}\}/, keep: () => '' },
  attributeList,
];

/** DocFX and Microsoft Learn. */
export const docfx: readonly Rule[] = [
  // A heading that leads to a tab is the label of the tab.
  {
    pattern: /^[ \t>]*#{1,6}[ \t]+\[([^\]\n]+)\]\(#tab\/[^)\n]*\)/m,
    keep: ([label = '']) => label,
  },
  { pattern: /\[!(?:INCLUDE|code[\w-]*)[ \t]*\[[^\]\n]*\]\([^)\n]*\)\]/i },
  { pattern: /\[!VIDEO[ \t]+(\S+?)\]/i, keep: ([url = '']) => url },
  { pattern: /\[!div\b[^\]\n]*\]/i },
  { pattern: /:::[ \t]*no-loc[ \t]+text="([^"\n]*)"[ \t]*:::/, keep: ([name = '']) => name },
  {
    pattern: /(?<=^[ \t>]*):::(?:[^\n]*?alt-text="([^"\n]*)")?[^\n]*/m,
    asides: ([alt = '']) => [alt],
  },
];
