import { toString as plainText } from 'mdast-util-to-string';
import {
  Callable,
  callBack,
  FirstList,
  Flag,
  fn,
  isNothing,
  type Options,
  Unknown,
  type Value,
} from '../static/value.ts';
import type { Choices } from './choices.ts';
import { isData, isEmpty } from './component-states.ts';
import { mayBringData } from './effects.ts';
import { chosen } from './shown-branch.ts';
import type { Reading } from './use.ts';

/** The states of the components that are read, as React's hooks give them. */
export class States {
  #hasEmpty = false;
  #hasEffects = false;
  #countsAsBegun = false;

  readonly hooks: Readonly<Record<string, Value>>;

  constructor(choices: Choices) {
    const effect = fn((work) => {
      this.effect(work);
      choices.after(work);
      return undefined;
    });
    this.hooks = {
      useEffect: effect,
      useLayoutEffect: effect,
      useState: fn((given) => {
        const begin = (value: Value, options: Options) => this.begun(value, options);
        return choices.state(initial(given), begin);
      }),
    };
  }

  /** What runs once a component is shown. */
  effect(work: Value): undefined {
    this.#hasEffects ||= mayBringData(work);
  }

  /**
   * Reads a component, and again where values are missing: what begins empty, such as the words of a search and the
   * filters that are set, then counts as empty, unless effects may bring data. The reading that says more is taken.
   */
  settled(read: () => Reading | undefined): Reading | undefined {
    return this.#again(
      read,
      (reading) => !reading?.notes.length,
      (begun, reading) =>
        begun !== undefined &&
        begun.notes.length < reading!.notes.length &&
        plainText(begun.nodes).length >= plainText(reading!.nodes).length,
    );
  }

  /** The same for a value that a document works out; one that is empty says less than its name. */
  settledValue(work: () => Value): Value {
    const isKnown = (value: Value) => !(value instanceof Unknown);
    return this.#again(
      work,
      isKnown,
      (value) => isKnown(value) && value !== '' && !isNothing(value),
    );
  }

  #again<T>(
    read: () => T,
    isWhole: (first: T) => boolean,
    isBetter: (second: T, first: T) => boolean,
  ) {
    this.#hasEmpty = this.#hasEffects = false;
    const first = read();
    if (isWhole(first) || !this.#hasEmpty || this.#hasEffects) return first;
    this.#countsAsBegun = true;
    try {
      const second = read();
      return isBetter(second, first) ? second : first;
    } finally {
      this.#countsAsBegun = false;
    }
  }

  /** The value that a state begins with. */
  begun(value: Value, options?: Options): Value {
    const isOpen = isEmpty(value);
    this.#hasEmpty ||= isOpen;
    if (!isOpen || !this.#countsAsBegun) return state(value, options);
    return Array.isArray(value) ? new FirstList() : value;
  }
}

/**
 * The initial value of a state: children, lists, objects and texts of several lines are data that the page shows,
 * whatever happens to them later; a word or a number is the part that is open at first. Of a flag, what it is at first is kept.
 */
export const state = (value: Value, options: Options = new Map()): Value => {
  if (typeof value === 'boolean') return new Flag(value);
  return isData(value) ? value : chosen(value, options);
};

const initial = (value: Value): Value => (value instanceof Callable ? callBack(value) : value);
