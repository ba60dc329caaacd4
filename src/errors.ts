/** Options of every error that contextor raises on purpose. */
export interface ContextorErrorOptions {
  /** Stable, machine-readable name of the mistake, such as `CONFIG_UNKNOWN_KEY`. */
  code: string;
  /** What would do instead; printed on a line of its own. */
  remedy?: string | undefined;
  /** The error behind this one. */
  cause?: unknown;
}

/**
 * A known mistake: printed as a message with its remedy, never with a stack trace.
 * Anything else that is thrown is a defect of the program and keeps its stack.
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
