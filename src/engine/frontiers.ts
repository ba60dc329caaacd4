import { isRecord } from '../is-record.ts';
import { nodesOf } from './ancestors.ts';
import type { Disagreements } from './disagreements.ts';
import { type Json, own } from './json.ts';
import { type Entry, fieldsAt } from './merge/join.ts';
import { Layers } from './merge/layers.ts';
import { type Leaf, leavesOf, type Scope, topOf } from './merge/leaves.ts';
import { claims, earliest, survivors, type Vote } from './merge/votes.ts';
import type { JoinPoint, Plan } from './plan.ts';

/** The values of one path that may still count, further down too. */
interface Line {
  readonly scope: Scope;
  readonly votes: readonly Vote[];
}

interface Frontier {
  readonly lines: Layers<Line>;
  /** The paths that are not what they were at the nearest join above. */
  readonly changed: ReadonlyMap<string, Line>;
}

const none = Layers.of<Line>({});

/**
 * For each join and path, the values that are left when each stage has overridden what it knew. They
 * follow from those of the nearest join above and from what is new since, so that a join looks at few
 * stages, though thousands are above it.
 */
export class Frontiers {
  readonly #plan: Plan;
  readonly #top: Scope;
  readonly #disagreements: Disagreements;
  readonly #entriesOf: (node: number) => readonly Entry[] | undefined;
  /** By node of the join point. */
  readonly #known: (Frontier | undefined)[] = [];

  /** @param plan one whose joins have one spec, which has rules for single paths */
  constructor(
    plan: Plan,
    disagreements: Disagreements,
    entriesOf: (node: number) => readonly Entry[] | undefined,
  ) {
    this.#plan = plan;
    this.#top = topOf(plan.end.merge)!;
    this.#disagreements = disagreements;
    this.#entriesOf = entriesOf;
  }

  /** The values to merge at a join: those of paths at which stages disagree and that may change there. */
  entriesToMerge(point: JoinPoint): readonly Entry[] {
    const entries: Entry[] = [];
    const whole = new Map<string, readonly string[]>();
    for (const [key, { scope, votes }] of this.#at(point).changed) {
      const task = this.#disagreements.at(scope.path);
      if (task.what === 'all') whole.set(JSON.stringify(task.path), task.path);
      if (task.what !== 'choose') continue;
      if (this.#isEnough(scope, votes)) entries.push(...votes.map((vote) => entryOf(vote, scope)));
      else whole.set(key, scope.path);
    }
    for (const path of whole.values()) entries.push(...this.all(point, path));
    return entries;
  }

  /** Whether votes that may still count decide as all do that were ever cast. */
  #isEnough({ mode }: Scope, votes: readonly Vote[]): boolean {
    // Else who is the first or last declared may be among those that others have overridden.
    if (!this.#plan.isInOrder) return false;
    // Objects that replace objects are more than what agrees, though nobody disagrees.
    return mode !== 'enhanced' || !votes.some(({ value }) => isRecord(value));
  }

  /** All that was ever set at a path above a join. */
  all({ ancestors }: JoinPoint, path: readonly string[]): readonly Entry[] {
    return nodesOf(ancestors).flatMap((node) =>
      (this.#entriesOf(node) ?? []).flatMap((entry) => {
        const value = valueAt(entry.fields, path);
        return value === undefined ? [] : [{ ...entry, fields: fieldsAt(path, value) }];
      }),
    );
  }

  #at(point: JoinPoint): Frontier {
    const way: JoinPoint[] = [];
    for (let at: JoinPoint | undefined = point; at && !this.#known[at.node]; at = at.nearest) {
      way.push(at);
    }
    for (const one of way.reverse()) this.#known[one.node] = this.#frontier(one);
    return this.#known[point.node]!;
  }

  #frontier({ nearest, ancestors }: JoinPoint): Frontier {
    const above = nearest === undefined ? none : this.#known[nearest.node]!.lines;
    const fresh = new Map<string, { scope: Scope; votes: Vote[] }>();
    for (const node of nodesOf(ancestors, nearest?.ancestors)) {
      for (const entry of this.#entriesOf(node) ?? []) {
        for (const leaf of leavesOf(entry.fields, this.#top)) {
          const { scope } = leaf;
          const key = JSON.stringify(scope.path);
          const line = fresh.get(key) ?? { scope, votes: [...(above.get(key)?.votes ?? [])] };
          fresh.set(key, line);
          // What is counted is counted by those who look at it.
          if (leaf.way === 'chosen') line.votes.push(voteOf(entry, leaf));
        }
      }
    }
    const changed = new Map<string, Line>();
    for (const [key, { scope, votes }] of fresh) {
      changed.set(key, { scope, votes: lasting(votes, scope) });
    }
    return { lines: above.with(changed), changed };
  }
}

/** The votes that may count here or below: those that nobody overrides, and the first of all. */
function lasting(votes: readonly Vote[], { mode, path }: Scope): readonly Vote[] {
  const inOrder = votes.toSorted((a, b) => a.writer.node - b.writer.node);
  const depth = path.length;
  const latest = survivors(inOrder, { base: undefined, depth, whole: true }).votes;
  if (mode !== 'keep-first') return latest;
  const kept = new Set([...earliest(inOrder), ...claims(inOrder, depth), ...latest]);
  return inOrder.filter((vote) => kept.has(vote));
}

function voteOf({ writer, replaces = Number.POSITIVE_INFINITY }: Entry, { value }: Leaf): Vote {
  return { writer, value, replaces };
}

function entryOf({ writer, value, replaces }: Vote, { path }: Scope): Entry {
  return { writer, fields: fieldsAt(path, value), replaces };
}

function valueAt(fields: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = fields;
  for (const key of path) value = isRecord(value) ? own(value, key) : undefined;
  return value;
}
