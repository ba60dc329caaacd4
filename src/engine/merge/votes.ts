import { isRecord } from '../../is-record.ts';
import { hasAny, hasNode, type NodeSet, noNodes, union, withNodes } from '../ancestors.ts';
import type { Json } from '../json.ts';
import type { Origin } from './provenance.ts';

/** Who sets a value: a stage, or a join that resolved what stages above it had set. */
export interface Writer {
  /** The stages that made the value: one, or for a join those whose values it combined. */
  readonly stages: readonly string[];
  /** Declared order; among concurrent writers it says who is first and who is last. */
  readonly order: number;
  /** Its number in the plan. */
  readonly node: number;
  /** Its ancestors; undefined where ancestry is not known: all are concurrent. */
  readonly ancestors: NodeSet | undefined;
  readonly kind: 'stage' | 'join';
  /** A join whose value does not follow from the votes above it by a rule, so that it stands for them. */
  readonly opaque: boolean;
}

/** One writer's value at one path. */
export interface Vote {
  readonly writer: Writer;
  readonly value: Json;
  /** From this depth on the value replaces objects above it instead of merging with them. */
  readonly replaces: number;
}

/** Whether what `early` set was known to `late`, so that `late` overrides it. */
export const precedes = (early: Writer, late: Writer): boolean =>
  late.ancestors !== undefined && hasNode(late.ancestors, early.node);

export interface Survivors {
  readonly votes: readonly Vote[];
  readonly base: Json | undefined;
}

interface SurvivorOptions {
  readonly base: Json | undefined;
  readonly depth: number;
  /** Objects replace each other too. */
  readonly whole: boolean;
}

/**
 * The votes that no later one overrides. Objects do not override objects, they merge; all else
 * overrides what its stage knew.
 *
 * @param votes ancestors before descendants
 */
export function survivors(
  votes: readonly Vote[],
  { base, depth, whole }: SurvivorOptions,
): Survivors {
  // Nobody knew of another, and there is nothing below them.
  if (votes[0]?.writer.ancestors === undefined && base === undefined) return { votes, base };
  const alive: Vote[] = [];
  let known = noNodes;
  let blocked = noNodes;
  let barrier = false;
  for (const vote of votes.toReversed()) {
    const { ancestors, node } = vote.writer;
    const merges = !whole && isRecord(vote.value);
    const blocks = !merges || depth >= vote.replaces;
    barrier ||= blocks;
    const isBlocked = ancestors !== undefined && hasNode(blocked, node);
    const isOutdated = ancestors !== undefined && hasNode(known, node);
    if (!(isBlocked || (isOutdated && !merges))) alive.push(vote);
    if (ancestors === undefined) continue;
    if (!isOutdated) known = union(known, ancestors);
    if (blocks && !isBlocked) blocked = union(blocked, ancestors);
  }
  return { votes: alive.reverse(), base: barrier ? undefined : base };
}

/** The votes that knew of no other. @param votes ancestors before descendants */
export function earliest(votes: readonly Vote[]): readonly Vote[] {
  let seen = noNodes;
  return votes.filter(({ writer: { node, ancestors } }) => {
    if (ancestors === undefined) return true;
    const isFirst = !hasAny(ancestors, seen);
    if (isFirst) seen = withNodes(seen, [node]);
    return isFirst;
  });
}

/**
 * The votes of which the first declared counts: what joins further up have settled, and where they have
 * not, the votes that knew of no other.
 *
 * @param votes ancestors before descendants
 */
export function claims(votes: readonly Vote[], depth: number): readonly Vote[] {
  const first = new Set(earliest(votes));
  return notSettled(votes, depth).filter((vote) => settles(vote, depth) || first.has(vote));
}

/** The votes whose path, so many keys deep, no join further up has settled. */
export function notSettled(votes: readonly Vote[], depth: number): readonly Vote[] {
  let settled = noNodes;
  for (const vote of votes.toReversed()) {
    const { node, ancestors = noNodes } = vote.writer;
    if (settles(vote, depth) && !hasNode(settled, node)) settled = union(settled, ancestors);
  }
  return settled === noNodes ? votes : votes.filter(({ writer }) => !hasNode(settled, writer.node));
}

/** Whether it is what a join has made of a path, or of one that it lies in. */
const settles = ({ writer, replaces }: Vote, depth: number): boolean =>
  writer.kind === 'join' && depth >= replaces;

/** The votes of a kind that none of another kind overrides. */
export function notOverridden(
  votes: readonly Vote[],
  isOfKind: (vote: Vote) => boolean,
): readonly Vote[] {
  const others = votes.filter((vote) => !isOfKind(vote));
  const overridden = others.reduce(
    (nodes, { writer }) => union(nodes, writer.ancestors ?? noNodes),
    noNodes,
  );
  return votes.filter((vote) => isOfKind(vote) && !hasNode(overridden, vote.writer.node));
}

/** Who made a value of some votes. */
export const originOf = (votes: readonly Vote[]): Origin =>
  votes.length === 1 ? votes[0]!.writer : new Together(votes);

/** The stages behind some votes, each once; listed where somebody asks. */
class Together implements Origin {
  readonly #votes: readonly Vote[];

  constructor(votes: readonly Vote[]) {
    this.#votes = votes;
  }

  get stages(): readonly string[] {
    return [...new Set(this.#votes.flatMap(({ writer }) => writer.stages))];
  }
}

/** The vote of the writer declared last. */
export const last = (votes: readonly Vote[]): Vote =>
  votes.reduce((best, vote) => (vote.writer.order >= best.writer.order ? vote : best));

/** The vote of the writer declared first. */
export const first = (votes: readonly Vote[]): Vote =>
  votes.reduce((best, vote) => (vote.writer.order < best.writer.order ? vote : best));
