import { ContextorError } from '../../errors.ts';
import { adoptValue, describe } from '../adopt.ts';
import { identity, type Json } from '../json.ts';
import type { Combiner } from './combiners.ts';
import { MergeConflictError } from './conflict.ts';
import type { Merge, Outcome, Place } from './merge.ts';
import type { RuleFunction } from './types.ts';
import { last, originOf, precedes, type Vote } from './votes.ts';

type AccumulatorName = 'union' | 'append' | 'sum' | 'max' | 'min' | 'or';
type Fold<T> = (values: readonly T[]) => Json;

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
const isNumber = (value: Json): value is number => typeof value === 'number';
const isBoolean = (value: Json): value is boolean => typeof value === 'boolean';

/** The rules in which every contribution counts, wherever it stands in the graph; a lone value is checked, too. */
export const accumulators: Record<AccumulatorName, Combiner> = {
  union: folding('a list', isList, (lists) => (lists.length === 1 ? lists[0]! : unite(lists))),
  append: folding('a list', isList, (lists) => Object.freeze(lists.flat(1))),
  sum: folding('a finite number', isNumber, (numbers) => numbers.reduce((sum, n) => sum + n)),
  max: folding('a finite number', isNumber, (numbers) => numbers.reduce((a, b) => Math.max(a, b))),
  min: folding('a finite number', isNumber, (numbers) => numbers.reduce((a, b) => Math.min(a, b))),
  or: folding('true or false', isBoolean, (flags) => flags.includes(true)),
};

function folding<T extends Json>(
  wanted: string,
  guard: (value: Json) => value is T,
  fold: Fold<T>,
): Combiner {
  return (merge, place) => {
    const votes = counted(merge, place);
    const values: T[] = [];
    if (place.base !== undefined) values.push(check(place.base, { place, wanted, guard }));
    for (const vote of votes) values.push(check(vote.value, { place, wanted, guard, vote }));
    const result = fold(values);
    if (isNumber(result) && !Number.isFinite(result)) throw mistyped(result, { place, wanted });
    return merge.settle(place, result, originOf(votes));
  };
}

interface Expected {
  readonly place: Place;
  readonly wanted: string;
  readonly vote?: Vote;
}

function check<T extends Json>(
  value: Json,
  expected: Expected & { guard: (value: Json) => value is T },
): T {
  if (expected.guard(value)) return value;
  throw mistyped(value, expected);
}

function mistyped(value: Json, { place, wanted, vote }: Expected): ContextorError {
  const who = vote === undefined ? 'the context' : `stage '${vote.writer.stages.join(', ')}'`;
  const key = place.path.join('.');
  return new ContextorError(
    `The rule '${String(place.node?.rule ?? place.mode)}' for '${key}' needs ${wanted}, but ${who} has ${describe(value)}`,
    {
      code: 'MERGE_RULE_VALUE',
      remedy: `Contribute ${wanted} for '${key}', or choose another rule.`,
    },
  );
}

function unite(lists: readonly (readonly Json[])[]): Json {
  const items = new Map<unknown, Json>();
  for (const list of lists) {
    for (const item of list) {
      const key = identity(item);
      if (!items.has(key)) items.set(key, item);
    }
  }
  return Object.freeze([...items.values()]);
}

/**
 * The votes that count: each stage's own, once. What a join further up made of them is left out,
 * unless no rule could make it of them again; then it counts in their place.
 */
function counted(merge: Merge, place: Place): readonly Vote[] {
  if (place.owner === undefined && place.votes.every(isStage)) return place.votes;
  const opaque = latest(place.votes.filter(({ writer }) => writer.opaque));
  const stages = place.votes.filter(
    ({ writer }) =>
      writer.kind === 'stage' && !opaque.some((join) => precedes(writer, join.writer)),
  );
  const votes = [...oneOf(merge, place, opaque), ...yielding(place, stages)];
  return votes.length > 0 ? votes : latest(place.votes).slice(-1);
}

const isStage = ({ writer }: Vote): boolean => writer.kind === 'stage' && !writer.opaque;

/** Joins may have made something of the same votes, so that only one of them can count. */
function oneOf(merge: Merge, place: Place, joins: readonly Vote[]): readonly Vote[] {
  if (joins.length < 2) return joins;
  const differ = merge.contest(place, joins);
  if (differ && place.mode !== 'enhanced') merge.conflict(place, { votes: joins, base: undefined });
  return [last(joins)];
}

const latest = (votes: readonly Vote[]): readonly Vote[] =>
  votes.filter(({ writer }) => !votes.some((other) => precedes(writer, other.writer)));

/** Votes concurrent with that of the field's owner give way to it. */
function yielding({ owner }: Place, votes: readonly Vote[]): readonly Vote[] {
  const own = votes.find(({ writer }) => owner !== undefined && writer.stages.includes(owner));
  if (own === undefined) return votes;
  return votes.filter(
    (vote) =>
      vote === own || precedes(vote.writer, own.writer) || precedes(own.writer, vote.writer),
  );
}

export function callRule(merge: Merge, place: Place): Outcome {
  const { base, path, mode } = place;
  const votes = counted(merge, place);
  const values = votes.map(({ writer, value }) => ({ stage: writer.stages.join(', '), value }));
  const result = call(merge, place, () => (mode as RuleFunction)({ base, values, path }));
  return merge.settle(place, result, originOf(votes));
}

function call(merge: Merge, { path }: Place, rule: () => unknown): Json {
  const what = `the rule function for '${path.join('.')}' at ${merge.settings.join}`;
  return callMergeFunction(what, () => {
    const result = rule();
    if (result === undefined) throw new Error('it returned nothing');
    return adoptValue(result, what);
  });
}

/** Calls a user's merge function; what goes wrong names it. */
export function callMergeFunction<T>(what: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof MergeConflictError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ContextorError(`${what} failed: ${message}`, {
      code: 'MERGE_FUNCTION',
      remedy: 'Return JSON data from the merge function.',
      cause,
    });
  }
}
