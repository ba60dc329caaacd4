import { ContextorError } from '../../errors.ts';
import { describe, isPlainObject } from '../adopt.ts';
import { compileMapping, type Mapping } from './mapping.ts';
import type { Mode } from './merge.ts';
import {
  hasChildren,
  hasFunction,
  nodeAt,
  pathOf,
  type RuleNode,
  ruleNode,
  spreadWildcards,
} from './rules-tree.ts';
import type {
  MergeConfig,
  MergeSpec,
  Path,
  Rule,
  RuleName,
  Strategy,
  StrategyName,
} from './types.ts';

/** A merge spec, checked and resolved once, to be applied to any number of documents. */
export interface CompiledMerge {
  readonly strategy: Exclude<Strategy, 'simple'>;
  readonly config: ResolvedMergeConfig;
  /** What happens at paths without a rule; none: the strategy is a function, or merges nothing. */
  readonly mode: Mode | undefined;
  readonly rules: RuleNode;
  readonly mapping: Mapping | undefined;
  /** The default strategy without a rule: a chain of stages cannot conflict under it. */
  readonly plain: boolean;
  /** What was merged may be merged into as if it were the initial context, with the same result. */
  readonly folds: boolean;
}

export interface ResolvedMergeConfig {
  readonly deepMergeDicts: boolean;
  readonly deduplicateLists: boolean;
  readonly accumulateCounters: boolean;
  readonly counterFields: ReadonlySet<string>;
  readonly excludedFields: readonly string[];
}

const strategies: Record<StrategyName, Exclude<StrategyName, 'simple'>> = {
  'context-update': 'context-update',
  'error-on-conflict': 'error-on-conflict',
  overwrite: 'overwrite',
  simple: 'overwrite',
  'keep-first': 'keep-first',
  enhanced: 'enhanced',
  'no-merge': 'no-merge',
};

/** The counters of `enhanced`, where its `config` names no others. */
export const counterFields: readonly string[] = ['counter', 'count', 'total', 'processed'];

const modes: Partial<Record<StrategyName, Mode>> = {
  'context-update': 'error',
  'error-on-conflict': 'error-on-conflict',
  overwrite: 'overwrite',
  'keep-first': 'keep-first',
  enhanced: 'enhanced',
};

const configTypes: Record<keyof MergeConfig, 'boolean' | 'names'> = {
  deepMergeDicts: 'boolean',
  deduplicateLists: 'boolean',
  accumulateCounters: 'boolean',
  counterFields: 'names',
  excludedFields: 'names',
};

const specKeys = ['strategy', 'fieldMapping', 'fields', 'exclude', 'config'];
const compiled = new WeakSet<object>();

/**
 * Checks a merge spec and resolves its rules.
 *
 * @param spec a spec, the name of a strategy, a strategy function, or what this function returned before
 * @param options `where`: whose spec it is, for messages; `stages`: the names that a mapping may use
 * @throws ContextorError `MERGE_BAD_SPEC`, `MERGE_UNKNOWN_STRATEGY`, `MERGE_UNKNOWN_RULE`,
 *   `MERGE_UNKNOWN_STAGE`, `MERGE_TWO_OWNERS`
 * @example
 * const spec = compileMerge({ strategy: 'enhanced', fields: { 'tokens.*': 'sum' } });
 */
export function compileMerge(
  spec: MergeSpec | Strategy | CompiledMerge = {},
  { where = 'the merge spec', stages }: { where?: string; stages?: readonly string[] } = {},
): CompiledMerge {
  if (isCompiled(spec)) return spec;
  const full = typeof spec === 'object' ? spec : { strategy: spec };
  checkKeys(full, specKeys, where);
  const strategy = resolveStrategy(full.strategy, where);
  const config = resolveConfig(full.config, where);
  const mapping = compileMapping(full.fieldMapping, { where, stages });
  const rules = compileRules(full, {
    where,
    excludedFields: strategy === 'enhanced' ? config.excludedFields : [],
  });
  const mode = typeof strategy === 'function' ? undefined : modes[strategy];
  const plain = strategy === 'context-update' && mapping === undefined && !hasChildren(rules);
  const folds =
    typeof strategy === 'string' &&
    !['error-on-conflict', 'no-merge'].includes(strategy) &&
    mapping === undefined &&
    !hasFunction(rules) &&
    !isNested(rules);
  const result = Object.freeze({ strategy, config, mode, rules, mapping, plain, folds });
  compiled.add(result);
  return result;
}

/** Whether paths have rules inside those that have one: what is below them may come back where an object is replaced. */
const isNested = ({ children, any }: RuleNode): boolean =>
  hasChildren(any) || [...children.values()].some(hasChildren);

const isCompiled = (spec: MergeSpec | Strategy | CompiledMerge): spec is CompiledMerge =>
  typeof spec === 'object' && spec !== null && compiled.has(spec);

function resolveStrategy(strategy: Strategy | undefined, where: string): CompiledMerge['strategy'] {
  if (strategy === undefined) return 'context-update';
  if (typeof strategy === 'function') return strategy;
  if (Object.hasOwn(strategies, strategy)) return strategies[strategy];
  throw new ContextorError(`${where}: unknown strategy '${String(strategy)}'`, {
    code: 'MERGE_UNKNOWN_STRATEGY',
    remedy: `Use one of ${Object.keys(strategies).join(', ')}, or a function.`,
  });
}

function resolveConfig(config: MergeConfig = {}, where: string): ResolvedMergeConfig {
  checkKeys(config, Object.keys(configTypes), `${where}, config`);
  for (const [key, type] of Object.entries(configTypes)) {
    const value = config[key as keyof MergeConfig];
    if (value === undefined) continue;
    const good = type === 'boolean' ? typeof value === 'boolean' : isNames(value);
    if (!good) {
      const wanted = type === 'boolean' ? 'true or false' : 'a list of names';
      throw badSpec(`${where}: config.${key} is ${describe(value)}`, `Give ${wanted}.`);
    }
  }
  return {
    deepMergeDicts: config.deepMergeDicts ?? true,
    deduplicateLists: config.deduplicateLists ?? true,
    accumulateCounters: config.accumulateCounters ?? true,
    counterFields: new Set(config.counterFields ?? counterFields),
    excludedFields: config.excludedFields ?? [],
  };
}

const ruleNames: readonly RuleName[] = [
  'error',
  'overwrite',
  'keep-first',
  'deep',
  'union',
  'append',
  'sum',
  'max',
  'min',
  'or',
];

/** Resolves field rules and exclusions into a tree of paths. */
function compileRules(
  spec: MergeSpec,
  { where, excludedFields }: { where: string; excludedFields: readonly string[] },
): RuleNode {
  const root = ruleNode();
  for (const [path, rule] of listRules(spec, where)) {
    if (typeof rule !== 'function' && !ruleNames.includes(rule)) {
      throw new ContextorError(`${where}: unknown rule '${String(rule)}' for '${path.join('.')}'`, {
        code: 'MERGE_UNKNOWN_RULE',
        remedy: `Use one of ${ruleNames.join(', ')}, or a function.`,
      });
    }
    nodeAt(root, checkPath(path, where)).rule = rule;
  }
  const { exclude = [] } = spec;
  if (!Array.isArray(exclude)) {
    throw badSpec(`${where}: exclude is ${describe(exclude)}`, 'Give a list of paths.');
  }
  for (const path of exclude) nodeAt(root, checkPath(path, where)).excluded = true;
  for (const name of excludedFields) nodeAt(root, [name]).excluded = true;
  return spreadWildcards(root);
}

function listRules(
  { fields = {} }: MergeSpec,
  where: string,
): (readonly [readonly string[], Rule])[] {
  if (!Array.isArray(fields)) {
    checkKeys(fields, Object.keys(fields), `${where}, fields`);
    return Object.entries(fields).map(([key, rule]) => [pathOf(key), rule]);
  }
  return fields.map((field) => {
    checkKeys(field, ['path', 'rule'], `${where}, fields`);
    return [checkPath(field.path, where), field.rule];
  });
}

function checkPath(path: Path, where: string): readonly string[] {
  const keys = typeof path === 'string' ? pathOf(path) : path;
  if (!isNames(keys) || keys.length === 0 || keys.includes('')) {
    throw badSpec(
      `${where}: ${JSON.stringify(path) ?? describe(path)} is not a path`,
      "Write 'a.b'.",
    );
  }
  return keys;
}

/** Refuses what is not an object, and keys that mean nothing. */
function checkKeys(value: unknown, known: readonly string[], where: string): void {
  if (!isPlainObject(value)) throw badSpec(`${where} is ${describe(value)}`, 'Give an object.');
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) {
      throw badSpec(`${where} has an unknown key '${key}'`, `The keys are ${known.join(', ')}.`);
    }
  }
}

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const badSpec = (message: string, remedy: string): ContextorError =>
  new ContextorError(message, { code: 'MERGE_BAD_SPEC', remedy });
