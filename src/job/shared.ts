/** What the documents of a worker share: each thing is made once, when it is first asked for. */
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
