import { nodesOf } from './ancestors.ts';
import { isJsonObject, type Json } from './json.ts';
import type { Entry } from './merge/join.ts';
import { Layers } from './merge/layers.ts';
import { hasChildren } from './merge/rules-tree.ts';
import type { CompiledMerge } from './merge/spec.ts';
import { survivors, type Vote } from './merge/votes.ts';
import type { JoinPoint } from './plan.ts';

/** The values of a field that nothing above overrides; none: all that was ever set may count. */
type Votes = readonly Vote[];

interface Frontier {
  readonly votes: Layers<Votes>;
  /** The fields that are not what they were at the nearest join above. */
  readonly changed: ReadonlyMap<string, Votes>;
}

const all: Votes = [];
const none = Layers.of<Votes>({});

/**
 * For each join and field, the values that are left when each stage has overridden what it knew. They
 * follow from those of the nearest join above and from what is new since, so that a join looks at few
 * stages, though thousands are above it.
 */
export class Frontiers {
  readonly #spec: CompiledMerge;
  readonly #entriesOf: (node: number) => readonly Entry[] | undefined;
  /** By node of the join point. */
  readonly #known: (Frontier | undefined)[] = [];

  private constructor(
    spec: CompiledMerge,
    entriesOf: (node: number) => readonly Entry[] | undefined,
  ) {
    this.#spec = spec;
    this.#entriesOf = entriesOf;
  }

  /** @param specs of all joins; undefined where values may count that were overridden */
  static under(
    specs: readonly CompiledMerge[],
    entriesOf: (node: number) => readonly Entry[] | undefined,
  ): Frontiers | undefined {
    const [spec, ...others] = specs;
    if (spec === undefined || others.length > 0) return undefined;
    const { strategy, mapping, rules } = spec;
    const chooses = strategy === 'overwrite' || strategy === 'enhanced' || spec.plain;
    const isPlain = mapping === undefined && !hasChildren(rules);
    return chooses && isPlain ? new Frontiers(spec, entriesOf) : undefined;
  }

  /** What decides the fields that may change at a join; undefined where all has to be looked at. */
  meeting(point: JoinPoint): readonly Entry[] | undefined {
    const entries: Entry[] = [];
    for (const [key, votes] of this.#at(point).changed) {
      if (votes === all) return undefined;
      if (votes.length === 1) continue;
      for (const { writer, value, replaces } of votes) {
        entries.push({ writer, fields: { [key]: value }, replaces });
      }
    }
    return entries;
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
    const above = nearest === undefined ? none : this.#known[nearest.node]!.votes;
    const fresh = new Map<string, Vote[]>();
    const loose = new Set<string>();
    for (const node of nodesOf(ancestors, nearest?.ancestors)) {
      for (const { writer, fields, replaces = Number.POSITIVE_INFINITY } of this.#entriesOf(node) ??
        []) {
        for (const key of Object.keys(fields)) {
          if (key.startsWith('_')) continue;
          const vote = { writer, value: fields[key]!, replaces };
          const known = fresh.get(key) ?? [...(above.get(key) ?? [])];
          known.push(vote);
          fresh.set(key, known);
          if (above.get(key) === all || !this.#replaces(key, vote.value)) loose.add(key);
        }
      }
    }
    const changed = new Map<string, Votes>();
    for (const [key, votes] of fresh) changed.set(key, loose.has(key) ? all : latest(votes));
    return { votes: above.with(changed), changed };
  }

  /** Whether such a value overrides what its stage knew, and nothing else is made of it. */
  #replaces(key: string, value: Json): boolean {
    const { strategy, config } = this.#spec;
    if (strategy === 'overwrite') return true;
    if (isJsonObject(value)) return false;
    if (strategy !== 'enhanced') return true;
    if (config.deduplicateLists && Array.isArray(value)) return false;
    return !(config.accumulateCounters && config.counterFields.has(key));
  }
}

function latest(votes: readonly Vote[]): Votes {
  const inOrder = votes.toSorted((a, b) => a.writer.node - b.writer.node);
  return survivors(inOrder, { base: undefined, depth: 1, whole: true }).votes;
}
