interface Waiting<Slot> {
  accepts: (slot: Slot) => boolean;
  take: (slot: Slot) => void;
}

/** Places, each taken by one at a time; those who wait are served in their order. */
export class Slots<Slot> {
  readonly #free: Slot[];
  readonly #waiting: Waiting<Slot>[] = [];

  constructor(free: Iterable<Slot> = []) {
    this.#free = [...free];
  }

  /** Waits while no slot is free that will do. */
  async take(accepts: (slot: Slot) => boolean = () => true): Promise<Slot> {
    const index = this.#free.findIndex(accepts);
    if (index >= 0) return this.#free.splice(index, 1)[0]!;
    return new Promise((take) => this.#waiting.push({ accepts, take }));
  }

  give(slot: Slot): void {
    const index = this.#waiting.findIndex(({ accepts }) => accepts(slot));
    if (index < 0) this.#free.push(slot);
    else this.#waiting.splice(index, 1)[0]!.take(slot);
  }
}
