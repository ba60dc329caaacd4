import type { OutlineEntry, PageLinks, TokenCounts } from '../src/contract/index-line.ts';
import type { Document, Included, Report } from '../src/document/document.ts';
import type { SiteView } from '../src/document/site.ts';
import type { MergeOption, RetryOptions, UpstreamResult } from '../src/engine/index.ts';
import type { CorpusStage } from './corpus-stage.ts';
import type { MetadataFields } from './metadata.ts';

/**
 * What stages contribute, by name: the types of `context.upstream('outline')`. Add your own by
 * declaration merging.
 *
 * @example
 * declare module 'contextor' {
 *   interface StageFields {
 *     owner: { owner: string };
 *   }
 * }
 */
export interface StageFields {
  outline: { outline: OutlineEntry[] };
  metadata: MetadataFields;
  'link-index': { links: PageLinks };
  statistics: { tokens: TokenCounts; stats: { words: number; lines: number; tokens: number } };
}

/** The type that `upstream` returns for a stage: that of `StageFields`, if it has one. */
export type FieldsOfStage<Name extends string> = Name extends keyof StageFields
  ? StageFields[Name]
  : Readonly<Record<string, unknown>>;

/** What a running stage can use: the fields it sees, the stages it depends on, and resources. */
export interface TransformContext {
  /** The fields that this stage sees, merged and frozen. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** 1 for the first attempt, 2 for its first retry. */
  readonly attempt: number;
  /** Aborts when the document is given up, another stage fails, or this attempt times out. */
  readonly signal: AbortSignal;
  /** The options of the entry in the configuration; frozen. */
  readonly options: unknown;
  /** The other pages of the site: routes, titles, heading ids. */
  readonly site: SiteView;
  /** The stages named in `after`. */
  readonly upstreamNames: readonly string[];
  /** Data of a declared dependency; throws if it is undeclared, was skipped or failed. */
  upstream<const Name extends string>(name: Name): FieldsOfStage<Name>;
  /** Like `upstream`, but returns a fallback if the dependency was skipped or failed. */
  upstreamOr<const Name extends string, Fallback>(
    name: Name,
    fallback: Fallback,
  ): FieldsOfStage<Name> | Fallback;
  hasUpstream(name: string): boolean;
  /** The outcome of each dependency, in the order of `after`. */
  upstreamResults(): readonly UpstreamResult[];
  /** A resource of this document: made once, shared by its stages, disposed of when the document is done. */
  lazy<T>(name: string, create: () => T, dispose?: (value: Awaited<T>) => unknown): T;
  /**
   * A resource of the worker, such as a client or a model: made once and shared by all documents of the
   * worker. If making it fails, the next call tries again.
   */
  shared<T>(name: string, create: () => T): T;
  onCleanup(cleanup: () => void | Promise<void>): void;
  /** Reports a finding about the document; findings of failed attempts are dropped. */
  report(report: Report): void;
  /** Reads a file that the document includes; when the file changes, the document is built again. */
  include(specifier: string, from?: string): Included;
  /** Writes a line to stderr; stdout is for content. */
  log(...values: unknown[]): void;
}

export const corpusRules = [
  'sum',
  'union',
  'append',
  'max',
  'min',
  'or',
  'keep-first',
  'overwrite',
] as const;

/** How the values of a field in all documents become one; the result is the same for any grouping. */
export type CorpusRule = (typeof corpusRules)[number];

/** Where a stage's fields go, besides the context of their document. */
export interface FieldOutput {
  /** Fields for the front matter of the output. */
  frontMatter?: readonly string[] | undefined;
  /** Fields for the document's line of `index.jsonl`. */
  index?: readonly string[] | undefined;
}

/** How a stage's fields are combined over all documents in `manifest.json`; only those with a rule are. */
export interface FieldFold {
  /** Rules by path: `minutes`, `counts.*`. */
  fields?: Readonly<Record<string, CorpusRule | 'off'>> | undefined;
}

/** What the results of a stage depend on, besides the document and the stage's own modules. */
export interface StageInputs {
  /** Globs of files, relative to the configuration. */
  files?: readonly string[] | undefined;
  /** Names of environment variables. */
  env?: readonly string[] | undefined;
  /** Returns a text for each document; when it changes, the document is built again. */
  key?: ((document: { path: string; text: string }) => string) | undefined;
}

/** Options that a module and its entry in the configuration may both set; the entry wins. */
export interface StageSettings {
  /** Names of stages that run before this one. */
  after?: readonly string[] | undefined;
  /** Names of stages that run after this one. */
  before?: readonly string[] | undefined;
  /** How the contributions of the stages before this one merge. */
  merge?: MergeOption | undefined;
  /** Time limit for one attempt of an asynchronous stage, in milliseconds. Default: none. */
  timeoutMs?: number | undefined;
  /** How often a failed attempt is repeated, and how long to wait. Default 0. */
  retries?: number | RetryOptions | undefined;
  /** `skip`: a failure counts as skipped, and the document is built. Default `fail`. */
  onError?: 'fail' | 'skip' | undefined;
  /**
   * How many documents this stage may work on at once, over all workers. While it waits, its worker
   * continues with other documents. Default: one per worker.
   */
  concurrency?: number | undefined;
  output?: FieldOutput | undefined;
  corpus?: FieldFold | undefined;
  /** What the results depend on; `false`: they are never cached. */
  cache?: StageInputs | false | undefined;
}

/** Options of both kinds of stages. */
export const corpusStageSettings = [
  'after',
  'before',
  'merge',
  'timeoutMs',
  'retries',
  'onError',
  'cache',
] as const satisfies readonly (keyof CorpusStage)[];

/** Options of stages that work on documents. */
export const stageSettings = [
  ...corpusStageSettings,
  ...(['concurrency', 'output', 'corpus'] as const),
] as const satisfies readonly (keyof StageSettings)[];

/**
 * A stage of the document graph. Built-in transforms and your own have the same shape.
 *
 * - `kind: 'transform'` may rewrite `document.tree`; transforms run one after the other.
 * - `kind: 'enrich'` only reads; it runs after the last transform, unless `before` names one.
 */
export interface Transform extends StageSettings {
  /** Unique in the graph; error messages, `after` and `before` use it. */
  name: string;
  kind: 'transform' | 'enrich';
  /**
   * Works on the document and returns its contribution: a plain object of JSON data whose fields
   * are merged into the document's context, `ok(fields)`, `skip(reason)`, `drop(reason)`,
   * `fail(error)`, or nothing.
   */
  run(document: Document, context: TransformContext): unknown;
}

const factoryMark = Symbol.for('contextor.transform-factory');
const pluginMark = Symbol.for('contextor.remark-plugin');
const dropMark = Symbol.for('contextor.drop');

/** A stage of either graph. */
export type AnyStage = Transform | CorpusStage;

/** Makes a stage from the options of the entry in the configuration. */
export type TransformFactory<T extends AnyStage = AnyStage> = (options: never) => T;

/**
 * Defines a stage, or a function that makes one from the entry's options; returns it unchanged, with its
 * type checked. For `kind: 'corpus'` see {@link CorpusStage}.
 *
 * @example
 * export default defineTransform({
 *   name: 'reading-time',
 *   kind: 'enrich',
 *   output: { frontMatter: ['minutes'], index: ['minutes'] },
 *   corpus: { fields: { minutes: 'sum' } },
 *   run: (document) => ({ minutes: Math.ceil(document.text.split(/\s+/).length / 200) }),
 * });
 */
export function defineTransform<T extends AnyStage | TransformFactory>(transform: T): T {
  return typeof transform === 'function' ? marked(transform, factoryMark) : transform;
}

/** A unified plugin: called with options, it returns a function that rewrites a tree. */
// biome-ignore lint/suspicious/noExplicitAny: plugins of any options and trees take part
export type RemarkPlugin = (this: any, ...options: any[]) => unknown;

/**
 * Marks a module's default export as a remark plugin.
 *
 * @example
 * export default remarkPlugin(() => (tree) => visit(tree, 'text', smarten));
 */
export function remarkPlugin<T extends RemarkPlugin>(plugin: T): T {
  return marked(plugin, pluginMark);
}

export const isRemarkPlugin = (value: object): value is RemarkPlugin => pluginMark in value;

export const isFactory = (value: object): value is TransformFactory => factoryMark in value;

/** A document that has no output. */
export interface Drop {
  readonly [dropMark]: true;
  readonly reason: string;
  readonly keep: boolean;
}

/**
 * Return this from a stage to leave the document out: it gets no output, and links to it are treated as
 * links to a page outside. It is counted and listed as dropped, with the reason.
 *
 * @example if (document.frontmatter.internal) return drop('internal');
 */
export function drop(reason: string, { keep = true }: { keep?: boolean } = {}): Drop {
  return { [dropMark]: true, reason, keep };
}

export const isDrop = (value: unknown): value is Drop =>
  typeof value === 'object' && value !== null && dropMark in value;

const marked = <T extends object>(value: T, mark: symbol): T =>
  Object.defineProperty(value, mark, { value: true });
