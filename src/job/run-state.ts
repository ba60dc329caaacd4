import type { Document } from '../document/document.ts';

/** What stages said of one run of a document, beside their contributions. */
interface RunState {
  /** Stages that left the document out, and why. */
  readonly dropped: Map<string, string>;
  /** The user's stages that have begun and given no result. */
  readonly open: Set<string>;
  /** False: the result must not be cached. */
  keep: boolean;
}

const key = Symbol('contextor.run');

/** Gives a document a state, which its copies share. */
export function withState<T extends Document>(document: T): T {
  const state: RunState = { dropped: new Map(), open: new Set(), keep: true };
  return Object.assign(document, { [key]: state });
}

export const stateOf = (document: Document): RunState =>
  (document as Document & { [key]: RunState })[key];

/** What the documents of a worker share; each thing is created once, at its first use. */
export class Shared {
  readonly #made = new Map<string, unknown>();

  get<T>(name: string, create: () => T): T {
    if (this.#made.has(name)) return this.#made.get(name) as T;
    const value = create();
    this.#made.set(name, value);
    // A creation that fails is not remembered.
    const forget = () => this.#made.delete(name);
    if (value instanceof Promise) value.catch(forget);
    return value;
  }
}
