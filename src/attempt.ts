/** What a function gives; the fallback, by default undefined, where it throws. */
export function attempt<Result>(make: () => Result): Result | undefined;
export function attempt<Result, Fallback>(
  make: () => Result,
  fallback: Fallback,
): Result | Fallback;
export function attempt<Result, Fallback>(make: () => Result, fallback?: Fallback) {
  try {
    return make();
  } catch {
    return fallback;
  }
}
