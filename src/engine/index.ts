/** The stage engine: graphs of stages, their contexts, and explicit merges. It knows no Markdown. */
export type { StageContext, UpstreamResult } from './context.ts';
export type { Graph, RunResult, StageInfo } from './graph.ts';
export type { Json, JsonObject } from './json.ts';
export { type ConflictValue, type MergeConflict, MergeConflictError } from './merge/conflict.ts';
export {
  type MergeOptions,
  type MergeResult,
  mergeContexts,
  mergeContributions,
} from './merge/contributions.ts';
export { type CompiledMerge, compileMerge } from './merge/spec.ts';
export type {
  Contribution,
  FieldRule,
  MappedField,
  MergeConfig,
  MergeSpec,
  Path,
  Provenance,
  Rule,
  RuleFunction,
  RuleName,
  RuleValue,
  Strategy,
  StrategyFunction,
  StrategyName,
} from './merge/types.ts';
export { type Pipeline, pipeline } from './pipeline.ts';
export { type Fail, fail, type Ok, ok, type Skip, type StageResult, skip } from './results.ts';
export type { RetryOptions } from './retries.ts';
export { getContext, tryGetContext } from './runner.ts';
export type { Turns } from './turns.ts';
export type {
  AnyRunner,
  EngineEvent,
  FieldsOf,
  MergeEvent,
  MergeOption,
  PipelineOptions,
  Runner,
  RunOptions,
  RunStatus,
  StageKind,
  StageOptions,
  StageReport,
  StageStatus,
} from './types.ts';
