import type { RenderingSpec } from '../../src/contract/dialect.ts';

/** The same rendering for all of these names, which blanks separate. */
export const named = (names: string, spec: RenderingSpec): Record<string, RenderingSpec> =>
  Object.fromEntries(names.split(' ').map((name) => [name, spec]));
