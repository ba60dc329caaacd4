import type { RootContent } from 'mdast';

/** How often one document may include files and expand what it defines, and how many characters it may include. */
const limits = { includes: 2_000, 'included characters': 4 * 1024 * 1024, expansions: 20_000 };

/**
 * How deep elements and expressions may stand within others: a definition may name itself, and where the stack ends
 * V8 may end the process. Twice as deep as a tree that is read.
 */
const deepest = 200;

type Kind = keyof typeof limits;

/**
 * Files that include two others, which include two others, and definitions of the same kind, grow
 * without a cycle; this bounds them. Shared by a document and all that it includes.
 */
export class Budget {
  readonly #left = { ...limits };
  readonly #exceeded: (kind: string, limit: number) => void;
  #depth = 0;
  #isTold = false;

  /** Calls `exceeded` once for each kind. */
  constructor(exceeded: (kind: string, limit: number) => void) {
    this.#exceeded = exceeded;
  }

  /** Whether there may be so many more. */
  take(kind: Kind, amount = 1): boolean {
    const before = this.#left[kind];
    this.#left[kind] -= amount;
    if (before >= 0 && this.#left[kind] < 0) this.#exceeded(kind, limits[kind]);
    return this.#left[kind] >= 0;
  }

  /** What an element or expression becomes, which may hold others. Too deep within others it is nothing. */
  nested(render: () => RootContent[]): RootContent[] {
    if (this.#depth === deepest) {
      if (!this.#isTold) this.#exceeded('levels of elements and expressions', deepest);
      this.#isTold = true;
      return [];
    }
    this.#depth += 1;
    try {
      return render();
    } finally {
      this.#depth -= 1;
    }
  }
}
