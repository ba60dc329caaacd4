import { setFlagsFromString } from 'node:v8';

/**
 * Tests collect with more room for short-lived objects (`vitest.config.ts`). In a worker, V8 heeds that
 * flag before the worker's own limits: its short-lived objects alone exceed its heap, and V8 ends the process.
 */
setFlagsFromString('--max-semi-space-size=0');

/** A stage that does something to one page of twelve. */
export const fault = (body: string) => `export default {
  name: 'fault',
  kind: 'enrich',
  async run(document) {
    if (!document.path.endsWith('page-5.md')) return;
    ${body}
  },
};
`;

/** Longer than any other page takes, the first of a worker on a busy machine included. */
export const slowMs = 3_000;
