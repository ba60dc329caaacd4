/** Milliseconds of quiet before a rebuild: an editor's save is several events. */
const quietMs = 80;

/** Collects changed paths until nothing has changed for a while. */
export class Changes {
  readonly #signal: AbortSignal;
  readonly #paths = new Set<string>();
  #wake: () => void = () => {};
  #timer: NodeJS.Timeout | undefined;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  add(path: string): void {
    this.#paths.add(path);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#wake();
    }, quietMs);
  }

  /** The paths that changed since the last call; waits for one, and until it is quiet. */
  async settled(): Promise<string[]> {
    // What changed during a build and had its quiet then is taken at once.
    const quiet = this.#paths.size > 0 && this.#timer === undefined;
    if (!quiet && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const paths = [...this.#paths];
    this.#paths.clear();
    return paths;
  }
}
