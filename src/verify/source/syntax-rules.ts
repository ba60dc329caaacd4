import { jsonRecord } from '../../is-record.ts';

/** What a dialect writes among prose that is none: it is taken out, but for the words it shows. */
export interface Rule {
  pattern: RegExp;
  /** What stays in its place, by the groups of the pattern; default nothing. */
  keep?: (groups: readonly string[]) => string;
  /** Words that it shows beside the text. */
  asides?: (groups: readonly string[]) => string[];
}

export const shownNames =
  'title|label|caption|alt|description|text|summary|headline|heading|content|subtitle';

const shownAttribute = new RegExp(
  String.raw`(?<![\w:.-])(${shownNames})\s*=\s*(?:"((?:\\.|[^"\\])*)"|'([^']*)')`,
  'g',
);

/** A title that is the name of the box is said by the box. */
export const kind = /^(?:note|tip|info|warning|caution|danger|important)$/i;

export const attributesOf = (text: string): string[] =>
  [...text.matchAll(shownAttribute)].flatMap(([, name, double, single]) => {
    const words = double ?? single ?? '';
    // One word as content is the name of what is shown.
    if (name === 'content' && /^[\w./-]+$/.test(words)) return [];
    return kind.test(words) || /^(?:true|false|html|markdown|text)$/.test(words) ? [] : [words];
  });

/** A list of attributes as kramdown, Python-Markdown, Goldmark and MDC write it. */
const item = String.raw`(?:[.#](?!\.)[\w.:-]+|[\w:@-]+=(?:"[^"]*"|'[^']*'|[^\s"'{}]+))`;
export const attributeList: Rule = {
  pattern: new RegExp(
    String.raw`\{:?[ \t]*${item}(?:,?[ \t]+${item}|[ \t]+[\w-]+)*[ \t]*\}|(?<=\))\{(?:async|defer|download|hidden)\}`,
  ),
};

/** `> **Note:** Fire it.` is a box, which says its kind. */
export const boldAlert: Rule = {
  pattern:
    /(?=\*\*)(?<=(?:^|\n(?![ \t]*>)[^\n]*\n)(?:[ \t]*>)+[ \t]*)\*\*(?:note|callout|tip|warning|caution|important)(?::[ \t]*\*\*|\*\*[ \t]*:)/i,
};

/** `::name[Label]{key=value}`, which holds nothing, and the same with one colon in a line. */
export const directives: readonly Rule[] = [
  {
    pattern: /(?=::)(?<=^[ \t>]*)::[a-z][\w-]*(?:\[([^\]\n]*)\])?(\{[^{}\n]*\})?[ \t]*$/m,
    asides: ([label = '', attributes = '']) => [label, ...attributesOf(attributes)],
  },
  {
    pattern: /(?<![\w:/]):[a-z][\w-]*(?:\[([^\]\n]{0,2000})\](?:\{[^{}\n]*\})?|\{[^{}\n]*\})/i,
    keep: ([label = '']) => label,
  },
];

/** One in a line that has both. */
export const wholeDirective: Rule = {
  pattern: /(?<![\w:/]):[a-z][\w-]*\[([^\]\n]{0,2000})\]\{[^{}\n]*\}/i,
  keep: ([label = '']) => label,
};

/** `*[HTML]: Hyper Text` gives a meaning where the word first stands. */
export const abbreviation: Rule = {
  pattern: /^[ \t]*\*\[[^\]\n]+\]:([^\n]*)/m,
  asides: ([meaning = '']) => [meaning],
};

/** Liquid, as Jekyll has it. */
export const liquid: readonly Rule[] = [
  abbreviation,
  { pattern: /\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/ },
  { pattern: /\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/, keep: ([shown = '']) => shown },
  {
    pattern: /\{%-?\s*include\w*\s+[^\s%]+([\s\S]*?)%\}/,
    asides: ([args = '']) => attributesOf(args),
  },
  // The address of a link that is defined.
  { pattern: /(?<=\]:[ \t]*)\{%[^{}\n]*%\}(?=[ \t]*(?:\n|$))/, keep: () => '{}' },
  { pattern: /\{%-?\s*(?:else|els(?:e?if)|when)\b[^%]*%\}/, keep: () => ' ' },
  { pattern: /\{%[\s\S]*?%\}/ },
  // What it prints, only the site knows.
  { pattern: /\{\{[^{}]*\}\}/, keep: () => '' },
  attributeList,
];

/** Tags of Svelte, `{#snippet left({ kite })}`. */
export const svelte: readonly Rule[] = [{ pattern: /\{[#:/@][a-z][^{}]*(?:\{[^{}]*\}[^{}]*)*\}/ }];

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
  { pattern: /:::image[ \t](?:[^\n]*?alt-text="([^"\n]*)")?[^\n]*?:::/, keep: ([alt = '']) => alt },
  attributeList,
  {
    pattern: /(?<=^[ \t>]*):::(?:[^\n]*?alt-text="([^"\n]*)")?[^\n]*/m,
    asides: ([alt = '']) => [alt],
  },
];

/** Marks of doc-builder. */
export const docBuilder: readonly Rule[] = [
  {
    pattern:
      /^[ \t]*\[\[(?:autodoc|open-in-colab)\]\](?:[^\n]*)(?:\n[ \t]+-[ \t]*[\w.]+[ \t]*(?=\n|$))*/m,
  },
  { pattern: /\[\[[^[\]\s]+\]\][ \t]*(?=\n|$)(?<=^[ \t]*#{1,6}[ \t][^\n]*)/m },
  { pattern: /^[ \t]*\{(?:#if|:else|\/if)\b[^{}\n]*\}[ \t]*$/m },
  { pattern: /<literalinclude>[^<]*<\/literalinclude>/ },
];

/** https://docsify.js.org/#/helpers */
export const docsify: readonly Rule[] = [
  // A file that stands in place of its link, and options in titles; `!>` begins a box.
  { pattern: /\[[^\]\n]*\]\((?![a-z]+:)[^\s()]+[ \t]+(['"])[^'"\n]*:include\b[^'"\n]*\1\)/ },
  { pattern: /(?=[ \t])(?<=\([^\s()]+)[ \t]+(['"]):[^'"\n]*\1(?=\))/, keep: () => '' },
  {
    pattern:
      /(?=[ \t]:)(?<=\([^\s()]+[ \t]+['"][^'"\n]*)[ \t]:(?:class|id|no-zoom|size|target)(?:=[^\s'"]*)?/,
  },
  { pattern: /^[!?]>(?=[ \t])/m },
  { pattern: /!\[[^\]\n]*\]\(#[\da-f]{3,8}\)|\{docsify-updated\}/i },
  // A bold heading may be the label of a tab.
  { pattern: /(?<=^[ \t]*)#{1,6}[ \t]*(?=(?:\*\*|__)[^\n]*(?:\*\*|__)[ \t]*$)/m },
  {
    pattern:
      /[ \t]*\{docsify-ignore(?:-all)?\}|(?<![ \t])(?=[ \t]+:(?:id|class)=)(?<=^#{1,6}[ \t][^\n]*)[ \t]+:(?:id|class)=[\w%-]*/m,
  },
];

/** A link shows its words, else the end of what it names; a picture its text, else its name; a note itself. */
export const wikilink: Rule = {
  pattern:
    /(?<!\\)(!?)\[\[(?!toc\]\])((?:(?!\\\||&#124;)[^[\]\n|])+)(?:(?:\\?\||&#124;)([^[\]\n]*))?\]\]/i,
  keep: ([mark, name = '', words]) => {
    const shown = /^\s*\d+(?:x\d+)?\s*$/.test(words ?? '') ? undefined : words;
    const end = name.replace(/^[^#]*\//, '').replace(/\.md(?=#|$)/i, '');
    if (mark === '') return shown ?? end.replace(/#(?:\^.*)?/g, ' ');
    const isFile = /\.\w+(?:#|$)/.test(end);
    return isFile ? (shown ?? end.replace(/\.\w+(?:#.*)?$/, '')) : '';
  },
};

export const obsidian: readonly Rule[] = [
  { pattern: /%%[\s\S]*?%%/ },
  { pattern: /(?<=^|[ \t])\^[A-Za-z\d-]+[ \t]*$/m },
  wikilink,
];

/** https://docs.readme.com/rdmd/docs */
export const readme: readonly Rule[] = [
  {
    pattern: /\[block:([a-z-]+)\]((?:(?!\[block:)[\s\S])*?)\[\/block\]/,
    keep: ([type = '', json = '']) => `\n\n${shownOf(type, jsonRecord(json))}\n\n`,
  },
  {
    pattern: /<HTMLBlock\b[^>]*>\s*\{\s*`((?:(?!<HTMLBlock)[\s\S])*?)`\s*\}\s*<\/HTMLBlock\s*>/i,
    keep: ([html = '']) =>
      html
        .replace(/<!doctype[^>]*>/i, '')
        .replace(/\n\s*/g, '\n')
        .replace(/(?<=>)[^<>]+(?=<)/g, (words) => words.replace(/[*_]/g, '\\$&')),
  },
  {
    pattern:
      /(?<=^[ \t>*+\d.)-]*>[ \t]*)(?:📘|👍|✅|🚧|🛑|(?:ℹ|⚠|❗|⁉|‼)\uFE0F?)(?:[ \t]*\**(?:note|tip|info|warning|caution|danger|important)\**:?[ \t]*$)?/imu,
  },
  {
    pattern: /(?<=\]\(|\bhref=["'])(doc|ref|page|changelog|blog):(?=[\w-])/,
    keep: ([scheme = '']) =>
      ({ doc: '/docs/', ref: '/reference/', page: '/page/' })[scheme] ?? '/changelog/',
  },
  { pattern: /(?<=\]\([^()\s]*)[ \t]+"@[a-z]+"(?=\))/ },
  {
    pattern: /(?<!\\)<<(glossary:)?([-\w.: ]+)>>|\{user\.(\w+)\}/,
    keep: ([term, name = '', user = '']) => (term ? name : (name || user).toUpperCase()),
  },
  { pattern: /(?<=<Image\b[^>]*?)[ \t](?:alt=\{\d+\}|title="[^"\s]*")/ },
  { pattern: /(?<=\]\((?!https?:)[^()\s]*#)section-(?=[\w-])/, keep: () => '' },
  { pattern: /(?<=^#{1,6})(?=[^\s#])/m, keep: () => ' ' },
];

/** What a block of JSON shows, in its order. */
function shownOf(type: string, data: Readonly<Record<string, unknown>>): string {
  const shown = type === 'parameters' ? data.data : data;
  const texts = (value: unknown): string[] =>
    Object.entries(Object(value)).flatMap(([key, one]) => {
      if (typeof one !== 'string') return typeof one === 'object' ? texts(one) : [];
      return /^(?:title|body|caption|html|name|[h\d]+-\d+)$/.test(key) ? [one] : [];
    });
  return texts(shown).join('\n\n');
}

/** https://retype.com/components/ */
export const retype: readonly Rule[] = [
  { pattern: /:icon-[a-z\d-]+:/ },
  { pattern: /^[ \t]*(?::::[^\n]*|\{\{[^\n]*\}\}[ \t]*)$/m },
  {
    pattern:
      /^[ \t]*(?:!{3,}(?:[a-z]*)|[+|>]{3}|={3}|==-)(?:[ \t]+(?:\d+\.[ \t]+)?((?:\S[^\n]*?)?)(?:\{[.#][^{}\n]*\})?)?[ \t]*$/m,
    asides: ([title = '']) => (kind.test(title) ? [] : [title]),
  },
  {
    pattern: /\[!(badge|button|card|embed|file|ref)\b([^[\]\n]*)\](?:\(([^()\s]*)\))?/,
    keep: ([name, given = '', url = '']) => {
      const [title = '', text = ''] = given.includes('=')
        ? attributesOf(given)
        : [name === 'card' ? '' : given.replace(/\|.*$/, '').trim()];
      return url === '' ? title : `[${title}](${url}) ${text}`;
    },
  },
  attributeList,
  ...obsidian,
];
