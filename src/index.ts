/** The public API of contextor. */

export {
  defineTransform,
  type Transform,
  type TransformContext,
} from '../transforms/define.ts';
export { build } from './build.ts';
export { defineConfig } from './config/define.ts';
export { type ResolveOptions, resolveSettings } from './config/resolve.ts';
export type { Config, Settings } from './config/settings.ts';
export type { Document, Report } from './document/document.ts';
export type { Message } from './document/message.ts';
export * from './engine/index.ts';
export { ContextorError, type ContextorErrorOptions } from './errors.ts';
export { type TransformOptions, type TransformResult, transform } from './one-document.ts';
export type { BuildEvent, BuildOptions, BuildResult, Drift, RunMetrics } from './run/contract.ts';
