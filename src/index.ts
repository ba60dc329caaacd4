/** The public API of contextor. */
export { ContextorError, type ContextorErrorOptions } from './errors.ts';
