/** How a failed attempt is repeated. */
export interface RetryOptions {
  /** How often. */
  readonly times: number;
  /** Milliseconds before the first repetition. Default 0. */
  readonly delayMs?: number | undefined;
  /** What the wait is multiplied by from one repetition to the next. Default 2. */
  readonly factor?: number | undefined;
  /** The share of each wait that is left to chance, 0 to 1, so that many do not ask at once. Default 0. */
  readonly jitter?: number | undefined;
  /** What that chance follows from, with stage, attempt and the name of the run. Default 0. */
  readonly seed?: number | undefined;
}

export type Retries = Required<{ [Key in keyof RetryOptions]: number }>;

/** Takes a number for so many repetitions at once. */
export function resolveRetries(retries: number | RetryOptions = 0): Retries {
  const options = typeof retries === 'number' ? { times: retries } : retries;
  const { times, delayMs = 0, factor = 2, jitter = 0, seed = 0 } = options;
  return { times, delayMs, factor, jitter, seed };
}

const limits: Record<keyof RetryOptions, readonly [from: number, to: number]> = {
  times: [0, Number.MAX_SAFE_INTEGER],
  delayMs: [0, 2 ** 31 - 1],
  factor: [1, 1000],
  jitter: [0, 1],
  seed: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/** Says what is wrong with the option; undefined: nothing. */
export function retriesProblem(retries: unknown): string | undefined {
  const options: unknown = typeof retries === 'number' ? { times: retries } : retries;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    return `retries is ${JSON.stringify(retries)}, not a whole number or { times, delayMs, factor, jitter, seed }`;
  }
  const unknown = Object.keys(options).find((key) => !Object.hasOwn(limits, key));
  if (unknown !== undefined) {
    return `retries has an unknown key '${unknown}'; the keys are ${Object.keys(limits).join(', ')}`;
  }
  const { times } = options as Partial<RetryOptions>;
  if (!(Number.isInteger(times) && times! >= 0)) {
    const name = typeof retries === 'number' ? 'retries' : 'retries.times';
    return `${name} is ${String(times)}, not a whole number from 0`;
  }
  for (const [key, value] of Object.entries(options)) {
    const [from, to] = limits[key as keyof RetryOptions];
    if (value === undefined || (typeof value === 'number' && value >= from && value <= to))
      continue;
    return `retries.${key} is ${JSON.stringify(value)}, not a number from ${from} to ${to}`;
  }
  return undefined;
}

/**
 * Milliseconds before an attempt: the same for the same seed, attempt and subject.
 *
 * @param attempt 2 for the first repetition
 * @param subject the stage and its run
 */
export function waitBefore(
  attempt: number,
  { delayMs, factor, jitter, seed }: Retries,
  subject: string,
): number {
  const whole = Math.min(delayMs * factor ** (attempt - 2), 2 ** 31 - 1);
  return whole * (1 - jitter * chance(`${seed} ${subject} ${attempt}`));
}

/** A number from 0 to 1 that follows from a text (FNV-1a). */
function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  // The last characters reach the high bits only by another turn.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 12)) >>> 0) / 2 ** 32;
}
