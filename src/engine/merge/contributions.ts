import { ContextorError } from '../../errors.ts';
import { adoptFields, remember } from '../adopt.ts';
import type { JsonObject } from '../json.ts';
import { type Entry, join } from './join.ts';
import { Layers } from './layers.ts';
import { provenanceOf } from './provenance.ts';
import { type CompiledMerge, compileMerge } from './spec.ts';
import type { Contribution, MergeSpec, Provenance, Strategy } from './types.ts';

export interface MergeOptions {
  /** Where the contributions meet, for messages. Default `the merge`. */
  readonly join?: string;
}

export interface MergeResult {
  /** The merged context, new and frozen deeply. */
  readonly context: JsonObject;
  readonly provenance: Provenance;
}

type AnySpec = MergeSpec | Strategy | CompiledMerge;

/**
 * Merges contributions that know nothing of each other into a context. Pure: nothing given is
 * changed or frozen, and the result shares nothing with it.
 *
 * @param base the initial context: JSON data
 * @param contributions in declared order
 * @param spec how they merge; compile it once with `compileMerge` when it serves many documents
 * @throws MergeConflictError where they disagree and the spec does not say who is right
 * @throws ContextorError `CONTRIBUTION_INVALID`, `CONTRIBUTION_UNSAFE_KEY`, `MERGE_RULE_VALUE`,
 *   `MERGE_FUNCTION`, and the mistakes of a spec
 * @example
 * mergeContributions({ count: 10 }, [
 *   { stage: 'a', fields: { count: 5 } },
 *   { stage: 'b', fields: { count: 3 } },
 * ], { strategy: 'enhanced' }).context; // { count: 18 }
 */
export function mergeContributions(
  base: Readonly<Record<string, unknown>>,
  contributions: readonly Contribution[],
  spec: AnySpec = {},
  options: MergeOptions = {},
): MergeResult {
  const settings = { spec: compileMerge(spec), join: options.join ?? 'the merge', record: false };
  const initial = Layers.of(adoptFields(base, 'the initial context'));
  const { context: layers, origins } = join(initial, contributions.map(toEntry), settings);
  const context = layers.whole;
  remember(context);
  let provenance: Provenance | undefined;
  return {
    context,
    get provenance() {
      provenance ??= provenanceOf(context, origins);
      return provenance;
    },
  };
}

/**
 * Merges two contexts, in which both sides vote: fields that both set to unequal values are a
 * conflict under `context-update` and `error-on-conflict`; sums, unions and deep merges combine
 * both. A missing side yields the other. In conflicts and mappings the sides are called `target`
 * and `source`. To fold many contexts, give them all to `mergeContributions`: it is one pass.
 *
 * @returns the merged context, frozen deeply
 * @throws what `mergeContributions` throws
 * @example
 * mergeContexts({ count: 5 }, { count: 3 }, 'enhanced'); // { count: 8 }
 */
export function mergeContexts(
  target: Readonly<Record<string, unknown>> | null | undefined,
  source: Readonly<Record<string, unknown>> | null | undefined,
  spec: AnySpec = {},
): JsonObject {
  const compiled = compileMerge(spec);
  if (!target || !source) return adoptFields(target ?? source ?? {}, 'the context');
  if (compiled.strategy === 'no-merge') return adoptFields(target, 'the context');
  const sides = [
    { stage: 'target', fields: target },
    { stage: 'source', fields: source },
  ];
  return mergeContributions({}, sides, compiled).context;
}

function toEntry(contribution: Contribution, order: number): Entry {
  const { stage, fields } = contribution ?? {};
  if (typeof stage !== 'string') {
    throw new ContextorError(`Contribution ${order + 1} names no stage`, {
      code: 'CONTRIBUTION_INVALID',
      remedy: "Give { stage: 'name', fields: { ... } }",
    });
  }
  const writer = {
    stages: [stage],
    order,
    node: order,
    ancestors: undefined,
    kind: 'stage',
    opaque: false,
  } as const;
  return { writer, fields: adoptFields(fields, `stage '${stage}'`) };
}
