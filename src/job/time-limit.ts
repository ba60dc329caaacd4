/**
 * Size up to which a document has `documentTimeoutMs`, and no more. The default of a minute leaves
 * room: the native parser and all stages took 35 s for a dense page of 30 MB on a busy machine.
 */
const plainBytes = 8 * 1024 * 1024;

/** More than timers can count they take for nothing. */
const longestMs = 2 ** 31 - 10_000;

/** Milliseconds that a document may take: larger ones get proportionally more. */
export function timeLimit(documentTimeoutMs: number, bytes: number): number {
  return Math.min(longestMs, Math.ceil(documentTimeoutMs * Math.max(1, bytes / plainBytes)));
}
