import { knownTo } from '../compare/mute.ts';
import { withoutEscapes } from './escapes.ts';
import type { Output } from './read.ts';

/** A construct of a source format that stands in an output outside code. */
interface Leak {
  line: number;
  what: string;
}

interface LeakPattern {
  name: string;
  pattern: RegExp;
  /** The dialects whose syntax it is; in the others it is text where the source has it. Default all. */
  owners?: readonly string[];
  /** What is marked, as emphasis, a link or a heading, is none. */
  isBare?: true;
}

const mkdocs = ['mkdocs-material'];
const templated = [
  ...['', 'generic', 'github', 'hugo', 'kumascript', 'liquid', 'markdoc', 'mdbook', 'zola'],
  ...mkdocs,
];
const attribute = String.raw`(?:[.#][\w-]+|[\w:-]+="[^"{}]*")`;

const patterns: readonly LeakPattern[] = [
  {
    name: 'ESM line',
    isBare: true,
    pattern:
      /^(?:import\s+(?:[\w*{].*\sfrom\s+)?['"][^'"]+['"]|export\s+(?:default|const|let|function|class|async|\{|\*)\s?.*)/m,
  },
  { name: 'tag', pattern: /<\/?[A-Za-z][\w.:-]*(?:\s[^<>]*)?\/?>|<\/?>/ },
  { name: 'MDX comment', pattern: /\{\s*\/\*/ },
  { name: 'HTML comment', pattern: /<!--/ },
  { name: 'container mark', pattern: /^[ \t]*:{3,}(?!:*$)|^[ \t]*:{3,}[ \t]*$/m },
  {
    name: 'component of MDC',
    isBare: true,
    pattern: /^[ \t]*::(?:[a-z][\w-]*(?:[[{].*)?)?[ \t]*$/m,
  },
  { name: 'inline component', pattern: /(?<![\w:]):[a-z][\w-]*\[[^\]\n]*\]\{/ },
  { name: 'slot', pattern: /^#[a-z][\w-]*$/m, owners: ['mdc'] },
  { name: 'tag of a template language', pattern: /\{%-?\s|\{\{[<%]/, owners: templated },
  { name: 'interpolation', pattern: /\{\{-?\s*[$A-Za-z][\w$.]*\s*-?\}\}/, owners: [] },
  { name: 'expression', pattern: /\{[A-Za-z_$][\w$]*(?:\.[\w$]+)+\}/, owners: [] },
  { name: 'heading id', pattern: /\{#[\w-]+\}[ \t]*$/m },
  {
    name: 'attribute list',
    pattern: new RegExp(
      String.raw`(?<!\{)\{:?[ \t]*${attribute}(?:[ \t]+${attribute})*[ \t]*\}(?!\})`,
    ),
    owners: [...mkdocs, 'mdc'],
  },
  { name: 'attribute list', pattern: /^\{:[^{}\n]*\}|(?<=\S)\{:[^{}\n]*\}/m, owners: ['liquid'] },
  {
    name: 'box',
    pattern: /^(?:!!!|\?\?\?\+?)(?:[ \t]+[\w"]|[\w-]+[ \t]*$)|^===[!+]?[ \t]+"/m,
    owners: mkdocs,
  },
  { name: 'block', pattern: /^\/{3,}[ \t]*[a-z][\w-]*(?:[ \t]*\||[ \t]*$)/m, owners: mkdocs },
  { name: 'snippet', pattern: /-8<-|(?:^|\s)@$/m, owners: mkdocs },
  { name: 'snippet', pattern: /^<<<[ \t]*[@./\w]/m, owners: ['vitepress'] },
  { name: 'table of contents', pattern: /^\[\[?toc\]?\]$/im },
  { name: 'icon', pattern: /:(?:material|octicons|fontawesome|simple)-[\w-]+:/ },
  {
    name: 'change',
    pattern:
      /\{(?:\+\+\S[^{}]*\+\+|--\S[^{}]*--|==\S[^{}]*==|>>\S[^{}]*<<)\}|(?<![=\w])==\w[^=\n]*\w==(?![=\w])/,
    owners: mkdocs,
  },
  { name: 'mark that marks nothing', pattern: /\*\*[^*\n]+\*\*|^\*{4}$/, owners: [] },
  { name: 'mark of a line of code', pattern: /\[!code\s/ },
  { name: 'value of a program', pattern: /\[object \w+\]/ },
  { name: 'sign for private use', pattern: /[\uE000-\uF8FF]/, owners: [] },
];

/** What a language of a fence may be called. */
const language = /^[\p{L}\p{N}_#+./:@-]*$/u;

/** Finds source syntax that is left outside code; `source` tells what was meant as text. */
export function findLeaks(output: Output, source: string, dialect = ''): Leak[] {
  const leaks: Leak[] = [];
  const isText = textIn(source, dialect);
  for (const leaf of output.leaves) {
    if (leaf.type === 'html') {
      if (leaf.inCell && /^<br ?\/?>$/.test(leaf.value)) continue;
      leaks.push({ line: leaf.line, what: `HTML: ${shown(leaf.value)}` });
      continue;
    }
    for (const { name, pattern, owners, isBare } of patterns) {
      const match = isBare && leaf.marks > 0 ? null : pattern.exec(leaf.value);
      // What follows a mark begins no line.
      if (!match || (!leaf.leads && match.index === 0 && pattern.source.startsWith('^'))) continue;
      const text = isText(match[0], owners?.includes(dialect) === false);
      if (text === undefined) return [...leaks, { line: leaf.line, what: tooMany }];
      if (text) continue;
      leaks.push({ line: leaf.line, what: `${name}: ${shown(leaf.value.slice(match.index))}` });
    }
  }
  if (!source.includes('@[')) leaks.push(...snippetLeaks(output));
  for (const { lang, meta, line } of output.code)
    if (!language.test(lang)) leaks.push({ line, what: `language: ${shown(`${lang} ${meta}`)}` });
  return leaks;
}

/** `@[code](path)` that was read as a link. */
function snippetLeaks(output: Output): Leak[] {
  if (!output.body.includes('@[')) return [];
  return output.linked.flatMap(({ url, line }) => {
    const text = lineOf(output, line);
    return url !== undefined && text.includes('@[')
      ? [{ line, what: `snippet: ${shown(text.trim())}` }]
      : [];
  });
}

const tooMany = 'too many different findings; the rest was not checked';

/** Different finds times characters of the source, about two seconds; of 1,600 real pages none has more than 23,000. */
const maxWork = 2e8;

/**
 * Tells whether what is found is text in the source; `foreign` is what other dialects alone read.
 * Undefined where it was asked of too much.
 */
function textIn(
  source: string,
  dialect: string,
): (found: string, foreign: boolean) => boolean | undefined {
  const titles = titlesOf(source);
  const bare = source.replace(/\\[!-/:-@[-`{-~]/g, '\0');
  let plain: string | undefined;
  const isText = (found: string, foreign: boolean): boolean => {
    if (titles.includes(found) || (foreign && source.includes(found))) return true;
    // The name of somebody on a server, `@ann@example.org`, ends with what reads as mail.
    if (found.trim() === '@' && /\s@(?=\s*$|[ \t]*\{)|@[\w.+-]+@\w/m.test(source)) return true;
    if (dialect === 'myst' && isTarget(source, found)) return true;
    // `{{</* name */>}}` shows a shortcode.
    if (source.includes(`${found}/*`)) return true;
    // Markdoc reads no HTML.
    if (dialect === 'markdoc' && found.startsWith('<') && source.includes(found)) return true;
    if (isPlaceholder(source, found) || isLiteral(source, found)) return true;
    if (isUnclosed(source, found, dialect)) return true;
    if (isNote(source, found)) return true;
    if (isQuoted(source, found) || (isNoTag(found) && source.includes(found))) return true;
    plain ??= withoutEscapes(source);
    return occurrences(plain, found) > occurrences(bare, found);
  };
  // The same is found many times, and a source is long.
  const known = new Map<string, boolean>();
  return (found, foreign) => {
    const key = `${foreign} ${found}`;
    if (!known.has(key) && known.size * source.length > maxWork) return undefined;
    const text = known.get(key) ?? isText(found, foreign);
    known.set(key, text);
    return text;
  };
}

const html =
  /^(?:a|abbr|article|aside|b|br|button|center|code|col|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|label|li|link|main|mark|nav|ol|p|picture|pre|s|script|section|small|source|span|strong|style|sub|summary|sup|svg|table|tbody|td|template|th|thead|tr|u|ul|video|wbr)$/;

/** `--token <token>`, `<index_name>`, `<TOKEN_ID>`, `<name of the kiln>`: a name in angle brackets that no element has and that nothing closes is text; `<>` is a sign where no fragment ends. */
function isPlaceholder(source: string, tag: string): boolean {
  if (tag === '<>') return source.includes(tag) && !source.includes('</>');
  const [, name] =
    /^<([a-z]+(?:(?:[-_:][A-Za-z]|[A-Z])[a-z]*)*|[A-Z]+(?:[-_][A-Z]+)*)(?: [a-z]+)*>$/.exec(tag) ??
    [];
  if (name === undefined || html.test(name) || source.includes(`</${name}`)) return false;
  return source.includes(tag) || /^[a-z]+(?:[A-Z][a-z]*)*$/.test(name);
}

/** `Observable<Kiln>`, `<Kiln.dll>`: a name that no table has and nothing closes; a page with such a component would not build. */
function isUnclosed(source: string, tag: string, dialect: string): boolean {
  const [, name] = /^<(\p{Lu}[\p{L}\p{N}]*(?:\.[a-z]+)?)>$/u.exec(tag) ?? [];
  if (name === undefined || knownTo(dialect || 'generic')(name)) return false;
  return source.includes(tag) && !source.includes(`</${name}`);
}

/** An expression that is a literal text, such as {`<Inbox />`}, is shown as it is, and so is one of a list. */
const isLiteral = (source: string, found: string): boolean =>
  ['`', "'", '"'].some(
    (quote) =>
      source.includes(`{${quote}${found.trim()}`) ||
      ['[', ', '].some((before) => source.includes(`${before}${quote}${found}${quote}`)),
  );

/** A type or component that an attribute or a value names, such as `type="List<Kiln>"`, is text; so is the only tag of an attribute, `title="<body>"`. */
function isQuoted(source: string, tag: string): boolean {
  const isComponent = /^<\/?\p{Lu}/u.test(tag);
  if (!isComponent && !/^<[^\s<]*>$/.test(tag)) return false;
  const [before, after] = isComponent
    ? [/[=:,([{?]\s*(["'`])(?:(?!\1)[^\n])*$/, /^/]
    : [/=(["'])[^"'<\n]*$/, /^[^"'<\n]*["']/];
  return source.split(tag).some((text, index, parts) => {
    const next = parts[index + 1];
    return next !== undefined && before.test(text.slice(-200)) && after.test(next.slice(0, 200));
  });
}

const tagAttribute = String.raw`\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>\`]+))?`;
const wholeTag = new RegExp(`^<(?:/?[A-Za-z][\\w.:-]*(?<!:))?(?:${tagAttribute})*\\s*/?>$`);

/** `<source node name>`: words of a tag that nothing closes are no attributes. */
function isNote(source: string, found: string): boolean {
  const [, name] = /^<([a-z]+)(?:\s+\p{L}+)+\s*>$/iu.exec(found) ?? [];
  if (name === undefined || source.includes(`</${name}`)) return false;
  return source
    .split(found)
    .slice(0, -1)
    .some((before) => !/["'=]$/.test(before));
}

/** `<file or folder/path>`, `<c_1>`, `<kilns...>` are text in Markdown: a name has no slash, no underscore and no dots, and a tag ends with no colon. */
const isNoTag = (found: string): boolean =>
  (/^<(?!<)/.test(found) && !/[{}]/.test(found) && !wholeTag.test(found)) ||
  /^<\/?[a-z][a-z\d-]*(?:_|\.\.)/.test(found);

/** MyST writes where a text leads as `<name>`; where its role is not closed, that is text. */
const isTarget = (source: string, tag: string): boolean =>
  /^<[a-z][\w-]*>$/.test(tag) &&
  source.includes(` ${tag}`) &&
  !source.includes(`</${tag.slice(1)}`);

const lineOf = ({ body, bodyLine }: Output, line: number): string =>
  body.split('\n', line - bodyLine + 1).at(-1) ?? '';

const occurrences = (text: string, part: string): number => text.split(part).length - 1;

/** A title in front matter or of a fence is text, whatever it looks like: `title: "<form>"`. */
function titlesOf(source: string): string {
  const title = /^---\n(?:.*\n)*?title:(.*)\n/.exec(source)?.[1] ?? '';
  const fences = source.match(/^[ \t>]*(?:```|~~~)[^\n]*(?:title|name)=[^\n]*$/gm) ?? [];
  return [title, ...fences].join('\0');
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 80));
