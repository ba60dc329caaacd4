import type { DocumentFailed } from '../../contract/record.ts';
import { WorkerLost } from './runner.ts';

/** The document took longer than it may. */
export const tookLonger = (limitMs: number) => new WorkerLost(`it took longer than ${limitMs} ms`);

/** The record of a document that no worker could finish. */
export function lostRecord(path: string, lost: Error): DocumentFailed {
  const rule = lost.message.startsWith('it took') ? 'timeout' : 'transform-error';
  const reason = `The document was given up: ${lost.message}.`;
  return {
    status: 'failed',
    path,
    messages: [{ severity: 'error', rule, reason, path }],
    dependencies: { includes: [], site: [] },
    timing: {
      cpuMs: 0,
      stages: {},
      merge: { joins: 0, fields: 0, conflicts: 0, durationMs: 0 },
    },
  };
}
