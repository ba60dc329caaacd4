import { join, resolve } from 'node:path';

/**
 * The built package. A test that imports this, or a helper that does, belongs to the project which
 * builds the package once before it runs.
 */
export const dist = resolve(process.env.CONTEXTOR_DIST ?? 'dist');

/** The built command. */
export const bin: string = join(dist, 'bin', 'contextor.js');
