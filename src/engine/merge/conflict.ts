import { ContextorError } from '../../errors.ts';
import type { Json } from '../json.ts';
import type { Vote } from './votes.ts';

/** One side of a conflict. */
export interface ConflictValue {
  /** The stages that made the value; none: the initial context. */
  readonly stages: readonly string[];
  readonly value: unknown;
  /** The value as one short line. */
  readonly preview: string;
}

/** One path that concurrent stages set to unequal values. */
export interface MergeConflict {
  readonly path: readonly string[];
  /** The path, joined by dots. */
  readonly key: string;
  /** Where the stages meet. */
  readonly join: string;
  readonly values: readonly ConflictValue[];
}

/**
 * Concurrent stages disagree and nothing says who is right. Code `MERGE_CONFLICT`.
 * It lists every conflict of the join; the context before the join is untouched.
 */
export class MergeConflictError extends ContextorError {
  readonly conflicts: readonly MergeConflict[];

  constructor(conflicts: readonly MergeConflict[]) {
    const keys = conflicts.map(({ key }) => `'${key}': 'overwrite'`).slice(0, 3);
    const remedy = `set a merge strategy ('overwrite', 'keep-first', 'enhanced'), a field rule (merge: { fields: { ${keys.join(', ')} } }) or a fieldMapping that names the owner on that join`;
    super(`${conflicts.map(sentence).join('\n')}\nTo resolve it, ${remedy}.`, {
      code: 'MERGE_CONFLICT',
      remedy,
    });
    this.conflicts = conflicts;
  }
}

function sentence({ key, join, values }: MergeConflict): string {
  const sides = values.map(({ stages, preview }) => `${speaker(stages)} set ${preview}`);
  return `Merge conflict for key '${key}': ${sides.join(', ')}, at ${join}.`;
}

function speaker(stages: readonly string[]): string {
  if (stages.length === 0) return 'the initial context';
  const names = stages.map((stage) => `'${stage}'`).join(' and ');
  return `${stages.length === 1 ? 'stage' : 'stages'} ${names}`;
}

export function describeConflict(
  path: readonly string[],
  { join, base, votes }: { join: string; base?: Json | undefined; votes: readonly Vote[] },
): MergeConflict {
  const initial = base === undefined ? [] : [conflictValue([], base)];
  const values = [
    ...initial,
    ...votes.map((vote) => conflictValue(vote.writer.stages, vote.value)),
  ];
  return { path, key: path.join('.'), join, values };
}

function conflictValue(stages: readonly string[], value: Json): ConflictValue {
  const text = JSON.stringify(value);
  return { stages, value, preview: text.length > 60 ? `${text.slice(0, 57)}...` : text };
}
