import type { HeadingRules } from './heading-rules.ts';
import { slug } from './slug.ts';

/** A heading as written: its text as the output will have it, and the ids that the site gives it. */
export interface HeadingSource {
  text: string;
  ids: string[];
  /** Further ids that sites give it, made without the text of its badges. */
  others: string[];
}

const customId =
  /(?:\s*\\?\{\s*:?\s*#([^\s{}]+)[^{}]*\}|\s*\{:?(?:[^{}]*\s)?(?:#([^\s{}]+)|id=["']?([^"'\s{}]+)["']?)[^{}]*\}|\s*\{\/\*\s*#?([^\s*]+)\s*\*\/\}|\s*\[#([^\s\]]+)\]|(?<=[^\s[])\[\[([a-z\d][\w.-]*)\]\]|\s*\[(?:!?toc|step)\]|\s*%\{[^{}]*#([^\s{}%]+)[^{}]*\}%|\s+:id=([\w%-]+))\s*$/;
/** `## Heading ##`; Python-Markdown and others take the id behind it. */
const closing = /\s+#+\s*$/;
const special = /[`*_[\]<>{}&\\]|\s:id=/;

/** A longer one is not a heading that somebody links to; the patterns below take quadratic time. */
const longestHeading = 300;
/** Its words count for some sites, and not for others. */
const image = /!\[[^[\]]*\]\([^()]*\)/g;
/** In the output a heading is one line. */
const lineBreak = /\s*<br\s*\/?>\s*/gi;
const decoration = /<([A-Z][\w.]*|div|span|sup)\b[^>]*(?:\/>|>[^<]*<\/\1>)/g;

/** Reads the source of a heading's content: custom ids (`{#id}`, `{/*id*\/}`, `[#id]`, Docsify's `:id=id`) and inline syntax off. */
export function readHeading(source: string, rules: HeadingRules): HeadingSource {
  const written = source.slice(0, longestHeading).replace(closing, '').trim();
  // The output has one blank in place of several, each of which some sites count.
  let rest = written.includes('`') ? written : written.replace(/[ \t]+/g, ' ');
  const ids: string[] = [];
  const others = rest === written ? [] : [slug(plainText(written))];
  if (special.test(rest)) {
    for (let match = customId.exec(rest); match !== null; match = customId.exec(rest)) {
      const id = match.slice(1).find((part) => part !== undefined);
      if (id !== undefined) ids.push(id);
      rest = rest.slice(0, match.index).replace(closing, '');
    }
    rest = rules.withoutAttributes?.(rest) ?? rest;
    const unpictured = plainText(rest.replace(image, ''));
    // VitePress makes ids of entities as they are written: `&rarr;` is `rarr`.
    const spelled = plainText(rest.replace(/&(?=[A-Za-z]+;)/g, ''));
    const undecorated = withoutTags(rest, ids);
    const shown = plainText(rules.shown(rest).replace(lineBreak, ' '));
    // A component that shows nothing, or below the heading, leaves one blank.
    rest = undecorated === undefined ? shown : shown.replace(/[ \t]+/g, ' ');
    const bare = undecorated === undefined ? shown : plainText(undecorated);
    // Most often all are the same.
    for (const text of new Set([shown, bare, unpictured, spelled])) {
      const id = slug(text).replace(/^-+|-+$/g, '');
      if (id !== '' && id !== slug(rest) && !others.includes(id)) others.push(id);
    }
  }
  return { text: rest, ids, others };
}

/** A heading without its decorations, whose ids it takes; undefined where it has no tags. */
function withoutTags(source: string, ids: string[]): string | undefined {
  if (!source.includes('<')) return undefined;
  for (const [, id] of source.matchAll(/<[A-Za-z][^>]*?\s(?:id|name)=["']([^"']+)["']/g)) {
    ids.push(id!);
  }
  return source.replace(decoration, ' ');
}

/** The text content of inline Markdown, near enough for slugs: punctuation does not matter there. */
export function plainText(source: string): string {
  if (!special.test(source)) return source;
  const codes: string[] = [];
  const keep = (content: string) => `\u0000${codes.push(content) - 1}\u0000`;
  return source
    .replace(/\\([!-/:-@[-`{-~])/g, (_, character: string) => keep(character))
    .replace(/(`+)(.+?)\1(?!`)/g, (_, _ticks, code: string) =>
      keep(code.replace(/\{:\w+\}$/, '').trim()),
    )
    .replace(/\{\/\*[\s\S]*?\*\/\}|<!--[\s\S]*?-->/g, '')
    .replace(/<(?:https?:|mailto:)([^>]*)>/g, (_, url: string) => keep(url))
    .replace(/(?<=[>\])\u0000])<[A-Z][^<>]*\/>(?=[<[\u0000])/g, ' ')
    .replace(/<\/?[A-Za-z][^>]*>|<\/?>/g, '')
    .replace(/!?\[((?:[^[\]]|\[[^\]]*\])*)\]\([^)]*\)/g, '$1')
    .replace(/!?\[([^\]]*)\]\[[^\]]*\]/g, '$1')
    .replace(/\{\s*(["'])(.*?)\1\s*\}/g, '$2')
    .replace(/(^|[^\p{L}\p{N}_])_{1,3}(?=\S)(.*?\S)_{1,3}(?![\p{L}\p{N}_])/gu, '$1$2')
    .replace(/\*/g, '')
    .replace(
      /&(?:amp|lt|gt|quot|apos|#39|ZeroWidthSpace|[mn]dash|[lr]arr|hellip|copy|reg|trade);/g,
      '',
    )
    .replace(/&nbsp;/g, '\u00a0')
    .replace(/\u0000(\d+)\u0000/g, (_, index: string) => codes[Number(index)]!)
    .trim();
}
