import type { Lines } from '../../lines/lines.ts';
import { attribute, attributesFrom, callTag } from '../call.ts';
import { changedLines, Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import { quoted } from './mkdocs-tags.ts';
import { isRendered } from './mkdocs-variables.ts';

const rawMark = /^\s*\{%-?\s*(?:end)?raw\s*-?%\}\s*$/;
const filter =
  /^\s*\{%-?\s*(?:filter\s+indent(?:\((?:\s*width\s*=)?\s*(\d{1,2})(?!\d)[^)]*\)|\b)|endfilter)\s*-?%\}\s*$/;
/** What a tag may hold before its end: it goes over no blank line, nor over the start of another tag. */
export const insideTag = String.raw`(?:[^%{\n]|%(?!\})|\{(?!%)|\n(?![ \t]*\n))*`;
const include = new RegExp(
  String.raw`^\{%-?\s*(include(?:-markdown)?)\s+(${quoted})(${insideTag})%\}$`,
);
const codeOrInclude = /`[^`]*`|\{%-?\s*include\b[^%{}]*%\}/g;
const option = new RegExp(String.raw`(start|end)\s*=\s*(${quoted})`, 'g');

/** What a tag of the plugins macros and include-markdown includes: a file, or what is between two texts in it. */
interface TagInclude {
  name: string;
  path: string;
  start?: string;
  end?: string;
}

/** Reads `{% include "file" %}` and `{% include-markdown "file" start="…" end="…" %}`; undefined for other texts. */
export function readTagInclude(text: string): TagInclude | undefined {
  const [, name, path, options = ''] = include.exec(text) ?? [];
  if (name === undefined) return undefined;
  const found = [...options.matchAll(option)].map(([, key, value]) => [key, unquoted(value!)]);
  return { name, path: unquoted(path!), ...Object.fromEntries(found) };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

const unquoted = (text: string): string =>
  text.slice(1, -1).replace(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign);

/** Both tags around an include on one line, which Jinja does not move. */
const filterOfLine =
  /\{%-?\s*filter\s+indent\b[^%{}]*%\}\s*(\{%-?\s*include\b[^%{}]*%\})\s*\{%-?\s*endfilter\s*-?%\}/g;

/**
 * `{% filter indent(width=4) %}` in a block of code, whose lines may stand further left than the
 * block: Jinja moves them before Markdown is read.
 *
 * https://mkdocs-macros-plugin.readthedocs.io/en/latest/advanced/
 */
export function prepareFiltersInCode(preparation: Preparation): Edits {
  const { text, kind } = preparation.lines;
  const hasFilter = text.some((line) => line.includes('endfilter'));
  if (!hasFilter || !isRendered(preparation)) return new Edits();
  const edits = changedLines(text, (line) =>
    line.includes('endfilter') ? line.replace(filterOfLine, '$1') : undefined,
  );
  for (const { first, last, width } of filters(text)) {
    if (kind[first] !== 'code') continue;
    edits.remove(first);
    edits.remove(last);
    for (let at = first + 1; at < last; at++)
      if (text[at] !== '') edits.replace(at, ' '.repeat(width) + text[at]);
  }
  return edits;
}

/** The lines between which something is moved, and how far. */
function* filters(text: readonly string[]) {
  let open: { first: number; width: number } | undefined;
  for (const [at, line] of text.entries()) {
    const mark = line.includes('{%') ? filter.exec(line) : null;
    if (mark === null) continue;
    const isEnd = line.includes('endfilter');
    if (isEnd && open !== undefined) yield { ...open, last: at };
    open = isEnd ? undefined : { first: at, width: Number(mark[1] ?? 4) };
  }
}

/**
 * Tags on lines of their own: marks between which the plugin macros leaves text alone, files that
 * are included, and what it moves to the right.
 */
export function prepareJinja(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  let indent = '';
  for (let index = 0; index < text.length; index++) {
    const line = text[index]!;
    if (kind[index] !== 'text') continue;
    const moved = line.includes('{%') ? filter.exec(line) : null;
    if (moved !== null) {
      indent = line.includes('endfilter') ? '' : ' '.repeat(Number(moved[1] ?? 4));
      edits.replace(index, '');
      continue;
    }
    const last = tagEnd(preparation.lines, index);
    const included = readTagInclude(
      text
        .slice(index, last + 1)
        .join('\n')
        .trim(),
    );
    if (included) {
      const lead = indent + line.slice(0, line.length - line.trimStart().length);
      edits.replaceByBlock(index, lead, includeTag(included, preparation));
      edits.remove(index + 1, last);
      index = last;
      continue;
    }
    if (rawMark.test(line)) edits.replace(index, '');
    else if (indent !== '') edits.replace(index, line === '' ? '' : indent + line);
  }
  return edits;
}

const tableCall = /^([ \t]*)\{\{\s*(read_\w+\([^{}]*\))\s*\}\}[ \t]*$/;

/** Tables that the plugin table-reader reads from files: `{{ read_csv("a.csv") }}` on a line of its own. */
export function prepareReadTables({ lines: { text, kind }, site }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !line.includes('{{')) continue;
    const [, lead = '', called] = tableCall.exec(line) ?? [];
    const table = called && site.mkdocs.table(called);
    if (table) edits.replace(index, ...table.split('\n').map((row) => lead + row));
  }
  return edits;
}

/** Files that are included within lines. */
export function prepareInlineIncludes(preparation: Preparation): Edits {
  const { text, kind } = preparation.lines;
  if (!text.some((line) => line.includes('{%')) || !isRendered(preparation)) return new Edits();
  return changedLines(text, (line, index) => {
    if (kind[index] !== 'text' || !line.includes('{%')) return undefined;
    return line.replace(codeOrInclude, (whole) => {
      const named = readTagInclude(whole);
      return named ? includeTag(named, preparation) : whole;
    });
  });
}

const longestTag = 12;

/** The line that a tag which begins a line ends on; that line where none does. */
function tagEnd({ text, kind }: Lines, from: number): number {
  if (!/^\s*\{%/.test(text[from]!)) return from;
  const most = Math.min(text.length, from + longestTag);
  for (let at = from; at < most; at++) {
    const line = text[at]!;
    if (at > from && (kind[at] !== 'text' || /^\s*$|\{%/.test(line))) return from;
    if (line.includes('%}')) return at;
  }
  return from;
}

/** The plugin macros looks for files in its own folder; include-markdown from the page or the docs. */
function includeTag({ name, path, start, end }: TagInclude, preparation: Preparation): string {
  const attributes = [attribute('0', path), ...attributesFrom({ start, end })];
  return callTag.alone(preparation.call({ origin: 'macro', name, attributes }));
}
