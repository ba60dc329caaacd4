/** How often one document may include files and expand what it defines, and how many characters it may include. */
const limits = { includes: 2_000, 'included characters': 4 * 1024 * 1024, expansions: 20_000 };

type Kind = keyof typeof limits;

/**
 * Files that include two others, which include two others, and definitions of the same kind, grow
 * without a cycle; this bounds them. Shared by a document and all that it includes.
 */
export class Budget {
  readonly #left = { ...limits };
  readonly #exceeded: (kind: Kind, limit: number) => void;

  /** `exceeded` is told once of each kind. */
  constructor(exceeded: (kind: Kind, limit: number) => void) {
    this.#exceeded = exceeded;
  }

  /** Whether there may be so many more. */
  take(kind: Kind, amount = 1): boolean {
    const before = this.#left[kind];
    this.#left[kind] -= amount;
    if (before >= 0 && this.#left[kind] < 0) this.#exceeded(kind, limits[kind]);
    return this.#left[kind] >= 0;
  }
}
