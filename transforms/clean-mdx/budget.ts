/** How often one document may include files and expand what it defines. */
const limits = { includes: 2_000, expansions: 20_000 };

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

  /** Whether there may be one more. */
  take(kind: Kind): boolean {
    this.#left[kind] -= 1;
    if (this.#left[kind] === -1) this.#exceeded(kind, limits[kind]);
    return this.#left[kind] >= 0;
  }
}
