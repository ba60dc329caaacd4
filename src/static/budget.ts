/** Thrown where a source asks for more than a reader may spend; what was read of it is given up. */
export class Exceeded extends Error {}

/**
 * Bounds what reading may cost, by steps rather than by the clock, so that the output never
 * depends on the machine. What people write takes some hundred steps a use.
 */
export const limits = {
  /** Expressions and statements in one reading: about 20 ms. */
  steps: 100_000,
  /** The same in one document with all its uses: about one second. */
  documentSteps: 5_000_000,
  /** The same in all modules of one configuration. */
  configurationSteps: 300_000,
  /** Calls and nested expressions; a frame of each is some hundred bytes of stack. */
  depth: 400,
  /** Items of one list. */
  items: 10_000,
  /** Characters of one text. */
  characters: 1_000_000,
} as const;

export class Budget {
  #steps: number;
  #until = 0;
  #depth = 0;

  constructor(steps: number = limits.documentSteps) {
    this.#steps = steps;
  }

  /** Runs one reading with its own share of the steps. */
  share<T>(run: () => T): T {
    const before = this.#until;
    this.#until = Math.max(before, this.#steps - limits.steps, 0);
    try {
      return run();
    } finally {
      this.#until = before;
    }
  }

  /** What one reading gives; `otherwise` where it takes more than its share, or more of the stack. */
  within<T>(reading: () => T, otherwise: T): T {
    try {
      return this.share(reading);
    } catch (error) {
      if (error instanceof Exceeded || error instanceof RangeError) return otherwise;
      throw error;
    }
  }

  /** The same with no more than half of what is left, so that the other half is there in any case. */
  half<T>(reading: () => T, otherwise: T): T {
    const before = this.#until;
    this.#until = before + Math.ceil((this.#steps - before) / 2);
    try {
      return reading();
    } catch (error) {
      if (error instanceof Exceeded || error instanceof RangeError) return otherwise;
      throw error;
    } finally {
      this.#until = before;
    }
  }

  step(count = 1): void {
    this.#steps -= count;
    if (this.#steps < this.#until) throw new Exceeded('steps');
  }

  deeper<T>(run: () => T): T {
    if (this.#depth >= limits.depth) throw new Exceeded('depth');
    this.#depth += 1;
    try {
      return run();
    } finally {
      this.#depth -= 1;
    }
  }
}

/** Depth of lists and objects in each other; one that contains itself would never end. */
export function boundedDepth(depth: number): number {
  if (depth > 60) throw new Exceeded('depth');
  return depth + 1;
}

export function boundedText(text: string): string {
  if (text.length > limits.characters) throw new Exceeded('characters');
  return text;
}

export function boundedList<T>(list: T[]): T[] {
  if (list.length > limits.items) throw new Exceeded('items');
  return list;
}
