/**
 * Hands items on in a given order, as soon as those before them are there; the others wait. What
 * waits is small: records without their texts.
 */
export class InOrder<Item extends { path: string }> {
  readonly #order: readonly string[];
  readonly #deliver: (item: Item) => void;
  readonly #pull: (path: string) => Item | undefined;
  readonly #waiting = new Map<string, Item>();
  #next = 0;

  /**
   * @param order the paths of all items that may come
   * @param pull gives items that need not be waited for, when their turn has come
   */
  constructor(
    order: readonly string[],
    deliver: (item: Item) => void,
    pull: (path: string) => Item | undefined = () => undefined,
  ) {
    this.#order = order;
    this.#deliver = deliver;
    this.#pull = pull;
  }

  put(item: Item): void {
    this.#waiting.set(item.path, item);
    for (;;) {
      const path = this.#order[this.#next];
      const next = path === undefined ? undefined : this.#take(path);
      if (next === undefined) return;
      this.#next += 1;
      this.#deliver(next);
    }
  }

  /** Hands on what still waits, in order, over the gaps that an interrupted run leaves. */
  flush(): void {
    for (const path of this.#order.slice(this.#next)) {
      const item = this.#take(path);
      if (item !== undefined) this.#deliver(item);
    }
    this.#next = this.#order.length;
  }

  #take(path: string): Item | undefined {
    const item = this.#waiting.get(path) ?? this.#pull(path);
    this.#waiting.delete(path);
    return item;
  }
}
