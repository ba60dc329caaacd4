import { declared } from '../../../transforms/declared.ts';
import type { IndexLine, TokenCounts } from '../../contract/index-line.ts';
import type { OutcomeDone } from '../../contract/outcome.ts';
import type { OwnFields } from '../../contract/record.ts';
import {
  checkedContribution,
  corpusContribution,
  type OwnRules,
  ruledFields,
} from './contribution.ts';

interface DocumentContext {
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
  const { own } = document;
  const isDerived = own?.index.derivedFrom !== undefined;
  const context = isDerived ? withoutSource(document.context) : document.context;
  const line = indexLine({ ...document, context });
  const { after } = line.tokens;
  return {
    line: JSON.stringify({ ...line, ...own?.index }),
    contribution: { ...corpusContribution(context), ...own?.corpus },
    tokens: {
      ...line.tokens,
      ...(isDerived ? { front: 0, derived: after } : { front: after - bodyTokens(document) }),
    },
    pages: line.links.pages ?? [],
  };
}

/** The context of a page that is made from a file that is no document: what was parsed for it is no source. */
function withoutSource(context: DocumentContext['context']): DocumentContext['context'] {
  const { tokens } = context as { tokens?: TokenCounts };
  return tokens === undefined
    ? context
    : { ...context, tokens: { before: 0, after: tokens.after } };
}

/** A document that was not selected and is only in the last index. */
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

/** What a line holds where no stage contributed it. */
const empty = {
  title: '',
  description: '',
  url: '',
  topics: [],
  outline: [],
  links: { pages: [], external: [] },
  tokens: { before: 0, after: 0 },
} satisfies Omit<IndexLine, 'path' | 'out' | 'hash'>;

/** Fields that the built-in stages declare for the index, as the user's do. */
const declaredFields = Object.values(declared).flatMap((stage) =>
  'output' in stage && 'index' in stage.output ? stage.output.index : [],
);

function indexLine({ path, out, context, hash }: DocumentContext): IndexLine {
  const fields = declaredFields.map((name) => [name, context[name] ?? empty[name]]);
  return { path, out, ...Object.fromEntries(fields), hash };
}
