import { codeMarkerText, comment, linesStoodFor } from '../../src/marker.ts';
import { type Cut, cutAt } from './lines.ts';

interface Shortening {
  language: string | null | undefined;
  /** Lines of the longest code that stays. */
  limit: number;
  /** The lines that the page gave to a component, which shows others around them. */
  ofPage?: string | undefined;
}

/** The beginning of a long code block, the blocks that are open there closed; undefined where it stays. */
export function shortenCode(value: string, options: Shortening): string | undefined {
  const { language, limit, ofPage } = options;
  const lines = value.split('\n');
  if (lines.length <= limit) return undefined;
  if (ofPage !== undefined) return onlyOfPage(value, ofPage, options);
  const cut = cutAt(lines, limit);
  return cut && written(cut, language).join('\n');
}

/** What the page itself shows, without the long code that a component has around it. */
function onlyOfPage(value: string, ofPage: string, options: Shortening): string {
  const at = `\n${value}\n`.indexOf(`\n${ofPage}\n`);
  const around = [value.slice(0, at), value.slice(at + ofPage.length)].map((text) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length <= 3) return text.trim();
    return comment(options.language, codeMarkerText(text.trim().split('\n').length));
  });
  const own = shortenCode(ofPage, { ...options, ofPage: undefined }) ?? ofPage;
  return [around[0], own, around[1]].filter(Boolean).join('\n\n');
}

const scripts: ReadonlySet<string> = new Set('js jsx ts tsx javascript typescript'.split(' '));

function written({ head, tail }: Cut, language: string | null | undefined): string[] {
  const lines = [...head];
  for (const part of tail) {
    if ('line' in part) lines.push(part.line);
    else {
      const count = part.omitted.reduce((sum, line) => sum + linesStoodFor(line), 0);
      lines.push(part.indent + markerAfter(lines, language, codeMarkerText(count)));
    }
  }
  return lines;
}

/** A line after which JSX goes on with text: a whole tag, or the end of one. */
const tagEnd = /^\s*(?:<.*)?(?<![=-])>\s*$|<\/[\w.]*>\s*$|\/>\s*$|\*\/\}\s*$/;

/** A marker as a comment that stands after `lines`; between JSX tags, a comment is an expression. */
export function markerAfter(
  lines: readonly string[],
  language: string | null | undefined,
  text: string,
): string {
  const inner = languageAfter(lines, language);
  const isAmongTags = scripts.has(inner ?? '') && tagEnd.test(lines.at(-1) ?? '');
  return isAmongTags && inner === language ? `{/* ${text} */}` : comment(inner, text);
}

/** Languages of markup whose scripts and style sheets are other languages. */
const markup: ReadonlySet<string> = new Set(
  'html htm xhtml vue vue-html svelte astro angular razor cshtml markdown md mdx mdc mdoc markdoc php'.split(
    ' ',
  ),
);
const documents: ReadonlySet<string> = new Set('markdown md mdx mdc mdoc markdoc'.split(' '));
const fence = /^\s*(`{3,}|~{3,})\s*([\w+#.-]*)/;

/**
 * The language in which a comment after these lines of a block has to be: that of the `<script>`,
 * the style sheet, the front matter or the fence that is open there, else the block's own.
 */
function languageAfter(
  lines: readonly string[],
  language: string | null | undefined,
): string | null | undefined {
  const own = (language ?? '').toLowerCase();
  if (!markup.has(own)) return language;
  if (own === 'astro' || documents.has(own)) {
    const [first, ...rest] = lines;
    const isOpen = first?.trim() === '---' && !rest.some((line) => line.trim() === '---');
    if (isOpen) return own === 'astro' ? 'ts' : 'yaml';
  }
  const inFence = documents.has(own) ? openFence(lines) : undefined;
  if (inFence !== undefined) return inFence;
  return openElement(lines) ?? (own === 'mdx' ? 'mdx-expression' : language);
}

/** The language of the fence that is not closed; empty where it names none. */
function openFence(lines: readonly string[]): string | undefined {
  let open: { marker: string; language: string } | undefined;
  for (const line of lines) {
    const [, marker, language = ''] = fence.exec(line) ?? [];
    if (marker === undefined) continue;
    if (open === undefined) open = { marker, language };
    else if (line.trim() === marker && marker.startsWith(open.marker)) open = undefined;
  }
  return open?.language;
}

/** `js` within a script, `css` within a style sheet. */
function openElement(lines: readonly string[]): string | undefined {
  for (const line of lines.toReversed()) {
    const ends = line.search(/<\/(?:script|style)\s*>/i);
    const [, name = '', rest = ''] = /<(script|style)\b[^>]*>(.*)$/i.exec(line) ?? [];
    if (name !== '')
      return /<\//.test(rest) ? undefined : name.toLowerCase() === 'style' ? 'css' : 'js';
    if (ends >= 0) return undefined;
  }
  return undefined;
}
