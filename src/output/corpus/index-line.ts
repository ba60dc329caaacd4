import type { IndexLine } from '../../contract/index-line.ts';
import type { OutcomeDone } from '../../contract/outcome.ts';
import type { OwnFields } from '../../contract/record.ts';
import {
  checkedContribution,
  corpusContribution,
  type OwnRules,
  ruledFields,
} from './contribution.ts';

export interface DocumentContext {
  path: string;
  out: string;
  /** The merged context of the document. */
  context: Readonly<Record<string, unknown>>;
  /** What the user's stages declare. */
  own?: OwnFields | undefined;
  /** SHA-256 of the body, in hexadecimal. */
  hash: string;
}

/** What a document's context is to the index, and to the context of all documents. */
export function gatheredOf(
  document: DocumentContext,
): Pick<OutcomeDone, 'line' | 'contribution' | 'tokens' | 'pages'> {
  const line = indexLine(document);
  return {
    line: JSON.stringify({ ...line, ...document.own?.index }),
    contribution: { ...corpusContribution(document.context), ...document.own?.corpus },
    tokens: { ...line.tokens, front: line.tokens.after - bodyTokens(document) },
    pages: line.links.pages ?? [],
  };
}

/** A document that the run was not asked for and of which only the last index tells. */
export function carriedOutcome(line: IndexLine, rules: OwnRules = {}): OutcomeDone {
  const { path, out, hash: _, ...context } = line;
  return {
    status: 'carried',
    path,
    out,
    line: JSON.stringify(line),
    contribution: checkedContribution('index.jsonl', {
      ...corpusContribution(context),
      ...ruledFields(context, rules),
    }),
    // Of a document that is carried, no tokens are counted.
    tokens: { ...line.tokens, front: 0 },
    pages: line.links?.pages ?? [],
    messages: [],
  };
}

function bodyTokens({ context }: DocumentContext): number {
  const { stats } = context as { stats?: { tokens: number } };
  return stats?.tokens ?? 0;
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
