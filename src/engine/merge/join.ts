import { adoptFields } from '../adopt.ts';
import { equalJson, type Json, type JsonObject } from '../json.ts';
import { callMergeFunction } from './accumulate.ts';
import { MergeConflictError } from './conflict.ts';
import { Layers } from './layers.ts';
import { type Mapping, mapFields } from './mapping.ts';
import { Merge, type Resolution } from './merge.ts';
import { makersOf, type Origin } from './provenance.ts';
import { childNode } from './rules-tree.ts';
import type { CompiledMerge } from './spec.ts';
import type { StrategyFunction } from './types.ts';
import type { Vote, Writer } from './votes.ts';

/** What one writer sets. */
export interface Entry {
  readonly writer: Writer;
  readonly fields: JsonObject;
  /** For the resolution of a join: the depth of the path that it settles. */
  readonly replaces?: number;
}

interface JoinSettings {
  readonly spec: CompiledMerge;
  /** Where the entries meet, for messages. */
  readonly join: string;
  /** The name of the pipeline, for messages. */
  readonly pipeline?: string | undefined;
  /** Keep the resolutions for joins below. */
  readonly record: boolean;
}

export interface Joined {
  readonly context: Layers;
  /** Who made which field; fields of the initial context are not among them. */
  readonly origins: ReadonlyMap<string, Origin>;
  readonly resolutions: readonly Resolution[];
  /** Paths where concurrent writers disagreed, resolved or not. */
  readonly contested: readonly string[];
}

const nothing: readonly never[] = [];

/**
 * Merges what writers set into the initial context.
 *
 * @param base adopted fields
 * @param entries ancestors before descendants, else in declared order
 * @throws MergeConflictError with every conflict
 */
export function join(base: Layers, entries: readonly Entry[], settings: JoinSettings): Joined {
  const { strategy } = settings.spec;
  if (strategy === 'no-merge' || entries.length === 0) return untouched(base);
  if (typeof strategy === 'function') return callStrategy(base, entries, { ...settings, strategy });
  const joined = joinFields(base, entries, settings);
  if (!settings.record || settings.spec.mapping === undefined) return joined;
  return { ...joined, resolutions: resolved(joined, { base, entries, settings }) };
}

/** A context in which nothing met. */
export function untouched(context: Layers): Joined {
  return { context, origins: new Map(), resolutions: nothing, contested: nothing };
}

function joinFields(base: Layers, entries: readonly Entry[], settings: JoinSettings): Joined {
  const { mode, rules, mapping, config } = settings.spec;
  const merge = new Merge({
    config,
    join: settings.join,
    record: settings.record && mapping === undefined,
  });
  const fields = new Map<string, Json>();
  const origins = new Map<string, Origin>();
  const failures = new Map<string, unknown>();
  for (const [key, votes] of groupFields(entries, mapping)) {
    try {
      const { value, origin } = merge.resolve({
        path: [key],
        base: base.get(key),
        votes,
        node: childNode(rules, key),
        mode: mode!,
        owner: mapping?.owners.get(key),
      });
      if (value === undefined) continue;
      fields.set(key, value);
      if (origin !== undefined) origins.set(key, origin);
    } catch (error) {
      failures.set(key, error);
    }
  }
  // Which of them is met first depends on how much of the graph a join has looked at.
  const [failed] = [...failures.keys()].sort();
  if (failed !== undefined) throw failures.get(failed);
  const { conflicts, resolutions, contested } = merge;
  if (conflicts.length > 0) {
    conflicts.sort(({ path: [a = ''] }, { path: [b = ''] }) => (a < b ? -1 : Number(a > b)));
    throw new MergeConflictError(conflicts, settings.pipeline);
  }
  return { context: base.with(fields), origins, resolutions, contested };
}

/** What is said about each field. */
function groupFields(
  entries: readonly Entry[],
  mapping: Mapping | undefined,
): ReadonlyMap<string, readonly Vote[]> {
  const groups = new Map<string, Vote[]>();
  for (const entry of entries) {
    const { writer, replaces = Number.POSITIVE_INFINITY } = entry;
    const fields = mapping === undefined ? entry.fields : mapped(entry, mapping);
    for (const key of Object.keys(fields)) {
      if (key.startsWith('_')) continue;
      const vote = { writer, value: fields[key]!, replaces };
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [vote]);
      else group.push(vote);
    }
  }
  return groups;
}

function mapped({ writer, fields }: Entry, mapping: Mapping): JsonObject {
  if (writer.kind === 'stage') return mapFields(mapping, writer.stages[0]!, fields);
  const merges = (stage: string, field: string) =>
    mapping.byStage.get(stage)?.some(([, to]) => to === field) ?? true;
  const kept = Object.entries(fields).filter(
    ([field]) => writer.stages.length === 0 || writer.stages.some((stage) => merges(stage, field)),
  );
  return Object.fromEntries(kept);
}

function callStrategy(
  base: Layers,
  entries: readonly Entry[],
  { strategy, ...settings }: JoinSettings & { strategy: StrategyFunction },
): Joined {
  const what = `the merge function at ${settings.join}`;
  const stages = entries.filter(({ writer }) => writer.kind === 'stage');
  const contributions = stages.map(({ writer, fields }) => ({ stage: writer.stages[0]!, fields }));
  const fields = callMergeFunction(what, () =>
    adoptFields(strategy(base.whole, contributions), what),
  );
  const origins = new Map<string, Origin>();
  for (const key of Object.keys(fields)) {
    if (equalJson(fields[key], base.get(key))) continue;
    const setters = contributions.filter(({ fields }) => Object.hasOwn(fields, key));
    const makers = setters.length > 0 ? setters : contributions;
    origins.set(key, { stages: makers.map(({ stage }) => stage) });
  }
  const context = Layers.of(fields);
  const joined = { context, origins, resolutions: nothing, contested: nothing };
  if (!settings.record) return joined;
  return { ...joined, resolutions: resolved(joined, { base, entries, settings }) };
}

/** Where a join's context differs from what its stages alone would have set: found field by field. */
function resolved(
  { context, origins }: Joined,
  { base, entries, settings }: { base: Layers; entries: readonly Entry[]; settings: JoinSettings },
): Resolution[] {
  const merge = new Merge({ config: settings.spec.config, join: settings.join, record: false });
  const groups = groupFields(entries, undefined);
  const opaque = typeof settings.spec.strategy === 'function';
  const resolutions: Resolution[] = [];
  for (const [key, origin] of origins) {
    const votes = groups.get(key) ?? [];
    const place = { path: [key], base: base.get(key), votes, node: undefined, owner: undefined };
    const value = context.get(key)!;
    if (equalJson(merge.plain({ ...place, mode: 'error' }), value)) continue;
    const stages = makersOf(origin);
    resolutions.push({ path: [key], value, stages, opaque: opaque || votes.length === 0 });
  }
  return resolutions;
}

/** The fields in which a path has a value. */
export function fieldsAt(path: readonly string[], value: Json): JsonObject {
  return path.reduceRight<Json>(
    (inner, key) => Object.freeze({ [key]: inner }),
    value,
  ) as JsonObject;
}
