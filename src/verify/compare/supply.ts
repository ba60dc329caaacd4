/** A multiset: how many of each key are left to be taken. */
export class Supply {
  readonly #left = new Map<string, number>();

  constructor(keys: Iterable<string> = []) {
    for (const key of keys) this.add(key);
  }

  add(key: string): void {
    this.#left.set(key, (this.#left.get(key) ?? 0) + 1);
  }

  /** Takes one of a key; false where none is left. */
  take(key: string): boolean {
    const left = this.#left.get(key) ?? 0;
    if (left === 0) return false;
    this.#left.set(key, left - 1);
    return true;
  }

  /** The keys that are left, each once. */
  *keys(): Iterable<string> {
    for (const [key, left] of this.#left) if (left > 0) yield key;
  }
}
