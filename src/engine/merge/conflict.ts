import { ContextorError } from '../../errors.ts';
import type { Json } from '../json.ts';
import { counterFields } from './spec.ts';
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

/** Messages show so many conflicts, and so many writers of each. */
const shown = 10;
/** So many characters of the values of a conflict are shown, in all. */
const previewLength = 1_000;

/**
 * Concurrent stages disagree and nothing says who is right. Code `MERGE_CONFLICT`.
 * It lists every conflict of the join; the context before the join is untouched.
 */
export class MergeConflictError extends ContextorError {
  readonly conflicts: readonly MergeConflict[];
  /** What the stages disagree about, without advice. */
  readonly summary: string;

  /** @param pipeline its name */
  constructor(conflicts: readonly MergeConflict[], pipeline?: string) {
    const where = pipeline === undefined ? '' : ` of pipeline '${pipeline}'`;
    const remedy = `set a merge strategy (${strategyAdvice(conflicts)}), a field rule (merge: { fields: ${fieldsAdvice(conflicts)} }${listAdvice(conflicts)}) or a fieldMapping that names the owner on that join${where}`;
    const more = conflicts.length - shown;
    const sentences = conflicts.slice(0, shown).map(sentence);
    if (more > 0) sentences.push(`They disagree about ${more} more keys.`);
    const summary = sentences.join('\n');
    super(`${summary}\nTo resolve it, ${remedy}.`, { code: 'MERGE_CONFLICT', remedy });
    this.conflicts = Object.freeze(conflicts);
    this.summary = summary;
  }
}

/** Strategies that would do: `enhanced` takes no list or counter beside another kind of value. */
function strategyAdvice(conflicts: readonly MergeConflict[]): string {
  const isMixed = ({ key, values }: MergeConflict) => {
    const isCounter = counterFields.includes(key);
    const kinds = values.map(({ value }) =>
      Array.isArray(value) ? 'list' : isCounter && typeof value === 'number',
    );
    return new Set(kinds).size > 1;
  };
  return `'overwrite', 'keep-first'${conflicts.some(isMixed) ? '' : ", 'enhanced'"}`;
}

/** Rules that would do, as they are written: a key that holds a dot takes the long form. */
function fieldsAdvice(conflicts: readonly MergeConflict[]): string {
  const first = conflicts.slice(0, 3);
  const isPlain = ({ path }: MergeConflict) => path.every((key) => !/[.*]/.test(key));
  if (first.every(isPlain)) {
    return `{ ${first.map(({ key }) => `'${key}': 'overwrite'`).join(', ')} }`;
  }
  const keys = ({ path }: MergeConflict) => path.map((key) => `'${key}'`).join(', ');
  return `[${first.map((one) => `{ path: [${keys(one)}], rule: 'overwrite' }`).join(', ')}]`;
}

function listAdvice(conflicts: readonly MergeConflict[]): string {
  const isList = ({ values }: MergeConflict) => values.every(({ value }) => Array.isArray(value));
  const keys = conflicts.filter(isList).map(({ key }) => `'${key}'`);
  return keys.length === 0 ? '' : `; 'union' unites lists: ${keys.slice(0, 3).join(', ')}`;
}

function sentence({ key, join, values }: MergeConflict): string {
  const sides = values
    .slice(0, shown)
    .map(({ stages, preview }) => `${speaker(stages)} set ${preview}`);
  const more = values.length - shown;
  if (more > 0) sides.push(`and ${more} more`);
  return `Merge conflict for key '${key}': ${sides.join(', ')}, at ${join}.`;
}

function speaker(stages: readonly string[]): string {
  if (stages.length === 0) return 'the initial context';
  const names = stages.slice(0, shown).map((stage) => `'${stage}'`);
  if (stages.length > shown) names.push(`${stages.length - shown} more`);
  return `${stages.length === 1 ? 'stage' : 'stages'} ${names.join(' and ')}`;
}

export function describeConflict(
  path: readonly string[],
  { join, base, votes }: { join: string; base?: Json | undefined; votes: readonly Vote[] },
): MergeConflict {
  const sides = votes.map(({ writer, value }) => ({ stages: writer.stages, value }));
  if (base !== undefined) sides.unshift({ stages: [], value: base });
  const length = Math.min(60, Math.floor(previewLength / Math.min(sides.length, shown)));
  const values = sides.map(({ stages, value }) =>
    Object.freeze({ stages, value, preview: shorten(value, length) }),
  );
  return Object.freeze({ path, key: path.join('.'), join, values: Object.freeze(values) });
}

function shorten(value: Json, length: number): string {
  const text = JSON.stringify(value);
  return text.length > length ? `${text.slice(0, length - 3)}...` : text;
}
