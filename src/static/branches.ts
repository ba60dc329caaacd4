import type { Node } from 'estree-jsx';
import { evaluate } from './evaluate.ts';
import type { Scope, Shown } from './scope.ts';
import { Choice, Unknown, unknown, type Value } from './value.ts';

/**
 * Which of the branches of a condition that is not known places content of the use, or holds all others; all
 * of them where a reader chooses or each places other content, and nothing where all say nothing.
 */
export function trusted(branches: readonly Node[], asked: Value, scope: Scope): Value {
  const { shown } = scope.reading;
  if (shown === undefined) return unknown;
  const values: Value[] = [];
  const placing: Value[] = [];
  const placed: string[] = [];
  for (const branch of branches) {
    const before = shown.placed().length;
    const value = evaluate(branch, scope);
    const own = new Set(shown.placed().slice(before));
    if (own.size > 0) placing.push(value);
    for (const one of own) placed.push(one);
    values.push(value);
  }
  // Content of the use stands once.
  const isApart = placing.length > 1 && new Set(placed).size === placed.length;
  const isChosen = placing.length === 1 && asked instanceof Choice;
  const all = isApart || isChosen ? shown.together(values) : unknown;
  if (placing.length > 0) return all instanceof Unknown ? placing[0] : all;
  return shown.isSilent(values) ? undefined : oneOf(values, asked, shown);
}

/** Where one of several values is shown: the one that says most, or all of them if the reader chooses. */
export function oneOf(values: readonly Value[], asked: Value, shown: Shown): Value {
  const fullest = shown.fullest(values);
  if (!(fullest instanceof Unknown && asked instanceof Choice)) return fullest;
  return values.every((value) => value instanceof Choice) ? asked : shown.together(values);
}
