import {
  attributeList,
  attributesOf,
  docfx,
  kind,
  liquid,
  type Rule,
  shownNames,
  svelte,
} from './syntax-rules.ts';

export interface Aside {
  text: string;
  line: number;
}

/** Where a table written as lists has its head, which the output says in each row. */
export const tableHead = /\{%\s*table\b[^\n]*\n([\s\S]*?)^[ \t]*---[ \t]*$/gm;

/** First and last lines of what the output says in another order. */
export function headsOfTables(prose: string, dialect: string): [number, number][] {
  if (dialect !== 'markdoc') return [];
  return [...prose.matchAll(tableHead)].map(({ 0: whole, index }) => {
    const line = lineEnds(prose.slice(0, index)) + 1;
    return [line, line + lineEnds(whole)];
  });
}

const shownEntry = new RegExp(
  String.raw`^[ \t-]*(?:${shownNames}):[ \t]+(?![|>&*]\S?\s*$)(.+)$`,
  'gm',
);

const entriesOf = (text: string): string[] =>
  [...text.matchAll(shownEntry)].map(([, value = '']) => value);

/** Addresses that a component leads to or shows. */
const target = /(?<![\w:.-])(?:src|href|to|url|link)(?:\s*=\s*["']|:[ \t]+["']?)(https?:[^\s"']+)/g;

/** What a button is called, where it says so beside where it leads. */
const button =
  /^[ \t]*label:[ \t]+(?<text>[^\n]+)\n(?:[^\n]*\n)*?[ \t]*to:[ \t]+(?<url>\S+)[ \t]*$/m;

const hugo: readonly Rule[] = [
  // Where a definition leads, only the site knows.
  {
    pattern: /(?=\{\{)(?<=^[ \t]*\[[^\]\n]+\]:[ \t]*)\{\{[<%][^\n]*?[%>]\}\}[ \t]*$/m,
    keep: () => '/',
  },
  { pattern: /\{\{[<%]\s*comment\s*[>%]\}\}[\s\S]*?\{\{[<%]\s*\/\s*comment\s*[>%]\}\}/ },
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
      /(?<=^[ \t]*(?:#{1,6}[ \t]*)?:::[ \t]*[\w.-]+[ \t]*\n)(?:\n?[ \t]{2,}\S[^\n]*(?:\n|$))+/m,
  },
  { pattern: /^[ \t]*\{\*[^\n]*\*\}[ \t]*$/m },
  // The meaning of an abbreviation stands where it is used first.
  { pattern: /^[ \t]*\*\[[^\]\n]+\]:([^\n]*)/m, asides: ([meaning = '']) => [meaning] },
  // Letters that stand low or high are parts of their word.
  { pattern: /(?<=\w)~(\w+)~/, keep: ([low = '']) => low },
  { pattern: /(?<=\w)\^(\w+)\^/, keep: ([high = '']) => `^${high}` },
  // The names of keys are written out: `++ctrl+del++` is Ctrl and Delete.
  { pattern: /\+\+[a-z\d][\w"+-]*\+\+/ },
  { pattern: /(?=\{)(?<=\S[ \t]*)\{[ \t]*[a-z]+(?:-[a-z]+)+[ \t]*\}/ },
  { pattern: /:(?:material|octicons|fontawesome|simple)-[\w-]+:/ },
  // A block, with its options below it.
  {
    pattern: /^[ \t]*\/{3,}(?:[ \t]*[\w-]+[ \t]*\|([^\n]*))?[^\n]*(?:\n[ \t]{4,}[\w-]+:[^\n]*)*/m,
    asides: ([title = '']) => (kind.test(title.trim()) ? [] : [title]),
  },
  attributeList,
];

const mdc: readonly Rule[] = [
  {
    // The props of a component, in YAML below its name.
    pattern:
      /(?=::)(?<=^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*):{2,}[\w-]+(?:\{[^\n]*\})?[ \t]*\n[ \t]*---\n([\s\S]*?\n)?[ \t]*---[ \t]*(?=\n)/m,
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

const docsify: readonly Rule[] = [
  // A file that stands in place of its link, and options in titles; `!>` begins a box.
  { pattern: /\[[^\]\n]*\]\((?![a-z]+:)[^\s()]+[ \t]+(['"])[^'"\n]*:include\b[^'"\n]*\1\)/ },
  { pattern: /(?=[ \t])(?<=\([^\s()]+)[ \t]+(['"]):[^'"\n]*\1(?=\))/, keep: () => '' },
  { pattern: /^[!?]>(?=[ \t])/m },
];

const markdoc: readonly Rule[] = [
  // GitBook shows an icon, and the title of a page that is mentioned.
  { pattern: /<i\s+class="fa-[^"]*">:[\w-]+:<\/i>/ },
  { pattern: /(<a\s+data-mention\b[^>]*>)[^<]*<\/a>/, keep: ([open = '']) => `${open}</a>` },
  // Markdown has no links in code.
  {
    pattern: /\{%\s*code\s*%\}([\s\S]*?)\{%\s*\/code\s*%\}/,
    keep: ([code = '']) => code.replace(/\]\([^()\s]*\)/g, ' '),
  },
  {
    pattern: /\{%\s*(?![$\s])([\s\S]*?)%\}/,
    asides: ([args = '']) => attributesOf(args),
  },
  { pattern: /\{%[\s\S]*?%\}/ },
];

/** Roles that show nothing, an icon, or what only the site knows: the title of what they refer to. */
const mute = /^(?:octicon|fa[srb]?|fa-\w+|raw:\w+|ref|doc|(?:prf|proof):ref)$/;
/** Roles that show the last part of a name. */
const short = /^(?:py:.*|class|func|meth|mod|attr|obj|data|exc)$/;

/** The signs of a formula are no marks of emphasis. */
const unmarked = (tex = ''): string => tex.replace(/[*_~]/g, '\u0001');

const myst: readonly Rule[] = [
  { pattern: /(?<!\\)\$\$([\s\S]{1,5000}?)\$\$/, keep: ([tex]) => unmarked(tex) },
  {
    pattern: /(?<![\\$\w])\$(?![\s$])((?:[^$\n]|\n(?!\n))+?)(?<![\s\\])\$(?!\d)/,
    keep: ([tex]) => unmarked(tex),
  },
  {
    pattern: /\{([\w:+-]+)\}(`+)(?!`)((?:(?!\n[ \t]*\n)[\s\S])*?[^`])\2(?!`)/,
    keep: ([name = '', , words = '']) => {
      const label = /^([\s\S]*\S)\s*<[^<>]+>$/.exec(words)?.[1];
      if (label !== undefined || !mute.test(name))
        return label ?? (short.test(name) ? words.replace(/^~(?:.*\.)?|^[.!]+/, '') : words);
      return ' ';
    },
  },
  attributeList,
];

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
  hugo,
  liquid,
  docsify,
  markdoc,
  mdbook,
  mdc,
  'mkdocs-material': mkdocs,
  myst,
  svelte,
  zola,
  vocs: [
    { pattern: /^[ \t]*::(?:authors|blog-posts|changelog|sponsors)(?:\{[^{}\n]*\})?[ \t]*$/m },
  ],
  vitepress: [
    { pattern: /\{\{\s*\$(?:page\.)?frontmatter\.[\w.-]+\s*\}\}|[ \t]+=\d*x\d*(?=\s*\))/ },
    { pattern: new RegExp(`(?<!\\{)${attributeList.pattern.source}(?!\\})`) },
  ],
};

/** Hugo and Zola show a shortcode in a comment without the comment. */
const escapedShortcode = /(\{(?:\{[<%]?|%))\/\*([^\n]*?)\*\/([>%]?\}\}|%\})/g;

const codeSpan = String.raw`(?<!\x60)(\x60+)(?!\x60)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!\x60)\1(?!\x60)`;

/** Of the files of a video in MDC the output leads to the first. */
const otherSources = /(?<=^[ \t]*:source\{[^\n]*\}[ \t]*\n)[ \t]*:source\{[^\n]*\}[ \t]*$/gm;

/** Prose without syntax, and what the syntax shows. */
interface Bare {
  text: string;
  asides: Aside[];
  links: { url: string; line: number }[];
  linked: { text: string; url: string; line: number }[];
}

/** Takes the syntax of a dialect out of prose; line numbers stay, and spans of code as they are. */
export function withoutSyntax(prose: string, dialect: string): Bare {
  const asides: Aside[] = [];
  const given = dialect === 'mdc' ? prose.replace(otherSources, '') : prose;
  const text = dialect === 'mkdocs-material' ? withJoinedReferences(given) : given;
  const bare: Bare = { text, asides, links: [], linked: [] };
  for (const { pattern, keep, asides: words } of dialects[dialect] ?? []) {
    const either = new RegExp(`${codeSpan}|(?:${shifted(pattern)})`, `g${pattern.flags}`);
    let counted = 0;
    let line = 1;
    bare.text = bare.text.replace(either, (whole: string, ...rest: unknown[]) => {
      const [code, ...groups] = rest as string[];
      if (code !== undefined) return whole.replace(escapedShortcode, '$1$2$3');
      const offset = rest.findLast((one) => typeof one === 'number') as number;
      line += lineEnds(bare.text.slice(counted, offset));
      counted = offset;
      if (dialect !== 'hugo')
        for (const [, url = ''] of whole.matchAll(target)) bare.links.push({ url, line });
      const { text, url } = (dialect === 'mdc' && button.exec(whole)?.groups) || {};
      if (text && url) bare.linked.push({ text, url, line });
      for (const aside of words?.(groups) ?? [])
        asides.push({ text: aside, line: line + lineEnds(whole.slice(0, whole.indexOf(aside))) });
      const kept = keep?.(groups) ?? ' ';
      return kept + '\n'.repeat(lineEnds(whole) - lineEnds(kept));
    });
  }
  return bare;
}

/** Python-Markdown takes `[text] [label]` for one reference, in one line or in two. */
function withJoinedReferences(prose: string): string {
  const definitions = prose.matchAll(/^[ \t]*\[([^\]^\n][^\]\n]*)\]:/gm);
  const defined = new Set([...definitions].map(([, label = '']) => label.toLowerCase()));
  return prose.replace(
    /\[(?![ xX]\])([^[\]]+)\]( |\n *)\[([^[\]\n]+)\](?![:(])/g,
    (whole: string, shown: string, gap: string, label: string) => {
      const isName = gap !== ' ' && /^[\w.:+-]*[._:][\w.:+-]*$/.test(label);
      const isOne = isName || defined.has(label.toLowerCase());
      return isOne && !defined.has(shown.toLowerCase()) ? `[${shown}][${label}]${gap}` : whole;
    },
  );
}

/** The group of the span of code comes first, so those of a pattern count on from it. */
const shifted = ({ source }: RegExp): string =>
  source.replace(/\\([1-9])/g, (_, number) => `\\${Number(number) + 1}`);

const lineEnds = (text: string): number => text.split('\n').length - 1;
