import { scanLines } from '../document/lines/lines.ts';
import { componentIds } from './component-ids.ts';
import { plainText } from './heading-text.ts';
import { isBlank, lineAt, lineEnd, paragraphAbove, paragraphEnd } from './lines-of-text.ts';
import { slug } from './slug.ts';

/** A heading, or ids that stand elsewhere in its section. */
export type Mark =
  | {
      depth: number;
      /** Markdown of the heading's content. */
      source: string;
      /** Offset in the text. */
      at: number;
      /** Ids of anchors that stand right before it. */
      before: readonly string[];
    }
  | {
      ids: readonly string[];
      /** The headings that have such an id before it: those above, or any where it is a guess. */
      yields?: 'above' | 'any';
    };

export interface Marks {
  marks: Mark[];
  /** Names of the shortcodes that stand alone on their lines, each once. */
  shortcodes: string[];
  /** What the text includes, as written, each once. */
  parts: string[];
}

// Everything between two tokens is passed over by the regular expression engine alone; that is
// what makes this scan several times faster than a loop over the lines.
const token =
  /^[ \t]*(?:(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*(#{1,6})(?=[ \t\r\n]|$)|(<!--|\{\/\*)|(=+|-{2,})[ \t\r]*$|((?:im|ex)port\b)|(:(?=[ \t]+\S)|===[!+]?[ \t]+"|\[\^[^\]\s]+\]:))|<(?=[A-Za-z])|(\{[<%]|\{:?(?=[^{}\n]{0,200}#\w))/gm;

const idAttribute =
  /^<(?:[A-Za-z][\w.]*(?=\s)[^<>]*?\s(?:id|titleId|permalink)|a\s(?:[^<>]*?\s)?name)=["']([^"'\s]+)["']/;
const includeTag = /^<include\b[^>]*>\s*([^<\s]+\.mdx?)|^<Snippet\s+file=["']([^"']+)["']/;
const htmlHeading = /^<h([1-6])\b[^>]*>([\s\S]{0,2000}?)<\/h\1>/;
const includeComment = /^<!--\s*@include:\s*([^\s{]+\.md)/;
const markdownImport = /\bfrom\s+["']([^"'\n]+\.mdx?)["']/g;
const localImport = /\bimport\s+(?:\w+|\{[^}]*\})\s+from\s+["'](\.[^"'\n]*\/[^"'\n.]+)["']/g;

/** Beyond these no page of a real site goes; they bound the time that a hostile one takes. */
const longestTag = 2000;
const mostTags = 50_000;

/** A body whose lines of code are empty; those that open and close them stay. */
export function withoutCode(body: string): string {
  const { text, kind } = scanLines(body, 'mdx');
  return text.map((line, index) => (kind[index] === 'code' ? '' : line)).join('\n');
}

/** Goes once through a body that holds no code; comments are jumped over. */
export function scanMarks(text: string): Marks {
  const marks: Mark[] = [];
  const parts = new Set<string>();
  const shortcodes = new Set<string>();
  // Ids on a line of nothing but tags, and where that line ends: they may belong to the next heading.
  let waiting: { ids: string[]; end: number } | undefined;
  const heading = (depth: number, source: string, at: number): void => {
    const before = waiting !== undefined && isBlank(text, waiting.end, at) ? waiting.ids : [];
    if (before.length > 0) marks.pop();
    waiting = undefined;
    marks.push({ depth, source, at, before });
  };
  // The line that was looked at last, which may be long and full of tags.
  let line = { end: -1, isTags: false };
  const idsHere = (ids: string[], at: number): void => {
    if (at > line.end) {
      const end = lineEnd(text, at);
      line = { end, isTags: /^\s*(?:<[^>]*>\s*)+$/.test(lineAt(text, at)) };
    }
    if (waiting?.end === line.end) return void waiting.ids.push(...ids);
    marks.push({ ids });
    waiting = line.isTags ? { ids, end: line.end } : undefined;
  };

  let tags = 0;
  const lastBrace = text.lastIndexOf('}');
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [all, hashes, comment, underline, esm, sign, brace] = match;
    const at = match.index;
    const end = token.lastIndex;
    if (hashes !== undefined) {
      const close = lineEnd(text, end);
      const source = text.slice(end, close);
      heading(hashes.length, source, at);
      const made = macroIds(source);
      if (made.length > 0) marks.push({ ids: made, yields: 'any' });
      token.lastIndex = close;
    } else if (comment !== undefined) {
      const first = end - comment.length;
      const included =
        comment === '<!--' ? includeComment.exec(text.slice(first, first + 300)) : null;
      if (included !== null) parts.add(included[1]!);
      const made = macroIds(text.slice(first, first + 300));
      if (made.length > 0) marks.push({ ids: made, yields: 'any' });
      const close = text.indexOf(comment === '<!--' ? '-->' : '*/}', end);
      token.lastIndex = close < 0 ? text.length : lineEnd(text, close);
    } else if (underline !== undefined) {
      const source = paragraphAbove(text, at);
      if (source !== undefined)
        heading(underline[0] === '=' ? 1 : 2, source, at - 1 - source.length);
    } else if (esm !== undefined) {
      const chunk = text.slice(at, paragraphEnd(text, at));
      for (const pattern of [markdownImport, localImport]) {
        for (const found of chunk.matchAll(pattern)) parts.add(found[1]!.replaceAll('\\', ''));
      }
      token.lastIndex = at + chunk.length;
    } else if (sign !== undefined) {
      const ids = signIds(text, { at, end, sign });
      if (ids.length > 0) marks.push({ ids, yields: sign.startsWith('=') ? 'any' : 'above' });
    } else if (brace !== undefined) {
      const ahead = at > lastBrace ? '' : text.slice(at, at + longestTag);
      const inner = ahead.slice(0, ahead.indexOf('}') + 1 || longestTag);
      const included = includeShortcode.exec(inner);
      if (included !== null) parts.add(included[1]!);
      // What stands alone on its line ends with it.
      const alone = included === null ? ahead.split('\n', 1)[0]! : '';
      const isAlone = text[at - 1] === '{' && beginsLine(text, at - 1);
      const lone = isAlone ? loneShortcode.exec(`{${alone}`) : null;
      if (lone !== null) shortcodes.add(lone[1]!);
      const id = brace.startsWith('{{') ? undefined : attributeId.exec(inner)?.[1];
      if (id !== undefined) marks.push({ ids: [id] });
    } else if (all === '<' && tags++ < mostTags) {
      token.lastIndex = tagAt(text, at, { heading, idsHere, parts });
    }
  }
  return { marks, parts: [...parts], shortcodes: [...shortcodes] };
}

const attributeId = /\{:?(?:[^{}]*?[\s:])?#([\w.:-]+)/;
const includeShortcode = /^\{[<%]\s*include\s+["']([^"']+\.md)["']/;
const loneShortcode = /^\{\{[<%]\s*([\w./-]+)[^{}]*\}\}\s*$/;
const macro = /<!--\s*\w+:\w+\s+([^\n]{1,200}?)\s*-->/;

/** Words that macros of a site are given, such as `<!-- md:option toc.slugify -->`: they make ids of them. */
function macroIds(source: string): string[] {
  return macro.exec(source)?.[1]?.replaceAll('`', '').split(/\s+/).slice(0, 5) ?? [];
}

/** Whether nothing but blanks stands before a place in its line, and not more of them than people write. */
function beginsLine(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < 200 && ' \t'.includes(text[start - 1]!)) start--;
  return start === 0 || text[start - 1] === '\n';
}

interface Sign {
  at: number;
  end: number;
  sign: string;
}

/** Ids of definition terms, of content tabs, and of footnotes. */
function signIds(text: string, { at, end, sign }: Sign): string[] {
  if (sign.startsWith('[')) {
    const label = sign.slice(2, -2);
    return [`fn:${label}`, `fnref:${label}`, `fn-${label}`, `user-content-fn-${label}`];
  }
  if (sign.startsWith('=')) {
    const label = text.slice(end, lineEnd(text, end)).split('"')[0]!;
    const own = slug(plainText(label));
    return [own, `+${own}`];
  }
  const above = text
    .slice(Math.max(0, at - 400), at)
    .replace(/\n[ \t]*$/, '')
    .trimEnd();
  const term = above.slice(above.lastIndexOf('\n') + 1);
  return term === '' || /^[ \t:]/.test(term) ? [] : [slug(plainText(term))];
}

interface TagSink {
  heading(depth: number, source: string, at: number): void;
  idsHere(ids: string[], at: number): void;
  parts: Set<string>;
}

/** Looks at the tag that begins here; gives where the scan goes on. */
function tagAt(text: string, at: number, { heading, idsHere, parts }: TagSink): number {
  const next = text.charCodeAt(at + 1);
  const [letterH, digit] = [next === 104, text.charCodeAt(at + 2) - 48];
  if (letterH && digit >= 1 && digit <= 6) {
    const match = htmlHeading.exec(text.slice(at, at + 2500));
    if (match === null) return at + 1;
    heading(Number(match[1]), match[0], at);
    return at + match[0].length;
  }
  const ahead = text.slice(at, at + longestTag);
  const tag = ahead.slice(0, ahead.indexOf('>') + 1 || longestTag);
  const included = includeTag.exec(next === 105 || next === 83 ? text.slice(at, at + 300) : '');
  for (const folder of included?.[2] ? ['/snippets/', '/_snippets/'] : []) {
    parts.add(folder + included![2]);
  }
  if (included?.[1]) parts.add(included[1]);
  const ids = componentIds(tag);
  const own = idAttribute.exec(tag)?.[1];
  if (own !== undefined) ids.push(withoutEntities(own));
  if (ids.length > 0) idsHere(ids, at);
  return at + 1;
}

/** `result-&#x5F;meta` -> `result-_meta` */
function withoutEntities(id: string): string {
  if (!id.includes('&')) return id;
  return id
    .replace(/&#x([\da-f]{1,6});/gi, (all, code) => character(all, Number.parseInt(code, 16)))
    .replace(/&#(\d{1,7});/g, (all, code) => character(all, Number(code)))
    .replaceAll('&amp;', '&');
}

function character(entity: string, code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
