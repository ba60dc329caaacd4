import { dialectRecords } from '../../../transforms/dialects/records.ts';
import type { Convention, Dialect } from '../../contract/dialect.ts';
import {
  abbreviation,
  attributeList,
  attributesOf,
  boldAlert,
  directives,
  docBuilder,
  docfx,
  docsify,
  kind,
  liquid,
  obsidian,
  type Rule,
  readme,
  retype,
  shownNames,
  svelte,
  wholeDirective,
  wikilink,
} from './syntax-rules.ts';

const shownEntry = new RegExp(
  String.raw`^[ \t-]*(?:${shownNames}):[ \t]+(?![|>&*]\S?\s*$)(.+)$`,
  'gm',
);

const entriesOf = (text: string): string[] =>
  [...text.matchAll(shownEntry)].map(([, value = '']) => value.replace(/(?<=^".*)\\[nt]/g, ' '));

const hugo: readonly Rule[] = [
  // Where a definition leads, only the site knows.
  {
    pattern: /(?=\{\{)(?<=^[ \t]*\[[^\]\n]+\]:[ \t]*)\{\{[<%][^\n]*?[%>]\}\}[ \t]*$/m,
    keep: () => '/',
  },
  { pattern: /\{\{[<%]\s*comment\s*[>%]\}\}[\s\S]*?\{\{[<%]\s*\/\s*comment\s*[>%]\}\}/ },
  // One within a line shows what it holds, and its label is for something else.
  {
    pattern:
      /\{\{[<%]\s*([\w./-]+)(\s[^{}\n]*)[>%]\}\}(?=[^{}\n]{1,200}\{\{[<%]\s*\/\s*\1\s*[>%]\}\})/,
    asides: ([, args = '']) => attributesOf(args.replace(/(?<![\w-])label=/, 'data-')),
  },
  {
    pattern: /\{\{[<%]\s*\/?\s*[\w./-]+(?:\s+(?!\/\*)([\s\S]{0,3000}?))?\/?\s*[>%]\}\}/,
    asides: ([args = '']) => attributesOf(args),
  },
  attributeList,
];

const mkdocs: readonly Rule[] = [
  // What mkdocstrings is asked for, and code that another plugin includes.
  {
    pattern:
      /(?<=^[ \t>]*(?:#{1,6}[ \t]*)?:::[ \t]*[\w.-]+[ \t]*\n)(?:\n?(?:[ \t]*>)*[ \t]{2,}\S[^\n]*(?:\n|$))+/m,
  },
  { pattern: /^[ \t]*\{\*[^\n]*\*\}[ \t]*$/m },
  {
    pattern: /\[=+[ \t]*(\d[\d.]*%)[ \t]+["']([^"'\n]*)["'][ \t]*\]/,
    keep: ([share = '', label = '']) => (label.includes(share) ? label : `${share} ${label}`),
  },
  // Names of files between two marks.
  { pattern: /^[ \t]*-+8<-+[ \t]*\n(?:[^\n]*\n){1,50}?[ \t]*-+8<-+[ \t]*$/m },
  abbreviation,
  // Letters that stand low or high are parts of their word.
  { pattern: /(?<=\w)~(\w+)~/, keep: ([low = '']) => low },
  { pattern: /(?<=\w)\^(\w+)\^/, keep: ([high = '']) => `^${high}` },
  // The names of keys are written out: `++ctrl+del++` is Ctrl and Delete.
  { pattern: /\+\+(?:"[^"\n]*"|[a-z\d])(?:[\w+-]|"[^"\n]*")*\+\+/ },
  { pattern: /(?=\{)(?<=\S[ \t]*)(?<!:\/\/[^\s()]*)\{[ \t]*[a-z]+(?:-[a-z]+)+[ \t]*\}/ },
  { pattern: /:(?:material|octicons|fontawesome|simple)-[\w-]+:/ },
  // A block, with its options below it; that of HTML has the name of an element.
  {
    pattern:
      /^[ \t]*\/{3,}(?:[ \t]*(?!html\b)[\w-]+[ \t]*\|([^\n]*))?[^\n]*(?:\n[ \t]{4,}[\w-]+:[^\n]*)*/m,
    // A link in a title leads somewhere; that is no word of it.
    asides: ([title = '']) =>
      kind.test(title.trim()) ? [] : [title.replace(/\]\([^()\s]*\)/g, ']')],
  },
  attributeList,
];

const mdc: readonly Rule[] = [
  // What it shows may be in the front matter.
  { pattern: /\{\{\s*[$\w.]+(?:\s*\|\|\s*(?:'[^'\n]*'|"[^"\n]*"))?\s*\}\}/ },
  {
    // The props of a component, in YAML below its name.
    pattern:
      /(?=::)(?<=^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*):{2,}[\w-]+(?:\{[^\n]*\})?[ \t]*\n[ \t]*---[ \t]*\n([\s\S]*?\n)?[ \t]*---[ \t]*(?=\n)/m,
    asides: ([yaml = '']) => entriesOf(yaml),
  },
  {
    pattern:
      /(?=::)(?<=^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*):{2,}(?:[\w-]+)?(?:\[([^\]\n]*)\])?(?:\{([^\n]*)\})?[ \t]*$/m,
    keep: ([label = '']) => label,
    asides: ([, props = '']) => attributesOf(props),
  },
  { pattern: /(?=#)(?<=^[ \t]*)#[\w-]+(?:\{[^\n]*\})?[ \t]*$/m },
  {
    pattern: /(?<![\w:]):[a-zA-Z][\w-]*(?:\[([^\]\n]*)\])?\{([^{}\n]*)\}/,
    keep: ([label = '']) => label,
    asides: ([, props = '']) => attributesOf(props),
  },
  { pattern: /(?<![\w:]):[a-zA-Z][\w-]*\[([^\]\n]*)\]/, keep: ([label = '']) => label },
  { pattern: /(?<![\w:]):[a-z][\w-]*(?=\s|$)/m },
  { pattern: /(?=:)(?<=^[ \t]*):[A-Z][\w-]*(?=[ \t]*$)/m },
  { pattern: /(?<=[\])`*])\{[^{}\n]*\}/ },
];

const markdoc: readonly Rule[] = [
  { pattern: /\{%\s*comment\s*%\}[\s\S]*?\{%\s*(?:\/\s*|end)comment\s*%\}/ },
  // GitBook shows an icon, and the title of a page that is mentioned.
  { pattern: /<i\s+class="fa-[^"]*">:[\w-]+:<\/i>/ },
  { pattern: /(<a\s+data-mention\b[^>]*>)[^<]*<\/a>/, keep: ([open = '']) => `${open}</a>` },
  // Markdown has no links in code.
  {
    pattern: /\{%\s*code\s*%\}([\s\S]*?)\{%\s*\/code\s*%\}/,
    keep: ([code = '']) => code.replace(/\]\([^()\s]*\)/g, ' '),
  },
  { pattern: /\{%\s*(?![$\s])([\s\S]*?)%\}/, asides: ([args = '']) => attributesOf(args) },
  { pattern: /\{%[\s\S]*?%\}/ },
];

/** Roles that show nothing, an icon, or what only the site knows: the title of what they refer to. */
const mute = /^(?:octicon|fa[srb]?|fa-\w+|raw:\w+|any|(?:num)?ref|doc|(?:prf|proof):ref)$/;
/** Roles that show the last part of a name. */
const short = /^(?:py:.*|class|func|meth|mod|attr|obj|data|exc)$/;

/** The signs of a formula are no marks of emphasis. */
const unmarked = (tex = ''): string => tex.replace(/[*~]|(?<!\w)_|_(?!\w)/g, '\u0001');

/** What stands between dollars in a formula, but not between prices, or variables of a shell. */
const texSign = /\\[A-Za-z]|\^|_\{/;

const formulas: readonly Rule[] = [
  // Dollars in code, or at the end of an address, begin none.
  { pattern: /(?<![\\/`])\$\$([\s\S]{1,5000}?)\$\$/, keep: ([tex]) => unmarked(tex) },
  {
    pattern:
      /(?<![\\$])(?:(?<!\w)|(?=\$[_^]))\$(?![\s$])((?:[^$\n]|\n(?![\n|]))+?)(?<![\s\\])\$(?!\d)/,
    keep: ([tex = '']) => (texSign.test(tex) ? unmarked(tex) : `$${tex}$`),
  },
];

/** Without what asks for a number, for which the title stands. */
const withoutNumber = (words: string) => words.replace(/%s|\{(?:name|number)\}/g, ' ');

const myst: readonly Rule[] = [
  // Links that are called by their targets.
  { pattern: /<(?:project|path|inv|wiki):[^<>\s]+>/ },
  {
    pattern: /\[(?=[^[\]\n]*(?:%s|\{(?:name|number)\}))([^[\]\n]*)\](?=\([^()\s]*#)/,
    keep: ([words = '']) => `[${withoutNumber(words)}]`,
  },
  {
    pattern: /\{([\w:+-]+)\}(`+)(?!`)((?:(?!\n[ \t]*\n)[\s\S])*?[^`])\2(?!`)/,
    keep: ([name = '', , words = '']) => {
      const label = /^([\s\S]*\S)\s*<[^<>]+>$/.exec(words)?.[1];
      if (label !== undefined) return name === 'numref' ? withoutNumber(label) : label;
      // An empty cell at the beginning of a row is one, too.
      if (mute.test(name)) return '\u200B ';
      return short.test(name) ? words.replace(/^~(?:.*\.)?|^[.!]+/, '') : words;
    },
  },
  attributeList,
];

/** In wikis of GitHub the words stand first: which of both are shown, only the names of the pages tell. */
const wikilinkOfEither: Rule = {
  // `[[kiln]](kilns.md)` is a link whose text has brackets.
  pattern: new RegExp(`${wikilink.pattern.source}(?!\\()`, 'i'),
  keep: (groups) => (groups[2] === undefined ? wikilink.keep!(groups) : ''),
};

const zola: readonly Rule[] = [
  { pattern: /\{%\s*end\s*%\}/ },
  {
    pattern: /\{\{\s*[a-z_]\w*\s*\(([^{}]*)\)\s*\}\}|\{%\s*[a-z_]\w*\s*\([^{}]*\)\s*%\}/i,
    asides: ([args = '']) => attributesOf(args),
  },
];

const mdbook: readonly Rule[] = [
  { pattern: /(?<=^[ \t>]*#{1,6}[ \t][^\n]*)(?<!\{)\{[ \t]*[#.][^{}\n]*\}[ \t]*$/m },
  {
    pattern:
      /^[ \t]*\{\{#(?:(?:end|\/)?tabs? ?|tabs [^{}\n]*|tab (?:name[=:])?([^{}\n]*))\}\}[ \t]*$/m,
    keep: ([title = '']) => title,
  },
];

const dialects: Readonly<Record<string, readonly Rule[]>> = {
  docfx,
  'doc-builder': docBuilder,
  // A heading that its table of contents alone shows.
  fumadocs: [{ pattern: /^#{1,6}[ \t].*\[toc\][ \t]*$/m }],
  hugo,
  liquid,
  docsify,
  markdoc,
  mdbook,
  mdc,
  'mkdocs-material': mkdocs,
  myst,
  obsidian,
  readme,
  retype,
  svelte,
  writerside: [
    attributeList,
    { pattern: /^\[\/\/\]: # \(title: (.*)\)[ \t]*$/m, keep: ([title = '']) => `# ${title}` },
    { pattern: /<(card|link|web)-summary>[\s\S]*?<\/\1-summary>/ },
  ],
  zola,
  vocs: [
    // What stands below the title of a page.
    {
      pattern: /(?<=\S)(?<!^#) \[(?!#)((?:(?! \[)[^\n])*)\](?=[ \t]*$)(?<=^#[ \t][^\n]*)/m,
      asides: ([words = '']) => [words],
    },
    { pattern: /^[ \t]*::(?:authors|blog-posts|changelog|sponsors)(?:\{[^{}\n]*\})?[ \t]*$/m },
  ],
  vitepress: [
    { pattern: /[ \t]+=\d*x\d*(?=\s*\))/ },
    { pattern: new RegExp(`(?<!\\{)${attributeList.pattern.source}(?!\\})`) },
    // An attribute without a value, `## Kilns {kilns}`.
    { pattern: /(?=\{)(?<=^#{1,6}[ \t][^\n{]*)\{[\w-]+\}[ \t]*$/m },
    // Icons, `::mdi:fire::`, `::fire =24px /red::`.
    {
      pattern:
        /(?<![\w:\\])::(?:[a-z]+ )?[a-z\d][a-z\d-]*(?::[a-z\d]|(?= [=/]))(?:[a-z\d-]*(?: [=/][^\s:]+)*)::(?![\w:])/,
    },
  ],
};

export function hasConvention(dialect: string, convention: Convention): boolean {
  const record: Dialect | undefined = dialectRecords.find(({ name }) => name === dialect);
  return record?.conventions?.includes(convention) === true;
}

export function rulesOf(dialect: string): readonly Rule[] {
  return [
    ...(hasConvention(dialect, 'bold-alerts') ? [boldAlert] : []),
    ...(hasConvention(dialect, 'directives') ? directives : [wholeDirective]),
    ...formulas,
    ...(dialects[dialect] ?? []),
    wikilinkOfEither,
  ];
}
