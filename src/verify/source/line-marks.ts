import { lineExceptions } from '../exceptions.ts';
import { statedTitle } from './labels.ts';

/**
 * Marks of source formats at the beginning or end of a line that are not prose. The replacement may
 * have any length, but no line break.
 */
const lineMarks: readonly [RegExp, replace: string][] = [
  // Markup of docusaurus-openapi-docs, whose operation front matter holds; descriptions stand on lines of their own.
  [/^.*<(?:ApiTabs|MimeTabs|ParamsItem|SchemaItem)\b.*=\{.*$/, ''],
  // A title that is the name of an alert is said by the alert: `:::note Tip`, `:::note[Important]`.
  [
    /^([\s>*+-]*(?:\d{1,9}[.)]\s+)?):{3,}\s*\{?[\p{L}\w-]+\}?(?:\s+|\[)(?:note|tip|important|warning|caution)\]?\s*$/iu,
    '$1',
  ],
  // Groups of tabs of VitePress and VuePress, `:::tabs key:os`, `:::tabs box`, `::: tabs#os`, `:::: tabs type: card`, and the tabs in them.
  [
    /^([\s>*+-]*(?:\d{1,9}[.)]\s+)?):{3,}\s*(?:code-)?tabs(?:#.*|\s+[\w:-]+|\s+[\w-]+:\s+\w+)?\s*$/,
    '$1',
  ],
  [/^([\s>]*)@tab(?::active)?(?=[\s#]|$)((?:(?!(?<!\\)#).)*)(?:#[^#]*)?$/, '$1$2'],
  [statedTitle, '$1$2$3'],
  // The file below, in a running example of VuePress.
  [/^(\s*)@file[ \t]+(\S+)\s*$/, '$1$2'],
  // `:::note Title {open}` is left as its title; a closer as nothing.
  [
    /^([\s>*+-]*(?:\d{1,9}[.)]\s+)?):{3,}\s*\{?[\p{L}\w-]*\}?(?:#[\w-]+)?(.*?)(?:\{[^}]*\})?\s*$/u,
    '$1$2',
  ],
  // A title of MkDocs that is the name of the box.
  [
    /^([\s>]*(?::\s+)?)(?:!!!|\?\?\?\+?)\s*[\w-][\w -]*"(?:note|tip|important|warning|caution)"\s*$/i,
    '$1',
  ],
  // MkDocs: `!!! note "Title"`, `???+ tip`, `=== "Tab"`.
  [/^([\s>]*(?::\s+)?)(?:!!!|\?\?\?\+?)\s*[\w-][\w -]*(?:"(.*)")?\s*$/, '$1$2'],
  [/^([\s>]*(?::\s+)?)===[!+]?\s+"(.*)"\s*$/, '$1$2'],
  // Tables of contents, snippets, and definitions that serve as comments.
  [
    /^(?:[\s>*+-]|\d{1,9}[.)])*(?:\[\[toc\]\]|\[(?:toc|tags)\]|<<<\s.*|@\[(?:code|youtube|vimeo|bilibili)[^\]]*\]\([^)]*\)|-+8<-+.*|!!!\s*include\s*\([^)]*\)\s*!!!|\[\/\/\]:.*|\[comment\]:\s*(?:#|<>)(?:\s.*)?)\s*$/i,
    '',
  ],
  // Descriptions of APIs that plugins of MkDocs show in place of a line.
  [/^[\s>]*(?:!!swagger(?:-http)?\s+\S+!!|\[OAD\([^()\n]+\)\])\s*$/, ''],
  // Includes of mdBook, on lines of their own.
  [
    /^\s*\{\{#(?:(?:include|rustdoc_include|playground|title)\s[^{}]*|[\w-]+\s+[\w./@-]+\.[a-z]\w*\s*)\}\}\s*$/,
    '',
  ],
  [
    /^([\s>*+-]*(?:\d{1,9}[.)]\s+)?)\[!\w[\w-]*(?:\|[^\]\n]*)?\][+-]?(?:[ \t]*(?:note|tip|important|warning|caution)[ \t]*$)?/i,
    '$1',
  ],
  // The id of a heading, or a word for the table of contents or the steps: `## Title [#id]`, `[!toc]`, `[step]`.
  [/^((?:[\s>*+-]|\d{1,9}[.)])*#{1,6}\s.*?)((?:\s*\[(?:#[^\]]*|!?toc|step)\])+)\s*$/, '$1'],
  [/^(.*?)[ \t]*%\{[^{}\n]*\}%[ \t]*$/, '$1'],
  // The attribute list of a heading: `## Title {: .class}`.
  [/^((?:[\s>*+-]|\d{1,9}[.)])*#{1,6}\s.*?)\s*\{:\s*[.#][^{}]*\}\s*$/, '$1'],
  // kramdown: `{:toc}` in place of a list, attribute lists in lines of their own and behind pieces of one.
  [/^[\s>]*\{:.*\}\s*$/, ''],
  [/(`+)(?!`)(.*?[^`])\1(?!`)|(?<=[)\]*_>`])\{:[^{}]*\}/g, '$1$2$1'],
  [/^([\s>]*(?:[-*+]|\d{1,9}[.)])\s+)\{:[^{}]*\}\s*/, '$1'],
  // The numbers of list items, each after the one before.
  [/([\s>*+-]*)\d{1,9}([.)](?:\s|$))/gy, '$1$2'],
  // The box of a task.
  [/^([\s>]*[-*+.)]\s+)\[[xX ]\](?=\s)/, '$1'],
  // Shortcodes, tags and macros: their arguments are configuration.
  [/(`+)(?!`)(.*?[^`])\1(?!`)|\{\{[<%].*?[%>]\}\}|\{%.*?%\}/g, '$1$2$1'],
  // The value of an attribute of JSX is none of them: `live={{ Kiln }}`.
  [
    /(`+)(?!`)(.*?[^`])\1(?!`)|(?<!\s[\w-]{1,50}=)\{\{-?\s*[A-Za-z]\w*(?:\(.*?\))?\s*-?\}\}/g,
    '$1$2$1',
  ],
];

/** A longer line is read in parts: some patterns look on from each of its places. */
const longestLine = 4_000;
const longestPart = 1_000;

export function stripLineMarks(line: string): string {
  if (line.length > longestLine) return partsOf(line).map(withoutMarks).join('');
  return withoutMarks(line);
}

/** The first letter of a word that an editor writes as a number; that behind a mark tells that the mark ends there: `**a:**&#x62;c`. */
const letter = /(?<![*_~])&#x([\da-f]{2,4});(?=\p{L})/giu;

function withoutMarks(line: string): string {
  if (lineExceptions.some(({ pattern }) => pattern.test(line))) return '';
  let stripped = line.replace(letter, (whole, code: string) => {
    const sign = String.fromCharCode(Number.parseInt(code, 16));
    return /[\p{L}\p{N}]/u.test(sign) ? sign : whole;
  });
  for (const [pattern, replace] of lineMarks) stripped = stripped.replace(pattern, replace);
  return stripped;
}

const fieldHead = /^([\s>]*:{3,}\s*field)\b.*\sname="([^"]*)".*$/;
const fieldTag = /^[\s>]*@(?:name|type|default|required|optional|deprecated)\b.*$/i;

/** What a `::: field` of VuePress says of itself stands beside its name, in one order. */
export function withoutFieldTags(lines: readonly string[]): string[] {
  let inField = false;
  return lines.map((line) => {
    if (/^[\s>]*:{3,}/.test(line)) inField = /:{3,}\s*field\b/.test(line);
    if (!inField) return line;
    const bare = line.replace(/^([\s>]*)@description[ \t]+(?=\S)/i, '$1').replace(fieldTag, '');
    return bare.replace(fieldHead, '$1 $2');
  });
}

/** Cut within words where there are any: no mark begins or ends there. */
function partsOf(line: string): string[] {
  const parts: string[] = [];
  for (let from = 0; from < line.length; ) {
    const near = line.slice(from + longestPart, from + 2 * longestPart);
    const to = from + longestPart + Math.max(0, near.search(/(?<=[a-z])(?=[a-z])/));
    parts.push(line.slice(from, to));
    from = to;
  }
  return parts;
}
