import { accumulators } from './accumulate.ts';
import { choosers } from './choose.ts';
import type { Merge, Mode, Outcome, Place } from './merge.ts';

/** How the values of one path become one. */
export interface Combiner {
  /** A lone value is checked too. */
  readonly typed: boolean;
  readonly combine: (merge: Merge, place: Place) => Outcome;
}

/** Every rule, and the strategies that are not rules. */
export const combiners: Record<Extract<Mode, string> | 'function', Combiner> = {
  ...choosers,
  ...accumulators,
};
