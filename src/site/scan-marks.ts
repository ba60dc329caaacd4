import {
  beginsLine,
  indentAt,
  lineAt,
  lineEnd,
  opensOnly,
  paragraphAbove,
  paragraphEnd,
} from './lines-of-text.ts';
import { guessOfTag, idsOfMacro, idsOfSign, idsOfTag, TabSets } from './made-ids.ts';

/** A heading, or ids elsewhere in its section. */
export type Mark =
  | {
      depth: number;
      /** Markdown of the heading's content. */
      source: string;
      /** Offset in the text. */
      at: number;
      /** Ids of anchors right before it. */
      before: readonly string[];
      /** Number of blanks before it. */
      indent: number;
    }
  | {
      ids: readonly string[];
      /** The headings that have such an id before it: those above, or any where it is a guess. */
      yields?: 'above' | 'any';
      /** Number of blanks before them. */
      indent?: number;
    };

interface Marks {
  marks: Mark[];
  /** Names of the shortcodes that are alone on their lines, each once. */
  shortcodes: string[];
  /** What the text includes, as written, each once. */
  parts: string[];
}

// Everything between two tokens is passed over by the regular expression engine alone; that is
// what makes this scan several times faster than a loop over the lines.
const token =
  /^[ \t]*(?:(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*(#{1,6})(?=[ \t\r\n]|$)|(<!--|\{\/\*)|(=+|-{2,})[ \t\r]*$|((?:im|ex)port\b)|(:(?=[ \t]+\S)|===[!+]?[ \t]+"|\[\^[^\]\s]+\]:))|<(?=[A-Za-z])|(\{[<%]|\{:?(?=[^{}\n]{0,200}(?:#\w|\sid=)))/gm;

const includeTag = /^<include\b[^>]*>\s*([^<\s]+\.mdx?)|^<Snippet\s+file=["']([^"']+)["']/;
/** `<Fragment src="../includes/a.md" />`, and what else is called after what it includes. */
const partTag =
  /^<\w*(?:fragment|import|include|partial|snippet)\w*\s(?:[^<>]*?\s)?(?:src|file|path|filePath|source)=["']([^"'\n#]+\.mdx?)["'#]/i;
const htmlHeading = /^<h([1-6])\b[^>]*>([\s\S]{0,2000}?)<\/h\1>/;
const includeComment = /^<!--\s*@include:\s*([^\s{]+\.md)/;
const markdownImport = /\bfrom\s+["']([^"'\n]+\.mdx?)["']/g;
const localImport = /\bimport\s+(?:\w+|\{[^}]*\})\s+from\s+["'](\.[^"'\n]*\/[^"'\n.]+)["']/g;

/**
 * Lines that stand for a whole document: `--8<-- "a.md"`, `{% include-markdown "a.md" %}` and `{!a.md!}` of
 * MkDocs, `{{#include a.md}}` of mdBook.
 */
const includeLine =
  /^[ \t>]*(?:-+8<-+[ \t]+["']([^"':\n]+\.md)["']|\{\{#include[ \t]+([^\s{}:]+\.md)[ \t]*\}|\{%-?[ \t]*include-markdown[ \t]+["']([^"'\n]+\.md)["'][ \t]*-?%|\{![ \t]*([^\s!]+\.md)[ \t]*!)/gm;

/** Parts of Jekyll: `{% include a.md %}` and `{% include_relative a.md %}`. */
const liquidInclude =
  /\{%-?[ \t]*include(?:_cached|(_relative))?[ \t]+["']?([\w./-]+\.(?:md|markdown))(?=["'\s%])/g;

/** Beyond these no page of a real site goes; they bound the time that a hostile one takes. */
const longestTag = 2000;
const mostTags = 50_000;

/** Finds the marks of a body without code in one pass; comments are skipped. */
export function scanMarks(text: string): Marks {
  const scan = new MarkScan(text);
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    token.lastIndex = scan.take(match, token.lastIndex);
  }
  const { marks, parts, shortcodes } = scan;
  for (const [, ...paths] of text.matchAll(includeLine)) parts.add(paths.find(Boolean)!);
  for (const [, relative, path = ''] of text.matchAll(liquidInclude))
    parts.add(relative === undefined ? `/_includes/${path}` : path);
  return { marks, parts: [...parts], shortcodes: [...shortcodes] };
}

/** Takes the tokens of a body one after the other. */
class MarkScan {
  readonly marks: Mark[] = [];
  readonly parts = new Set<string>();
  readonly shortcodes = new Set<string>();
  readonly #text: string;
  readonly #lastBrace: number;
  readonly #tabs: TabSets;
  /** Ids on a line of nothing but tags, perhaps before a heading, and where that line ends: they may belong to the next heading. */
  #waiting: { mark: Mark; ids: string[]; end: number } | undefined;
  /** The line that was looked at last, which may be long and full of tags. */
  #line = { end: -1, isTags: false };
  #tags = 0;

  constructor(text: string) {
    this.#text = text;
    this.#lastBrace = text.lastIndexOf('}');
    this.#tabs = new TabSets(text);
  }

  /** Gives where the scan goes on. */
  take(match: RegExpExecArray, end: number): number {
    const [all, hashes, comment, underline, esm, sign, brace] = match;
    const at = match.index;
    if (hashes !== undefined) return this.#atxHeading(hashes.length, at, end);
    if (comment !== undefined) return this.#comment(comment, end);
    if (esm !== undefined) return this.#esm(at);
    if (underline !== undefined) this.#underline(underline, at);
    else if (sign !== undefined) {
      const ids = idsOfSign(this.#text, { at, end, sign });
      const isTab = sign.startsWith('=');
      if (isTab) this.#tab(ids, at);
      else if (ids.length > 0) this.marks.push({ ids, yields: 'above' });
    } else if (brace !== undefined) this.#brace(brace, at);
    else if (all === '<' && this.#tags++ < mostTags) return this.#tag(at);
    return end;
  }

  #tab(ids: readonly string[], at: number): void {
    const indent = indentAt(this.#text, at);
    this.marks.push({ ids: [...ids, this.#tabs.next(at, indent)], yields: 'any', indent });
  }

  #heading(depth: number, source: string, at: number): void {
    const waiting = this.#waiting;
    const before =
      waiting !== undefined && opensOnly(this.#text, waiting.end, at) ? waiting.ids : [];
    if (before.length > 0) this.marks.splice(this.marks.lastIndexOf(waiting!.mark), 1);
    this.#waiting = undefined;
    this.#line.isTags = false;
    this.marks.push({ depth, source, at, before, indent: indentAt(this.#text, at) });
  }

  #atxHeading(depth: number, at: number, end: number): number {
    const close = lineEnd(this.#text, end);
    const source = this.#text.slice(end, close);
    this.#heading(depth, source, at);
    this.#macro(source);
    return close;
  }

  #underline(underline: string, at: number): void {
    const source = paragraphAbove(this.#text, at);
    if (source === undefined) return;
    this.#heading(underline[0] === '=' ? 1 : 2, source, at - 1 - source.length);
  }

  #comment(opening: string, end: number): number {
    const text = this.#text;
    const ahead = text.slice(end - opening.length, end - opening.length + 300);
    const included = opening === '<!--' ? includeComment.exec(ahead) : null;
    if (included !== null) this.parts.add(included[1]!);
    this.#macro(ahead);
    const close = text.indexOf(opening === '<!--' ? '-->' : '*/}', end);
    return close < 0 ? text.length : lineEnd(text, close);
  }

  #macro(source: string): void {
    const ids = idsOfMacro(source);
    if (ids.length > 0) this.marks.push({ ids, yields: 'any' });
  }

  #esm(at: number): number {
    const chunk = this.#text.slice(at, paragraphEnd(this.#text, at));
    for (const pattern of [markdownImport, localImport]) {
      for (const found of chunk.matchAll(pattern)) this.parts.add(found[1]!.replaceAll('\\', ''));
    }
    return at + chunk.length;
  }

  #brace(brace: string, at: number): void {
    const text = this.#text;
    const ahead = at > this.#lastBrace ? '' : text.slice(at, at + longestTag);
    const inner = ahead.slice(0, ahead.indexOf('}') + 1 || longestTag);
    const included = includeShortcode.exec(inner);
    if (included !== null) this.parts.add(included[1]!);
    // A shortcode that is alone on its lines ends with the last of them.
    const alone = (included === null && /^\{[^{}]*\}\}[^\n]*/.exec(ahead)?.[0]) || '';
    const isAlone = text[at - 1] === '{' && beginsLine(text, at - 1);
    const lone = isAlone ? loneShortcode.exec(`{${alone}`) : null;
    if (lone !== null) this.shortcodes.add(lone[1]!);
    const id = brace.startsWith('{{') ? undefined : attributeId.exec(inner)?.[1];
    if (id !== undefined) this.marks.push({ ids: [id] });
  }

  /** Looks at the tag that begins here. */
  #tag(at: number): number {
    const text = this.#text;
    const next = text.charCodeAt(at + 1);
    const [letterH, digit] = [next === 104, text.charCodeAt(at + 2) - 48];
    if (letterH && digit >= 1 && digit <= 6) {
      const match = htmlHeading.exec(text.slice(at, at + 2500));
      if (match === null) return at + 1;
      this.#heading(Number(match[1]), match[0], at);
      return at + match[0].length;
    }
    const ahead = text.slice(at, at + longestTag);
    const tag = ahead.slice(0, ahead.indexOf('>') + 1 || longestTag);
    const included = includeTag.exec(next === 105 || next === 83 ? text.slice(at, at + 300) : '');
    for (const folder of included?.[2] ? ['/snippets/', '/_snippets/'] : []) {
      this.parts.add(folder + included![2]);
    }
    if (included?.[1]) this.parts.add(included[1]);
    const part = included === null && tag.includes('.md') ? partTag.exec(tag)?.[1] : undefined;
    if (part !== undefined) this.parts.add(part);
    const ids = idsOfTag(tag);
    if (ids.length > 0) this.#markTag(ids, at);
    const guess = guessOfTag(tag);
    if (guess !== undefined) this.marks.push({ ids: [guess], yields: 'any' });
    return at + 1;
  }

  #markTag(ids: string[], at: number): void {
    if (at > this.#line.end) {
      const end = lineEnd(this.#text, at);
      const [tags = ''] = lineAt(this.#text, at).split(/<h[1-6][\s>]/);
      this.#line = { end, isTags: /^\s*(?:<[^>]*>\s*)+$/.test(tags) };
    }
    const { end, isTags } = this.#line;
    const waiting = this.#waiting;
    const isSame = waiting?.end === end;
    if (waiting && (isSame || (isTags && opensOnly(this.#text, waiting.end, at)))) {
      waiting.ids.push(...ids);
      waiting.end = end;
      return;
    }
    const mark = { ids };
    this.marks.push(mark);
    this.#waiting = isTags ? { mark, ids, end } : undefined;
  }
}

const attributeId = /\{:?(?:[^{}]*?[\s:])?(?:#|id=["']?)([\w.:-]+)/;
const includeShortcode = /^\{[<%]\s*include\s+["']([^"']+\.md)["']/;
const loneShortcode = /^\{\{[<%]\s*([\w./-]+)[^{}]*\}\}\s*$/;
