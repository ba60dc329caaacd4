import type { LinkFields } from '../../transforms/link-index.ts';
import type { OutlineEntry } from '../../transforms/outline.ts';
import type { StatisticsFields } from '../../transforms/statistics.ts';
import { corpusContribution } from './contribution.ts';
import type { OutcomeDone } from './outcome.ts';

/** One line of `index.jsonl`. */
export interface IndexLine {
  /** Path of the source, relative to the source root, forward slashes. */
  path: string;
  /** Path of the output, relative to the output root, forward slashes. */
  out: string;
  title: string;
  description: string;
  /** Address on the site; empty where none is known. */
  url: string;
  topics: string[];
  outline: OutlineEntry[];
  links: LinkFields['links'];
  tokens: StatisticsFields['tokens'];
  /** SHA-256 of the output's body, in hexadecimal. */
  hash: string;
}

export interface DocumentContext {
  path: string;
  out: string;
  /** The merged context of the document. */
  context: Readonly<Record<string, unknown>>;
  /** SHA-256 of the body, in hexadecimal. */
  hash: string;
}

/** What a document's context is to the index, and to the context of all documents. */
export function gatheredOf(
  document: DocumentContext,
): Pick<OutcomeDone, 'line' | 'contribution' | 'tokens' | 'pages'> {
  const line = indexLine(document);
  const contribution = corpusContribution(document.context);
  return {
    line: JSON.stringify(line),
    contribution: () => contribution,
    tokens: line.tokens,
    pages: line.links.pages ?? [],
  };
}

function indexLine({ path, out, context, hash }: DocumentContext): IndexLine {
  const fields = context as Partial<IndexLine>;
  return {
    path,
    out,
    title: fields.title ?? '',
    description: fields.description ?? '',
    url: fields.url ?? '',
    topics: fields.topics ?? [],
    outline: fields.outline ?? [],
    links: fields.links ?? { pages: [], external: [] },
    tokens: fields.tokens ?? { before: 0, after: 0 },
    hash,
  };
}
