interface Waiting<Item> {
  item: Item;
  taken: () => void;
}

/** Hands items from those who make them to the one who takes them, one after the other. */
export class Channel<Item> {
  readonly #waiting: Waiting<Item>[] = [];
  #wake = () => {};
  #closed = false;

  /** Resolves when the taker asks for the next item, or takes no more. */
  async put(item: Item): Promise<void> {
    if (this.#closed) return;
    await new Promise<void>((taken) => {
      this.#waiting.push({ item, taken });
      this.#wake();
    });
  }

  /** No item comes any more, or none is taken. */
  close(): void {
    this.#closed = true;
    this.#wake();
  }

  /** Ends when the channel is closed and empty. */
  async *items(): AsyncGenerator<Item, void> {
    let current: Waiting<Item> | undefined;
    try {
      for (;;) {
        for (current = this.#waiting.shift(); current; current = this.#waiting.shift()) {
          yield current.item;
          current.taken();
        }
        if (this.#closed) return;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      this.#closed = true;
      current?.taken();
      for (const { taken } of this.#waiting.splice(0)) taken();
    }
  }
}
