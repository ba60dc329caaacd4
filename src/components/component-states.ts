import { Choice, FirstList, isNothing, type Options, type Value } from '../static/value.ts';
import { Content } from './content.ts';
import { chosen, holdsData } from './shown-branch.ts';

/** A state of a component, as `useState` of React makes it. */
export interface State {
  initial: Value;
  /** Whether a reader may choose its value: one press sets it once, not to one step of a request after the other. */
  isChosen: boolean;
  /** The component that has it. */
  id: number;
  /** Whether a page shows the initial value itself, and not something that is chosen by it. */
  isData: boolean;
  options: Options;
  /** What an effect sets a state to that begins empty; undefined where none does. */
  filled: Value;
}

/** What a state may be, what it is at first among them. */
export function optionsOf({ initial, isChosen, options }: State): [Value, string | undefined][] {
  if (!isChosen || options.size < (isNothing(initial) ? 2 : 1)) return [];
  if (options.has(initial)) return [...options];
  return [[initial, undefined], ...options];
}

/** Whether a state begins with a word or a number that does not come from the page's data. */
export const opensWithWord = ({ initial, isData }: State): boolean =>
  !isData && chosen(initial) instanceof Choice;

/** Whether a state begins with nothing that a page could show. */
export const isEmpty = (value: Value): boolean =>
  isNothing(value) ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (value instanceof Map && value.size === 0);

/** Whether a state is data that the page shows: children, lists, objects and texts of several lines. */
export const isData = (value: Value): boolean =>
  holdsData(value) ||
  value instanceof Content ||
  (typeof value === 'string' && /\S\s*\n/.test(value));

/**
 * Values by the places of states that begin empty and that effects fill: of all of them, and of all but one, for a
 * filter shows most while nothing is in it.
 */
export function fillings(states: readonly State[]): Map<number, Value>[] {
  const filled = [...states.entries()].filter(
    ([, { initial, filled }]) => isEmpty(initial) && filled !== undefined,
  );
  if (filled.length === 0) return [];
  const all = new Map(filled.map(([at, { filled }]) => [at, filled]));
  const others = filled.length > 1 ? filled : [];
  const begun = (value: Value) => (Array.isArray(value) ? new FirstList() : value);
  return [all, ...others.map(([at, { initial }]) => new Map(all).set(at, begun(initial)))];
}
