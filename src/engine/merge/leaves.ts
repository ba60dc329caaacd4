import { isRecord } from '../../is-record.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Mode } from './merge.ts';
import { childNode, hasChildren, type RuleNode } from './rules-tree.ts';
import type { CompiledMerge, ResolvedMergeConfig } from './spec.ts';

/**
 * What a merge does with the values of a path, as long as all are of one kind: it merges objects key by
 * key, unites lists, adds up what else counts each time, or chooses one. `whole`: that takes all of them
 * to know.
 */
export type MergeKind = 'merged' | 'united' | 'added' | 'chosen' | 'whole';

/** A path of the context, with the rules that hold there. */
export interface Scope {
  readonly path: readonly string[];
  readonly mode: Mode;
  readonly node: RuleNode | undefined;
  readonly config: ResolvedMergeConfig;
}

/** One value of a contribution, at the depth at which nothing of it merges key by key. */
export interface Leaf {
  readonly scope: Scope;
  readonly way: MergeKind;
  readonly value: Json;
}

/** The scope of the whole context; undefined where a spec has no rules for single paths. */
export function topOf({ mode, rules, config, mapping }: CompiledMerge): Scope | undefined {
  if (mode === undefined || mapping !== undefined) return undefined;
  return { path: [], mode, node: rules, config };
}

export function within({ path, mode, node, config }: Scope, key: string): Scope {
  const inner = childNode(node, key);
  return { path: [...path, key], mode: inner?.rule ?? mode, node: inner, config };
}

/** The leaves of an object; fields that are not merged are not among them. */
export function leavesOf(fields: JsonObject, scope: Scope): Leaf[] {
  return Object.keys(fields).flatMap((key) => {
    if (scope.path.length === 0 && key.startsWith('_')) return [];
    return leavesAt(fields[key]!, within(scope, key));
  });
}

function leavesAt(value: Json, scope: Scope): Leaf[] {
  if (scope.node?.excluded) return [];
  const way = wayOf(value, scope);
  const leaf = { scope, way, value };
  if (way !== 'merged') return [leaf];
  const inner = leavesOf(value as JsonObject, scope);
  return inner.length === 0 ? [leaf] : inner;
}

/** Whether every value of a path counts, wherever it was set. */
export const isCounted = (way: MergeKind): boolean => way === 'united' || way === 'added';

/** What a merge does at a path with values such as this one. */
export function wayOf(value: Json, scope: Scope): MergeKind {
  const { mode, node } = scope;
  if (typeof mode === 'function') return 'whole';
  switch (mode) {
    case 'union':
    case 'append':
      return Array.isArray(value) ? 'united' : 'whole';
    case 'max':
    case 'min':
      return typeof value === 'number' ? 'added' : 'whole';
    case 'sum':
      return isSmall(value) ? 'added' : 'whole';
    case 'or':
      return typeof value === 'boolean' ? 'added' : 'whole';
    case 'enhanced':
      return enhancedWay(value, scope);
  }
  if (!isRecord(value)) return 'chosen';
  if (mode !== 'overwrite') return 'merged';
  return hasChildren(node) ? 'whole' : 'chosen';
}

function enhancedWay(value: Json, { path, node, config }: Scope): MergeKind {
  if (Array.isArray(value)) return config.deduplicateLists ? 'united' : 'chosen';
  if (isRecord(value)) {
    if (config.deepMergeDicts) return 'merged';
    return hasChildren(node) ? 'whole' : 'chosen';
  }
  const isCounter = path.length === 1 && config.counterFields.has(path[0]!);
  if (!(config.accumulateCounters && isCounter && typeof value === 'number')) return 'chosen';
  return isSmall(value) ? 'added' : 'whole';
}

/** So many numbers as a run may have add up to a finite one. */
const largest = 1e290;

const isSmall = (value: Json): boolean => typeof value === 'number' && Math.abs(value) <= largest;
