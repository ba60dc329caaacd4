import { trimmed, trimmedEnd } from '../lines/prefix.ts';
import { codeSpans, inSpan } from '../lines/spans.ts';
import { readAttributes } from './attributes.ts';
import { textValue } from './call.ts';
import type { Preparation } from './preparation.ts';

const list = /(?<![ \t])[ \t]*\{:?([^{}\n]*)\}/g;
const ownLine = /^[ \t]*(?:>[ \t]?)*\{:?([^{}\n]*)\}[ \t]*$/;
const headingStart = /^\s*#{1,6}[ \t]/;

/** Ends of the elements that an attribute list may follow: links, icons, tags, emphasis and marks. */
const elementEnd =
  /\]\((?:[^()]|\([^()]*\))*\)$|\][ ]?\[[^[\]]*\]$|\[[^[\]]+\]$|:[a-z\d][a-z\d_+-]*:$|<[^<>]+>$|(?:\*{1,3})(?=\S)[^*]*[^\s*]\*{1,3}$|\S\*\*$|(?:^|[^\w\\])_{1,3}[^\s_](?:.*[^\s_])?_+$|(?:==|\^\^|~~|\+\+)$/;

/** Of a line with many lists, each looks no further back than this. */
const longestElement = 2_000;

/** Takes the id of a heading, and the attributes that stand after it, off its line. */
export function takeHeadingId(line: string, number: number, preparation: Preparation): string {
  const { text, list } = splitHeading(line);
  const id = list && textValue(readAttributes(list) ?? [], 'id');
  if (id !== undefined) preparation.headingIds.set(number, id);
  return text;
}

/** A heading's line, and what the attribute list at its end holds. */
export function splitHeading(line: string): { text: string; list?: string } {
  const [start] = headingStart.exec(line) ?? [];
  const end = trimmedEnd(line, ' \t#');
  const open = end.lastIndexOf('{');
  if (start === undefined || open < start.length || end.indexOf('}', open) !== end.length - 1) {
    return { text: line };
  }
  if (end[open - 1] === '$') return { text: line };
  const list = trimmed(end.slice(open + 1, -1).replace(/^:/, ''));
  if (!isAttributeList(list) && !isFlag(list)) return { text: line };
  return { text: start + trimmedEnd(end.slice(start.length, open)), list };
}

/**
 * Takes attribute lists away: on lines of their own, after elements, and at the end of cells.
 * `bareWords`: what follows an element is a list also where it holds only names, `{external}`.
 */
export function withoutAttributeLists(
  written: string,
  { ownLine: alone = true, bareWords = false } = {},
): string {
  if (!written.includes('}')) return written;
  if (alone && isOnlyAttributeList(written)) return '';
  const line = withTitles(written);
  const spans = codeSpans(line);
  const maths = inDollars(line);
  return line.replace(list, (whole: string, given: string, at: number) => {
    const inner = trimmed(given);
    const brace = at + whole.indexOf('{');
    // `${payload.heat}` is a placeholder.
    if (line[brace - 1] === '$' || inSpan(spans, brace) || inSpan(maths, brace)) return whole;
    const before = line.slice(0, at);
    const isBehind = brace === at && isElement(before, spans);
    if (isBehind) {
      const isNames = bareWords && /[^>\s]$/.test(before) && readAttributes(inner)?.length;
      const isList = isAttributeList(inner.replace(/(?<=["']),(?= )/g, ''));
      return isNames || isList || isFlag(inner) ? '' : whole;
    }
    const endsCell = /\|/.test(before) && /^[ \t]*\|/.test(line.slice(at + whole.length));
    return endsCell && isAttributeList(inner) ? '' : whole;
  });
}

/** Where maths stand that have something raised or lowered, whose braces may look like a list. */
const inDollars = (line: string): [number, number][] =>
  Array.from(
    line.matchAll(/(?<![\\$\w])\$(?=[^\s$`\d])[^$`_^]*(?:[_^](?!\{)[^$`_^]*)*[_^]\{[^$`]*\$/g),
    ({ 0: whole, index }) => [index, index + whole.length],
  );

const titled = /\]\(([^()\s<>]+)\)(\{:?([^{}\n]*)\})/g;

/** Links and images with the title that an attribute list gives them: `[](a.md){ title="A" }`. */
function withTitles(line: string): string {
  if (!line.includes('title=')) return line;
  const spans = codeSpans(line);
  return line.replace(titled, (whole, url: string, list: string, inner: string, at: number) => {
    const title = textValue(readAttributes(inner) ?? [], 'title')?.replace(/["\\]/g, '\\$&');
    return title && !inSpan(spans, at) ? `](${url} "${title}")${list}` : whole;
  });
}

/** A line without the attribute list that stands at its end, apart from its text. */
export function withoutListAtEnd(line: string): string {
  const [whole = '', inner = ''] = /[ \t]\{:?([^{}\n]*)\}$/.exec(line) ?? [];
  if (whole === '' || !isAttributeList(trimmed(inner))) return line;
  return trimmedEnd(line.slice(0, -whole.length));
}

/** Whether a line holds an attribute list and nothing else. */
export function isOnlyAttributeList(line: string): boolean {
  const own = ownLine.exec(line);
  return own !== null && isAttributeList(trimmed(own[1]!));
}

function isElement(before: string, spans: readonly [number, number][]): boolean {
  return (
    spans.some(([, end]) => end === before.length) || elementEnd.test(before.slice(-longestElement))
  );
}

export function isAttributeList(inner: string): boolean {
  const attributes = readAttributes(inner);
  // `{ id = 1 }` is code.
  return attributes !== undefined && /[.#=]|^toc$/.test(inner) && !/^[^"']*\s=/.test(inner);
}

/** `{ data-preview }` and `{ hidden }` after a link. */
const isFlag = (inner: string) => /^(?:[a-z]+-[a-z-]+|hidden|async|defer|download)$/.test(inner);
