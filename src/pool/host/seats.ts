interface Waiting<Seat> {
  accepts: (seat: Seat) => boolean;
  take: (seat: Seat) => void;
}

/** Places, each taken by one at a time; those who wait are served in their order. */
export class Seats<Seat> {
  readonly #free: Seat[];
  readonly #waiting: Waiting<Seat>[] = [];

  constructor(free: Iterable<Seat> = []) {
    this.#free = [...free];
  }

  /** Waits while no seat is free that will do. */
  async take(accepts: (seat: Seat) => boolean = () => true): Promise<Seat> {
    const index = this.#free.findIndex(accepts);
    if (index >= 0) return this.#free.splice(index, 1)[0]!;
    return new Promise((take) => this.#waiting.push({ accepts, take }));
  }

  give(seat: Seat): void {
    const index = this.#waiting.findIndex(({ accepts }) => accepts(seat));
    if (index < 0) this.#free.push(seat);
    else this.#waiting.splice(index, 1)[0]!.take(seat);
  }
}
