import { isRecord } from '../../is-record.ts';
import { equalJson, type Json, type JsonObject, own } from '../json.ts';
import { accumulators } from './accumulate.ts';
import type { Merge, Mode, Outcome, Place } from './merge.ts';
import { childNode, hasChildren } from './rules-tree.ts';
import {
  claims,
  first,
  last,
  notOverridden,
  notSettled,
  originOf,
  type Survivors,
  survivors,
  type Vote,
} from './votes.ts';

/** How the values of one path become one. */
export type Combiner = (merge: Merge, place: Place) => Outcome;

/** Every rule that has a name, and the strategies that are not rules. */
export const combiners: Record<Extract<Mode, string>, Combiner> = {
  error: (merge, place) => agree(merge, place),
  'error-on-conflict': (merge, place) => agree(merge, place, { strict: true }),
  overwrite: replace,
  'keep-first': keepFirst,
  deep,
  enhanced,
  ...accumulators,
};

function agree(merge: Merge, place: Place, { strict = false } = {}): Outcome {
  const rest = living(place);
  if (rest.votes.every(isObjectVote)) {
    if (!strict || place.base === undefined || isRecord(place.base)) {
      return merge.mergeKeys(place, rest);
    }
  }
  const { base } = place;
  const changed =
    strict && base !== undefined && rest.votes.some((vote) => !equalJson(vote.value, base));
  const contested = merge.contest(place, rest.votes);
  const owner = strict ? undefined : ownerOf(place, rest.votes);
  if (changed || (contested && owner === undefined)) {
    merge.conflict(place, { votes: rest.votes, base: strict ? base : undefined });
  }
  if (owner !== undefined && contested) return merge.settle(place, owner.value, owner.writer);
  return { value: rest.votes[0]!.value, origin: originOf(rest.votes) };
}

function replace(merge: Merge, place: Place): Outcome {
  const { votes } = living(place, { whole: true });
  merge.contest(place, votes);
  const winner = ownerOf(place, votes) ?? last(votes);
  const value = withOwnRules(merge, place, winner.value);
  return merge.settle(place, value, winner.writer);
}

/** A value that is replaced whole still obeys the rules for the paths inside it. */
function withOwnRules(merge: Merge, place: Place, value: Json): Json {
  const { node, base, votes } = place;
  if (!hasChildren(node) || !isRecord(value)) return value;
  const ruled = (key: string) => childNode(node, key) !== undefined;
  const inner = merge.mergeKeys(place, { votes, base }, ruled).value as JsonObject;
  const result: { [key: string]: Json } = {};
  for (const key of Object.keys(value)) {
    const part = ruled(key) ? own(inner, key) : value[key];
    if (part !== undefined) result[key] = part;
  }
  for (const key of Object.keys(inner)) result[key] ??= inner[key]!;
  return Object.freeze(result);
}

function keepFirst(merge: Merge, place: Place): Outcome {
  const { base } = place;
  if (base !== undefined) {
    const objects = place.votes.filter(isObjectVote);
    if (isRecord(base) && objects.length > 0) return fill(merge, place, { votes: objects, base });
    return { ...merge.settle(place, base, { stages: [] }), origin: undefined };
  }
  const depth = place.path.length;
  const votes = claims(place.votes, depth);
  const winner = ownerOf(place, votes) ?? first(votes);
  if (isRecord(winner.value)) {
    const objects = notSettled(place.votes, depth).filter(isObjectVote);
    return fill(merge, place, { votes: objects, base });
  }
  merge.contest(place, votes);
  return merge.settle(place, winner.value, winner.writer);
}

/** Fills objects key by key; other values that met them here are decided against. */
function fill(merge: Merge, place: Place, objects: Survivors): Outcome {
  const alone = objects.votes.length === place.votes.length;
  return alone ? merge.mergeKeys(place, objects) : merge.settleKeys(place, objects);
}

function deep(merge: Merge, place: Place): Outcome {
  const rest = living(place);
  return rest.votes.every(isObjectVote) ? merge.mergeKeys(place, rest) : lastOf(merge, place, rest);
}

function enhanced(merge: Merge, place: Place): Outcome {
  const { deepMergeDicts } = merge.settings.config;
  const rule = accumulating(merge, place);
  if (rule !== undefined) return accumulators[rule](merge, place);
  const rest = living(place, { whole: !deepMergeDicts });
  const narrowed = { ...place, votes: rest.votes, base: rest.base };
  const laterRule = accumulating(merge, narrowed);
  if (laterRule !== undefined) {
    // All count that were set since a value of another kind was.
    const votes = notOverridden(place.votes, laterRule === 'union' ? isListVote : isNumberVote);
    return accumulators[laterRule](merge, { ...narrowed, votes });
  }
  if (deepMergeDicts && rest.votes.every(isObjectVote)) return merge.mergeKeys(place, rest);
  if (isMixed(merge, narrowed)) merge.conflict(place, { votes: rest.votes, base: undefined });
  return lastOf(merge, place, rest);
}

/** The rule by which `enhanced` adds these values up, if they are of one kind that it adds up. */
function accumulating(
  merge: Merge,
  { path, votes, base }: Pick<Place, 'path' | 'votes'> & { base?: Json | undefined },
): 'sum' | 'union' | undefined {
  const { config } = merge.settings;
  const values = votes.map(({ value }) => value);
  if (base !== undefined) values.push(base);
  if (config.deduplicateLists && values.every((value) => Array.isArray(value))) return 'union';
  const isCounter = path.length === 1 && config.counterFields.has(path[0]!);
  if (!config.accumulateCounters || !isCounter) return undefined;
  return values.every((value) => typeof value === 'number') ? 'sum' : undefined;
}

/** Values that add up, beside values that replace: what comes of it would depend on the grouping. */
function isMixed(merge: Merge, { path, votes, owner }: Place): boolean {
  const counts = votes.some((vote) => accumulating(merge, { path, votes: [vote] }) !== undefined);
  if (!counts) return false;
  return owner === undefined || !votes.some(({ writer }) => writer.stages.includes(owner));
}

/** The last declared writer wins; objects declared after the last other value merge. */
function lastOf(merge: Merge, place: Place, { votes }: Survivors): Outcome {
  merge.contest(place, votes);
  const owner = ownerOf(place, votes);
  const winner = owner ?? last(votes);
  const merges = place.mode === 'deep' || merge.settings.config.deepMergeDicts;
  if (owner === undefined && merges && isRecord(winner.value)) {
    const blocks = votes.filter((vote) => !isObjectVote(vote)).map(({ writer }) => writer.order);
    const after = votes.filter(({ writer }) => writer.order > Math.max(...blocks));
    if (after.length > 1) return merge.settleKeys(place, { votes: after, base: undefined });
  }
  const value = withOwnRules(merge, place, winner.value);
  return merge.settle(place, value, winner.writer);
}

const living = (place: Place, { whole = false } = {}): Survivors =>
  survivors(place.votes, { base: place.base, depth: place.path.length, whole });

const isObjectVote = ({ value }: Vote): boolean => isRecord(value);

const isListVote = ({ value }: Vote): boolean => Array.isArray(value);

const isNumberVote = ({ value }: Vote): boolean => typeof value === 'number';

function ownerOf({ owner }: Place, votes: readonly Vote[]): Vote | undefined {
  if (owner === undefined) return undefined;
  return votes.find(({ writer }) => writer.stages.includes(owner));
}
