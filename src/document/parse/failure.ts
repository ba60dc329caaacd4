import { TooMuchWork } from './metered-acorn.ts';

/** Why and where a parser refused a text. */
export interface Failure {
  reason: string;
  line?: number;
  column?: number;
  /** Set where the text is beyond what a parser can do in reasonable time, whatever is repaired. */
  hopeless?: true;
}

/** Reads what remark throws: a message with the place in fields. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { reason: String(error) };
  if (error instanceof TooMuchWork) return { reason: error.message, hopeless: true };
  if (error instanceof RangeError) return { reason: 'it nests too deeply', hopeless: true };
  if (error instanceof TypeError) return { reason: 'its parser gave up', line: 1 };
  const { reason, line, column, place } = error as Error & {
    reason?: unknown;
    line?: unknown;
    column?: unknown;
    place?: { start?: { line: number; column: number } };
  };
  const failure: Failure = { reason: typeof reason === 'string' ? reason : error.message };
  const start = typeof line === 'number' ? { line, column } : place?.start;
  if (typeof start?.line === 'number') failure.line = start.line;
  if (typeof start?.column === 'number') failure.column = start.column;
  return failure;
}
