import { defused, documentEnd, documentOpening, inLine } from '../contract/safe-text.ts';
import type { SearchResult } from '../search/open.ts';
import type { Pack } from '../search/pack.ts';
import type { ReadResult } from '../search/read.ts';

/** A signature can be a heading of many lines; its id tells the rest. */
const longestHeading = 80;

const shortened = (heading: string): string =>
  heading.length <= longestHeading
    ? heading
    : `${heading.slice(0, longestHeading).replace(/[\ud800-\udbff]$/, '')}…`;

/** Hits as lines: id, headings, tokens, and the line that matches. */
export function searchText({ query, hits, hints }: SearchResult): string {
  if (hits.length === 0) return [`No result for "${query.slice(0, 200)}".`, ...hints].join('\n');
  const lines = hits.map(({ id, headings, tokens, excerpt }) => {
    const quoted = excerpt === '' ? '' : `\n  ${excerpt}`;
    return `- ${inLine(id)} (${tokens} tokens): ${inLine(headings.map(shortened).join(' > '))}${quoted}`;
  });
  return [...lines, ...hints].join('\n');
}

/**
 * The text after a line that names its source, and the cursor where there is more. What others wrote
 * stands in a `<document>` that nothing in it can end.
 */
export function readText({ url, title, text, foreign, next }: ReadResult): string {
  const more = next === undefined ? '' : `\n[Cut here. Read on with cursor "${next}".]\n`;
  if (!foreign) return `Source: ${inLine(url)}\n\n${text}${more}`;
  const opening = documentOpening({ source: url, title, foreign: 'true' });
  return `${opening}\n${defused(text).trimEnd()}\n${documentEnd}\n${more}`;
}

export const packText = ({ text, query }: Pack): string =>
  text === '' ? `Nothing found for "${query.slice(0, 200)}" within the budget.` : text;
