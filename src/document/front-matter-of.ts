import type { TokenCounts } from '../contract/index-line.ts';
import type { TokenCounter } from './count-tokens.ts';
import type { Document } from './document.ts';
import { mdcFrontMatter } from './mdc.ts';

interface FrontMatterInputs {
  /** The merged context of the document, what the statistics say of it included. */
  fields: Readonly<Record<string, unknown>>;
  /** Undefined where nothing was counted. */
  count: TokenCounter | undefined;
}

/** The front matter of a document. It has the address, unless that makes the page longer than its source. */
export function frontMatterOf(document: Document, { fields, count }: FrontMatterInputs): string {
  const { path, settings, frontMatterFields: shows } = document;
  const { tokens, stats } = fields as { tokens?: TokenCounts; stats?: { tokens: number } };
  return mdcFrontMatter({
    path,
    fields,
    body: document.body(),
    settings,
    shows,
    ...(tokens &&
      stats &&
      count && { fits: (frontMatter) => count(frontMatter) + stats.tokens <= tokens.before }),
  });
}
