import { toString as plainText } from 'mdast-util-to-string';
import { callBack } from '../static/methods.ts';
import { Callable, FirstList, Flag, fn, type Value } from '../static/value.ts';
import { Content } from './content.ts';
import { chosen, holdsData, type Reading } from './use.ts';

/** The states of the components that are read, as React's hooks give them. */
export class States {
  #hasEmpty = false;
  #hasEffects = false;
  #countsAsBegun = false;

  readonly hooks: Readonly<Record<string, Value>>;

  constructor() {
    const effect = fn(() => {
      this.#hasEffects = true;
      return undefined;
    });
    this.hooks = {
      useEffect: effect,
      useLayoutEffect: effect,
      useState: fn((value) => [this.#begun(initial(value)), nothing]),
    };
  }

  /**
   * Reads a component, and again where values are missing: what begins empty, such as the words of a search and the
   * filters that are set, then counts as empty, unless effects may fill it. The reading that says more is taken.
   */
  settled(read: () => Reading | undefined): Reading | undefined {
    this.#hasEmpty = this.#hasEffects = false;
    const reading = read();
    if (!reading?.notes.length || !this.#hasEmpty || this.#hasEffects) return reading;
    this.#countsAsBegun = true;
    try {
      const begun = read();
      const isBetter =
        begun !== undefined &&
        begun.notes.length < reading.notes.length &&
        plainText(begun.nodes).length >= plainText(reading.nodes).length;
      return isBetter ? begun : reading;
    } finally {
      this.#countsAsBegun = false;
    }
  }

  #begun(value: Value): Value {
    const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
    this.#hasEmpty ||= isEmpty;
    if (!isEmpty || !this.#countsAsBegun) return state(value);
    return value === '' ? value : new FirstList();
  }
}

/**
 * The initial value of a state: children, lists, objects and texts of several lines are data that the page shows,
 * whatever happens to them later; a word or a number is the part that is open at first. Of a flag, what it is at first is kept.
 */
export const state = (value: Value): Value => {
  if (typeof value === 'boolean') return new Flag(value);
  const isData = holdsData(value) || value instanceof Content;
  return isData || (typeof value === 'string' && /\S\s*\n/.test(value)) ? value : chosen(value);
};

const initial = (value: Value): Value => (value instanceof Callable ? callBack(value) : value);
const nothing = fn(() => undefined);
