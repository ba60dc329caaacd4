import { knownTo } from '../compare/mute.ts';
import { withoutEscapes } from './escapes.ts';

/** Different finds times characters of the source, about two seconds; of 1,600 real pages none has more than 23,000. */
const maxWork = 2e8;

export type IsText = (found: string, foreign: boolean) => boolean | undefined;

/**
 * Tells whether what is found is text in the source; `foreign` is what other dialects alone read.
 * Undefined where it was asked of too much.
 */
export function textIn(source: string, dialect: string): IsText {
  const about = { source, dialect, titles: titlesOf(source) };
  const bare = source.replace(/\\[!-/:-@[-`{-~]/g, '\0');
  let plain: string | undefined;
  const isText = (found: string, foreign: boolean): boolean => {
    if (reasons.some((isReason) => isReason({ ...about, found, foreign }))) return true;
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

interface Found {
  found: string;
  /** Whether other dialects alone read it. */
  foreign: boolean;
  source: string;
  dialect: string;
  titles: string;
}

/** Why something may be text. */
const reasons: readonly ((about: Found) => boolean)[] = [
  ({ found, titles }) => titles.includes(found),
  ({ found, foreign, source }) => foreign && source.includes(found),
  // The name of somebody on a server, `@ann@example.org`, ends with what reads as mail.
  ({ found, source }) => found.trim() === '@' && /\s@(?=\s*$|[ \t]*\{)|@[\w.+-]+@\w/m.test(source),
  ({ found, source, dialect }) => dialect === 'myst' && isTarget(source, found),
  // `{{</* name */>}}` shows a shortcode.
  ({ found, source }) => source.includes(`${found}/*`),
  // `;--8<-- "name"` shows a snippet.
  ({ found, source }) => found === '-8<-' && /^[ \t>]*;-+8<-/m.test(source),
  ({ found, source, dialect }) => dialect === 'liquid' && isRaw(source, found),
  // Markdoc reads no HTML.
  ({ found, source, dialect }) =>
    dialect === 'markdoc' && found.startsWith('<') && source.includes(found),
  ({ found, source }) => isPlaceholder(source, found),
  ({ found, source }) => isLiteral(source, found),
  ({ found, source, dialect }) => isUnclosed(source, found, dialect),
  ({ found, source }) => isNote(source, found),
  ({ found, source }) => isQuoted(source, found),
  ({ found, source }) => isNoTag(found) && source.includes(found),
];

const raw = /\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/g;

const isRaw = (source: string, found: string): boolean =>
  Array.from(source.matchAll(raw), ([, text = '']) => text).some((text) => text.includes(found));

const html =
  /^(?:a|abbr|article|aside|b|br|button|center|code|col|dd|del|details|dfn|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|label|li|link|main|mark|nav|ol|p|picture|pre|s|script|section|small|source|span|strong|style|sub|summary|sup|svg|table|tbody|td|template|th|thead|tr|u|ul|video|wbr)$/;

/** `--token <token>`, `<index_name>`, `<TOKEN_ID>`, `<name of the kiln>`: a name in angle brackets that no element has and that nothing closes is text; `<>` is a sign where no fragment ends. */
function isPlaceholder(source: string, tag: string): boolean {
  if (tag === '<>') return source.includes(tag) && !source.includes('</>');
  const [, name] =
    /^<([a-z]+(?:(?:[-_:][A-Za-z\d]|[A-Z])[a-z\d]*)*|[A-Z][A-Z\d]*(?:[-_][A-Z\d]+)*)(?: [a-z]+)*>$/.exec(
      tag,
    ) ?? [];
  if (name === undefined || html.test(name) || source.includes(`</${name}`)) return false;
  return source.includes(tag) || /^[a-z]+(?:[A-Z][a-z]*)*$/.test(name);
}

/** `Observable<Kiln>`, `<Kiln.dll>`, `<acme.dev>`, `<lang:kiln.hot>`: a name that no table has and nothing closes; a page with such a component would not build. */
function isUnclosed(source: string, tag: string, dialect: string): boolean {
  const [, name] =
    /^<(\p{Lu}[\p{L}\p{N}]*(?:\.[a-z]+)?|[a-z][a-z\d-]*(?:[.:][\w-]+)+)>$/u.exec(tag) ?? [];
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

const occurrences = (text: string, part: string): number => text.split(part).length - 1;

/** A title in front matter or of a fence is text, whatever it looks like: `title: "<form>"`. */
function titlesOf(source: string): string {
  const title = /^---\n(?:.*\n)*?title:(.*)\n/.exec(source)?.[1] ?? '';
  const fences = source.match(/^[ \t>]*(?:```|~~~)[^\n]*(?:title|name)=[^\n]*$/gm) ?? [];
  return [title, ...fences].join('\0');
}
