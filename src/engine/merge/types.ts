import type { JsonObject } from '../json.ts';

/** What one stage contributes to a merge. */
export interface Contribution {
  /** The name of the stage. */
  readonly stage: string;
  /** JSON data; copied, and never changed. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** One of the values that a rule function combines. */
export interface RuleValue {
  readonly stage: string;
  readonly value: unknown;
}

/**
 * A rule as a function; it returns the value for the path.
 *
 * - `base` is the value of the initial context, or undefined.
 * - `values` are the contributions that set the path, each once, in declared order.
 *
 * It is called where a contribution meets another value; if it throws, the join fails.
 */
export type RuleFunction = (at: {
  readonly base: unknown;
  readonly values: readonly RuleValue[];
  readonly path: readonly string[];
}) => unknown;

/** The rules that have a name. */
export type RuleName =
  | 'error'
  | 'overwrite'
  | 'keep-first'
  | 'deep'
  | 'union'
  | 'append'
  | 'sum'
  | 'max'
  | 'min'
  | 'or';

/** How the values of one path are combined. */
export type Rule = RuleName | RuleFunction;

/** The strategies that have a name; `simple` is an alias of `overwrite`. */
export type StrategyName =
  | 'context-update'
  | 'error-on-conflict'
  | 'overwrite'
  | 'simple'
  | 'keep-first'
  | 'enhanced'
  | 'no-merge';

/** A strategy as a function; it returns the whole context. */
export type StrategyFunction = (
  base: JsonObject,
  contributions: readonly Contribution[],
) => Readonly<Record<string, unknown>>;

export type Strategy = StrategyName | StrategyFunction;

/** Settings of the strategy `enhanced`. */
export interface MergeConfig {
  /** Merge objects key by key at any depth; false replaces them. Default true. */
  readonly deepMergeDicts?: boolean | undefined;
  /** Unite lists, in order of first occurrence; false replaces them. Default true. */
  readonly deduplicateLists?: boolean | undefined;
  /** Add up the counter fields; false replaces them. Default true. */
  readonly accumulateCounters?: boolean | undefined;
  /** Top-level names of counters. Default `counter`, `count`, `total`, `processed`; `[]` means none. */
  readonly counterFields?: readonly string[] | undefined;
  /** Top-level names that are never merged. Default none. */
  readonly excludedFields?: readonly string[] | undefined;
}

/** A path in the context: `'a.b'`, or a list of keys if one of them contains a dot. `*` is any key. */
export type Path = string | readonly string[];

/** One field of a mapping: merged under its own name, or under another one. */
export type MappedField = string | { readonly from: string; readonly to: string };

export interface FieldRule {
  readonly path: readonly string[];
  readonly rule: Rule;
}

/** How contributions become one context at a join. */
export interface MergeSpec {
  /** Default `context-update`. */
  readonly strategy?: Strategy | undefined;
  /**
   * Which fields of a stage are merged, and under which name. A listed stage contributes only these
   * fields (`[]`: none) and owns them; stages that are not listed merge normally.
   */
  readonly fieldMapping?: Readonly<Record<string, readonly MappedField[]>> | undefined;
  /** Rules for single paths; the most specific one counts. */
  readonly fields?: readonly FieldRule[] | Readonly<Record<string, Rule>> | undefined;
  /** Paths of contributions that are not merged. */
  readonly exclude?: readonly Path[] | undefined;
  /** Settings of `enhanced`. */
  readonly config?: MergeConfig | undefined;
}

/** Maps each path of a context, such as `a.b`, to the stages that set its value; an empty list: it was there initially. */
export type Provenance = Readonly<Record<string, readonly string[]>>;
