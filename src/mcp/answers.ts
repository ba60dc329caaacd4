import type { SearchResult } from '../search/open.ts';
import type { Pack } from '../search/pack.ts';
import type { ReadResult } from '../search/read.ts';

/** Hits as lines: id, headings, tokens, and the line that matches. */
export function searchText({ query, hits, hints }: SearchResult): string {
  if (hits.length === 0) return [`No result for "${query.slice(0, 200)}".`, ...hints].join('\n');
  return hits
    .map(({ id, headings, tokens, excerpt }) => {
      const quoted = excerpt === '' ? '' : `\n  ${excerpt}`;
      return `- ${id} (${tokens} tokens): ${headings.join(' > ')}${quoted}`;
    })
    .join('\n');
}

/** The text behind a line that names its source, and the cursor where there is more. */
export function readText({ url, text, next }: ReadResult): string {
  const more = next === undefined ? '' : `\n[Cut here. Read on with cursor "${next}".]\n`;
  return `Source: ${url}\n\n${text}${more}`;
}

export function packText({ text, query }: Pack): string {
  return text === '' ? `Nothing found for "${query.slice(0, 200)}" within the budget.` : text;
}
