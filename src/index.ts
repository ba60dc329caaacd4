/** The public API of contextor. */

export { defineConfig } from './config/define.ts';
export type { Config, Settings } from './config/settings.ts';
export * from './engine/index.ts';
export { ContextorError, type ContextorErrorOptions } from './errors.ts';
