import { distFile } from '../../files/dist-file.ts';

const entries = { threads: 'entry.js', processes: 'process-entry.js' } as const;

/** The built file that a worker starts from. */
export function workerEntry(kind: keyof typeof entries): string {
  return distFile('src', 'pool', 'worker', entries[kind]);
}
