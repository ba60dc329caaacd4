/** A path whose turn has come, with the item that arrived for it; without one if none was expected. */
export interface Turn<Item> {
  path: string;
  item?: Item;
}

/**
 * Puts items that arrive in any order into path order. What waits is small: records without their
 * texts.
 */
export class InOrder<Item extends { path: string }> {
  readonly #order: readonly string[];
  readonly #expected: ReadonlySet<string>;
  readonly #waiting = new Map<string, Item>();
  #next = 0;

  /**
   * @param paths all of them, in any order, some perhaps twice
   * @param expected those of which an item will arrive; the others have their turn without
   */
  constructor(paths: Iterable<string>, expected: Iterable<string>) {
    this.#order = [...new Set(paths)].sort();
    this.#expected = new Set(expected);
  }

  /** Takes an item, and gives all whose turn has come. */
  *put(item: Item): Generator<Turn<Item>> {
    this.#waiting.set(item.path, item);
    for (let path = this.#order[this.#next]; path !== undefined; path = this.#order[this.#next]) {
      if (this.#expected.has(path) && !this.#waiting.has(path)) return;
      this.#next += 1;
      yield this.#turn(path);
    }
  }

  /** All that have not had their turn, over the gaps that an interrupted run leaves. */
  *rest(): Generator<Turn<Item>> {
    for (const path of this.#order.slice(this.#next)) {
      if (!this.#expected.has(path) || this.#waiting.has(path)) yield this.#turn(path);
    }
    this.#next = this.#order.length;
  }

  #turn(path: string): Turn<Item> {
    const item = this.#waiting.get(path);
    this.#waiting.delete(path);
    return item === undefined ? { path } : { path, item };
  }
}
