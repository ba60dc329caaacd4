import { declared } from '../../../transforms/declared.ts';
import type { CorpusRule } from '../../../transforms/define.ts';
import type { PageLinks } from '../../contract/index-line.ts';
import {
  type CompiledMerge,
  compileMerge,
  type MergeSpec,
  mergeContributions,
  type Rule,
} from '../../engine/index.ts';
import { unsafeKeys } from '../../is-record.ts';
import { countsOf } from '../../maps.ts';

type Fields = Readonly<Record<string, unknown>>;

const builtInRules: Record<string, Rule> = Object.assign(
  { documents: 'sum' },
  ...Object.values(declared).map((stage) => ('corpus' in stage ? stage.corpus.fields : {})),
);

/**
 * What the built-in fields of one document give to the context of all. What grows with every document,
 * such as the pages that it links to, stays in its line of the index.
 */
export function corpusContribution(context: Fields): Record<string, unknown> {
  const { external = [] } = (context.links ?? {}) as Partial<PageLinks>;
  const { links: _hosts, ...folded } = ruledFields(context, builtInRules);
  return { documents: 1, ...folded, links: { hosts: countByHost(external) } };
}

/** The fields of a context that a rule names, or a path of which. */
export function ruledFields(context: Fields, rules: Readonly<Record<string, unknown>>): Fields {
  const names = new Set(Object.keys(rules).map((path) => path.split('.')[0]!));
  return Object.fromEntries(Object.entries(context).filter(([name]) => names.has(name)));
}

/**
 * A contribution that was read from a file, as somebody may have left it.
 *
 * @param file for messages
 * @throws ContextorError `CONTRIBUTION_INVALID`, `CONTRIBUTION_UNSAFE_KEY`
 */
export const checkedContribution = (file: string, fields: Fields): Fields =>
  mergeContributions({}, [{ stage: file, fields }]).context;

/** The rules for the fields of the user's stages, by path. */
export type OwnRules = Readonly<Record<string, CorpusRule>>;

/** How the contexts of documents become one. */
export const corpusMerge: MergeSpec = { strategy: 'enhanced', fields: builtInRules };

/** The same, with rules for the fields of the user's stages. */
export const corpusMergeWith = (own: OwnRules = {}): CompiledMerge =>
  compileMerge({ ...corpusMerge, fields: { ...builtInRules, ...own } });

function countByHost(addresses: readonly string[]): Record<string, number> {
  const hosts = addresses.flatMap(
    (address) => /^https?:\/\/([^/?#]+)/i.exec(address)?.[1]?.toLowerCase() ?? [],
  );
  return Object.fromEntries(countsOf(hosts.filter((host) => !unsafeKeys.has(host))));
}
