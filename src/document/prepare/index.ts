import type { Dialect, SyntaxName } from '../../../transforms/dialect.ts';
import type { Syntax } from '../document.ts';
import type { Finding } from '../message.ts';
import type { Call } from './call.ts';
import { prepareContainers } from './containers.ts';
import type { Edits } from './edits.ts';
import { prepareHeadingIds } from './heading-ids.ts';
import { classify, scanLines } from './lines.ts';
import type { Preparation } from './preparation.ts';

/** A text whose foreign syntax has become tags that every parser knows. */
export interface Prepared {
  text: string;
  calls: readonly Call[];
  /** Source line of a heading -> the id its author gave it. */
  headingIds: ReadonlyMap<number, string>;
  /** Source line of each line, from 1; absent where no line moved. */
  lines?: readonly number[];
}

interface SourceSyntax {
  /** Whether a text can hold the syntax at all; most do not, and cost nothing more than this. */
  occursIn(text: string): boolean;
  prepare(preparation: Preparation): Edits;
}

/** In the order in which they are read: a syntax may stand inside those before it. */
const syntaxes: Partial<Record<SyntaxName, SourceSyntax>> = {
  containers: { occursIn: (text) => text.includes(':::'), prepare: prepareContainers },
  'heading-ids': {
    occursIn: (text) => /[{[](?:#|!?toc\]|\/\*)/.test(text),
    prepare: prepareHeadingIds,
  },
};

const none: Pick<Prepared, 'calls' | 'headingIds'> = { calls: [], headingIds: new Map() };

/** Turns what a dialect writes beyond Markdown and MDX into tags, before any parser sees it. */
export function prepare(
  text: string,
  { dialect, syntax, report }: { dialect: Dialect; syntax: Syntax; report(finding: Finding): void },
): Prepared {
  const names = dialect.syntaxes ?? [];
  const used = (Object.entries(syntaxes) as [SyntaxName, SourceSyntax][]).filter(
    ([name, { occursIn }]) => names.includes(name) && occursIn(text),
  );
  if (used.length === 0) return { text, ...none };
  const calls: Call[] = [];
  const headingIds = new Map<number, string>();
  const call = (entry: Call) => calls.push(entry) - 1;
  const lines = scanLines(text, syntax);
  const preparation: Preparation = { dialect, syntax, lines, headingIds, call, report };
  for (const [, { prepare }] of used) apply(preparation, prepare(preparation));
  const { source } = preparation.lines;
  const moved =
    source.length !== lines.text.length || source.some((line, index) => line !== index + 1);
  const prepared = { text: preparation.lines.text.join('\n'), calls, headingIds };
  return moved ? { ...prepared, lines: source } : prepared;
}

function apply(preparation: Preparation, edits: Edits): void {
  if (edits.size === 0) return;
  const changed = edits.apply(preparation.lines);
  preparation.lines = { ...changed, kind: classify(changed.text, preparation.syntax) };
}
