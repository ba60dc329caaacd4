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

/** There is no finished build in a folder; that a file is not there is no cause worth telling. */
export function noBuild(outRoot: string, cause: unknown, code = 'NO_BUILD'): ContextorError {
  const isAbsent = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  return new ContextorError(`there is no build in ${outRoot}`, {
    code,
    remedy: 'Run `npx contextor build` first, or name its output folder with --out.',
    cause: isAbsent ? undefined : cause,
  });
}
