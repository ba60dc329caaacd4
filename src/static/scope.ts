import type {
  JSXElement,
  JSXFragment,
  NewExpression,
  Node,
  SimpleCallExpression,
} from 'estree-jsx';
import type { Budget } from './budget.ts';
import { Callable, type Place, unknown, type Value } from './value.ts';

/** What a reading has of its surroundings. */
interface Reading {
  readonly budget: Budget;
  /** The source that the positions of nodes refer to. */
  readonly source: string;
  /** What JSX is. */
  readonly markup?: (node: JSXElement | JSXFragment, scope: Scope) => Value;
  /** The module that `import()` of a path gives. */
  readonly load: (specifier: string) => Value;
  /** For what is shown to readers: which branch of a condition counts that is not known. */
  readonly shown?: Shown;
  /** For what is looked up in parts: what is known is kept beside what is not, with the places of both. */
  readonly place?: (node: Node) => Place;
  /** What a call gives of a function that is not known. */
  readonly called?: (node: CallNode, target: Value, args: readonly Value[]) => Value;
}

export type CallNode = SimpleCallExpression | NewExpression;

export interface Shown {
  /** What of the use has found its place so far; a branch that places some is taken on trust. */
  placed(): readonly string[];
  /** Whether one of these values is shown, and none of them says anything. */
  isSilent(values: readonly Value[]): boolean;
  /** Where one of several values is shown: the value that includes what all the others say; unknown if none does. */
  fullest(values: readonly Value[]): Value;
  /** Works out what all uses of a component share. */
  shared<T>(work: () => T): T;
  /** Parts of the page of which a reader chooses one, one after the other; unknown where some are no such parts. */
  together(values: readonly Value[]): Value;
}

/** Names of one block or function. A value that depends on itself is not known. */
export class Scope {
  readonly reading: Reading;
  readonly #parent: Scope | undefined;
  readonly #values = new Map<string, Value>();
  readonly #later = new Map<string, () => Value>();

  constructor(reading: Reading, parent?: Scope) {
    this.reading = reading;
    this.#parent = parent;
  }

  inner(reading: Reading = this.reading): Scope {
    return new Scope(reading, this);
  }

  define(name: string, value: Value): void {
    this.#later.delete(name);
    this.#values.set(name, value);
  }

  /** Defines a name whose value is evaluated once, when it is first used. */
  defineLater(name: string, work: () => Value): void {
    this.#later.set(name, work);
  }

  /** Does something with the value of a name of this scope when it is first used. */
  whenUsed(name: string, work: () => void): void {
    if (!this.#later.has(name) && !this.#values.has(name)) return;
    const held = this.#values.get(name);
    const before = this.#later.get(name) ?? (() => held);
    this.defineLater(name, () => {
      const value = before();
      this.#values.set(name, value);
      work();
      return value;
    });
  }

  assign(name: string, value: Value): void {
    const owner = this.#ownerOf(name);
    if (owner === undefined) return;
    owner.#later.delete(name);
    owner.#values.set(name, value);
  }

  /** Undefined if the source says so; a name that is not defined is unknown. */
  value(name: string): Value {
    const owner = this.#ownerOf(name);
    if (owner === undefined) return unknown;
    const work = owner.#later.get(name);
    if (work === undefined) return owner.#values.get(name);
    owner.#later.delete(name);
    owner.#values.set(name, unknown);
    const value = work();
    if (value instanceof Callable && value.name === '') value.name = name;
    owner.#values.set(name, value);
    return value;
  }

  has(name: string): boolean {
    return this.#ownerOf(name) !== undefined;
  }

  #ownerOf(name: string): Scope | undefined {
    for (let at: Scope | undefined = this; at; at = at.#parent) {
      if (at.#values.has(name) || at.#later.has(name)) return at;
    }
    return undefined;
  }
}

/** The source text of a node, as it was written. */
export function sourceOf(node: Node, { source }: Pick<Reading, 'source'>): string {
  const { start, end } = node as unknown as { start: number; end: number };
  return source.slice(start, end);
}
