/** The public API of contextor. */

export type {
  Corpus,
  CorpusContext,
  CorpusFinding,
  CorpusPage,
  CorpusStage,
  NavigationSection,
  NewPage,
} from '../transforms/corpus-stage.ts';
export {
  type AnyStage,
  type CorpusRule,
  type Drop,
  defineTransform,
  drop,
  type FieldFold,
  type FieldOutput,
  type FieldsOfStage,
  type RemarkPlugin,
  remarkPlugin,
  type StageFields,
  type StageInputs,
  type StageSettings,
  type Transform,
  type TransformContext,
  type TransformFactory,
} from '../transforms/define.ts';
export { build } from './build.ts';
export { checkFixtures, type Fixture, type FixtureOptions } from './check-fixtures.ts';
export { type ResolveOptions, resolveSettings } from './config/resolve.ts';
export type { Config, Settings } from './config/settings.ts';
export { defineConfig } from './config/settings.ts';
export type {
  BuildEvent,
  BuildOptions,
  BuildResult,
  Drift,
  Dropped,
  RunMetrics,
} from './contract/build.ts';
export type { Message } from './contract/message.ts';
export type { Document, Report } from './document/document.ts';
export * from './engine/index.ts';
export { ContextorError, type ContextorErrorOptions } from './errors.ts';
export { type TransformOptions, type TransformResult, transform } from './one-document.ts';
export { type Context, openContext } from './search/open.ts';
export type { ContextSource } from './search/sources.ts';
export { type SiteOutputOptions, type SiteResult, writeSite } from './site-output.ts';
