import { type Cleanups, isThenable, noCleanups, type Resource } from './context.ts';

/** The lazy resources of one run. */
export class Resources {
  readonly #made = new Map<string, { value: unknown; dispose: (() => unknown) | undefined }>();

  get<T>(name: string, { create, dispose }: Resource<T>): T {
    const known = this.#made.get(name);
    if (known !== undefined) return known.value as T;
    const value = create();
    const entry = { value, dispose: dispose && disposal(value, dispose) };
    this.#made.set(name, entry);
    if (isThenable(value)) {
      value.then(undefined, () => {
        if (this.#made.get(name) === entry) this.#made.delete(name);
      });
    }
    return value;
  }

  /** What is to be called at the end of the run, last made first. */
  takeDisposals(): Cleanups {
    if (this.#made.size === 0) return noCleanups;
    const entries = [...this.#made.values()].reverse();
    this.#made.clear();
    return entries.flatMap(({ dispose }) => dispose ?? []);
  }
}

function disposal<T>(value: T, dispose: (value: Awaited<T>) => unknown): () => unknown {
  if (!isThenable(value)) return () => dispose(value as Awaited<T>);
  return () =>
    value.then(
      (ready) => dispose(ready as Awaited<T>),
      () => undefined,
    );
}
