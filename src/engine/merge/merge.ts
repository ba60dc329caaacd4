import { isRecord } from '../../is-record.ts';
import { equalJson, type Json, own } from '../json.ts';
import { accumulators, callRule } from './accumulate.ts';
import { combiners } from './combiners.ts';
import { describeConflict, type MergeConflict } from './conflict.ts';
import { makersOf, type Origin } from './provenance.ts';
import { childNode, hasChildren, type RuleNode } from './rules-tree.ts';
import type { ResolvedMergeConfig } from './spec.ts';
import type { Rule } from './types.ts';
import type { Survivors, Vote } from './votes.ts';

/** How a place is combined: a rule, or one of the two strategies that are not rules. */
export type Mode = Rule | 'error-on-conflict' | 'enhanced';

/** One path of the context, with all that is said about it. */
export interface Place {
  readonly path: readonly string[];
  /** The value of the initial context. */
  readonly base: Json | undefined;
  /** Ancestors before descendants, else in declared order. */
  readonly votes: readonly Vote[];
  readonly node: RuleNode | undefined;
  readonly mode: Mode;
  /** The stage that a field mapping names as owner. */
  readonly owner: string | undefined;
}

export interface Outcome {
  readonly value: Json | undefined;
  readonly origin: Origin | undefined;
}

/** What a join decided against, or beyond, what its stages had set; it holds below the join. */
export interface Resolution {
  readonly path: readonly string[];
  readonly value: Json;
  readonly stages: readonly string[];
  readonly opaque: boolean;
}

interface MergeSettings {
  readonly config: ResolvedMergeConfig;
  /** Where the contributions meet, for messages. */
  readonly join: string;
  /** Keep the resolutions, for the joins below. */
  readonly record: boolean;
}

/** One merge under way: it walks the paths and collects conflicts and resolutions. */
export class Merge {
  readonly settings: MergeSettings;
  readonly conflicts: MergeConflict[] = [];
  readonly resolutions: Resolution[] = [];
  /** Paths where concurrent writers disagreed, resolved or not. */
  readonly contested: string[] = [];

  constructor(settings: MergeSettings) {
    this.settings = settings;
  }

  resolve(place: Place): Outcome {
    const { base, votes, node } = place;
    if (votes.length === 0 || node?.excluded) return { value: base, origin: undefined };
    const mode = node?.rule ?? place.mode;
    const combine = typeof mode === 'function' ? callRule : combiners[mode];
    const isLone = votes.length === 1 && base === undefined && !hasChildren(node);
    if (isLone && !Object.hasOwn(accumulators, mode as string)) {
      const [vote] = votes;
      return { value: vote!.value, origin: vote!.writer };
    }
    return combine(this, mode === place.mode ? place : { ...place, mode });
  }

  /** Merges objects key by key; base keys come first, then others as they first occur. */
  mergeKeys(place: Place, { votes, base }: Survivors, accept?: (key: string) => boolean): Outcome {
    const groups = new Map<string, Vote[]>();
    const objectBase = isRecord(base) ? base : {};
    for (const key of Object.keys(objectBase)) groups.set(key, []);
    for (const vote of votes) groupKeys(groups, vote);
    const value: { [key: string]: Json } = {};
    const keys = new Map<string, Origin>();
    for (const [key, group] of groups) {
      if (accept !== undefined && !accept(key)) continue;
      const outcome = this.resolve({
        path: [...place.path, key],
        base: own(objectBase, key),
        votes: group,
        node: childNode(place.node, key),
        mode: place.mode,
        owner: place.owner,
      });
      if (outcome.value === undefined) continue;
      value[key] = outcome.value;
      if (outcome.origin !== undefined) keys.set(key, outcome.origin);
    }
    return { value: Object.freeze(value), origin: { stages: [], keys } };
  }

  /** Merges objects key by key where that decides against other values: it settles the whole path. */
  settleKeys(place: Place, objects: Survivors): Outcome {
    const before = this.resolutions.length;
    const outcome = this.mergeKeys(place, objects);
    this.resolutions.length = before;
    if (this.settings.record) this.#record(place, outcome.value!, outcome.origin!);
    return outcome;
  }

  /** Ends the walk at this path with a value, and who made it. */
  settle(place: Place, value: Json, origin: Origin): Outcome {
    if (this.settings.record && place.votes.length > 0) this.#record(place, value, origin);
    return { value, origin };
  }

  conflict(place: Place, { votes, base }: Survivors): void {
    const { join } = this.settings;
    this.conflicts.push(describeConflict(place.path, { join, base, votes }));
  }

  contest(place: Place, votes: readonly Vote[]): boolean {
    const differ = votes.some(({ value }) => !equalJson(value, votes[0]!.value));
    if (differ) this.contested.push(place.path.join('.'));
    return differ;
  }

  /** What the stages alone would have set here, or undefined when they conflict. */
  plain(place: Place): Json | undefined {
    const scratch = new Merge({ ...this.settings, record: false });
    const mode = 'error';
    const { value } = scratch.resolve({ ...place, mode, node: undefined, owner: undefined });
    return scratch.conflicts.length > 0 ? undefined : value;
  }

  #record(place: Place, value: Json, origin: Origin): void {
    const { path, votes, base } = place;
    if (votes.length === 1 && base === undefined) return;
    if (equalJson(this.plain(place), value)) return;
    this.resolutions.push({ path, value, stages: makersOf(origin), opaque: false });
  }
}

function groupKeys(groups: Map<string, Vote[]>, { writer, value, replaces }: Vote): void {
  if (!isRecord(value)) return;
  for (const key of Object.keys(value)) {
    const vote = { writer, value: value[key]!, replaces };
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [vote]);
    else group.push(vote);
  }
}
