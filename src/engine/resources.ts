import { type Cleanups, isThenable } from './cleanups.ts';

/** Something that is created at its first use. */
export interface Resource<T> {
  readonly create: () => T;
  readonly dispose: ((value: Awaited<T>) => unknown) | undefined;
}

interface CreatedResource {
  readonly value: unknown;
  readonly dispose: (() => unknown) | undefined;
  settled: boolean;
}

/** Resources by name, as those of one run. */
export class Resources {
  readonly #made = new Map<string, CreatedResource>();

  get<T>(name: string, { create, dispose }: Resource<T>): T {
    const known = this.#made.get(name);
    if (known !== undefined) return known.value as T;
    const value = create();
    const pending = isThenable(value) ? value : undefined;
    const made: CreatedResource = {
      value,
      dispose: dispose && disposal(value, dispose),
      settled: pending === undefined,
    };
    this.#made.set(name, made);
    pending?.then(
      () => {
        made.settled = true;
      },
      () => {
        if (this.#made.get(name) === made) this.#made.delete(name);
      },
    );
    return value;
  }

  /** What to call at the end, last created first. Resources that are still being created are not waited for. */
  takeDisposals(): Cleanups {
    const all = [...this.#made.values()].reverse();
    this.#made.clear();
    return all.flatMap(({ dispose, settled }) => {
      if (dispose === undefined) return [];
      return settled ? dispose : () => void Promise.resolve(dispose()).catch(() => undefined);
    });
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
