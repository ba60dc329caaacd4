import { unknown, type Value } from './value.ts';

/** Objects of more parts list what a site has, such as its demos, of which a page shows a few. */
export const mostParts = 100;

/** An object of many parts, each of which is worked out when it is first looked up. */
export class Registry extends Map<string, Value> {
  readonly #later: Map<string, () => Value>;

  constructor(parts: ReadonlyMap<string, () => Value>) {
    super();
    this.#later = new Map(parts);
    for (const name of parts.keys()) super.set(name, unknown);
  }

  override get(name: string): Value {
    const work = this.#later.get(name);
    this.#later.delete(name);
    if (work) super.set(name, work());
    return super.get(name);
  }

  override set(name: string, value: Value): this {
    this.#later.delete(name);
    return super.set(name, value);
  }

  override entries(): MapIterator<[string, Value]> {
    for (const name of this.#later.keys()) this.get(name);
    return super.entries();
  }

  override values(): MapIterator<Value> {
    return new Map(this.entries()).values();
  }

  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }
}
