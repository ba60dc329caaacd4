/** Options of a {@link ContextorError}. */
export interface ContextorErrorOptions {
  /** Stable, machine-readable name of the mistake, such as `CONFIG_UNKNOWN_KEY`. */
  code: string;
  /** What to do about it; printed on its own line. */
  remedy?: string | undefined;
  /** The error that caused this one. */
  cause?: unknown;
}

/**
 * A mistake of the user: printed as a message with its remedy, without a stack trace. Anything else that
 * is thrown is a bug and keeps its stack.
 */
export class ContextorError extends Error {
  readonly code: string;
  readonly remedy: string | undefined;

  constructor(message: string, { code, remedy, cause }: ContextorErrorOptions) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.remedy = remedy;
  }
}
