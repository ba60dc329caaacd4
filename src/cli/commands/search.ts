import type { SearchResult } from '../../search/open.ts';
import type { CommandDefinition, Invocation } from '../command.ts';
import { docsOptions, facetOptions, facetsOf, openDocs } from '../docs-sources.ts';
import { wholeNumber } from '../flags.ts';
import { jsonText, printable } from '../terminal.ts';

/** `search`: finds sections in built docs. */
export default {
  arguments: [{ syntax: '<query...>', description: 'What to look for.' }],
  options: [
    ...docsOptions,
    ...facetOptions,
    { flags: '--limit <n>', description: 'Maximum number of results (default: 8).' },
    { flags: '--json', description: 'Print the results as JSON.' },
  ],
  examples: [
    { command: 'contextor search "retry a request"', description: 'The best sections.' },
    { command: 'contextor search useFetch --json', description: 'The same as JSON.' },
  ],
  async run(invocation) {
    const limit = wholeNumber('--limit', invocation.options.limit) ?? 8;
    const context = await openDocs(invocation);
    try {
      const query = invocation.arguments.join(' ');
      const result = await context.search(query, { limit, ...facetsOf(invocation) });
      invocation.io.stdout.write(
        invocation.options.json === true
          ? jsonText({ schemaVersion: 1, ...result })
          : text(result, invocation),
      );
      return result.hits.length > 0 ? 0 : 1;
    } finally {
      context.close();
    }
  },
} satisfies CommandDefinition;

function text({ query, hits, hints }: SearchResult, { terminal }: Invocation): string {
  const { bold, dim } = terminal.colors;
  if (hits.length === 0) {
    return [`Nothing found for "${printable(query)}".`, ...hints.map(printable), ''].join('\n');
  }
  const shown = hits.map(({ id, headings, url, tokens, excerpt }, at) => {
    const title = bold(printable(headings.join(' > ')));
    const place = url.startsWith('http') ? `${id}  ${url}` : id;
    const lines = [`${at + 1}. ${title}`, dim(`${printable(place)} (${tokens} tokens)`)];
    if (excerpt !== '') lines.push(printable(excerpt));
    return `${lines.join('\n   ')}\n`;
  });
  return [...shown, ...hints.map((hint) => `${printable(hint)}\n`)].join('\n');
}
