import type { Document } from '../src/document/document.ts';

/**
 * What a running stage may use of the engine: the merged fields it sees and the data of the
 * stages it depends on.
 */
export interface TransformContext {
  /** The merged, frozen fields that this stage may see. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Data of a declared dependency; throws where it is undeclared, skipped or failed. */
  upstream(name: string): unknown;
  /** As `upstream`, with a fallback where the dependency gave nothing. */
  upstreamOr(name: string, fallback: unknown): unknown;
  hasUpstream(name: string): boolean;
  onCleanup(cleanup: () => void | Promise<void>): void;
}

/**
 * A stage of the document graph. Built-in transforms and a user's own have this one shape.
 *
 * - `kind: 'transform'` may rewrite `document.tree`; transforms run one after the other.
 * - `kind: 'enrich'` only reads; without `after` it follows the last transform.
 */
export interface Transform {
  /** Unique in the graph; error messages, `after` and `before` use it. */
  name: string;
  kind: 'transform' | 'enrich';
  /** Names of stages that run before this one. */
  after?: readonly string[];
  /** Names of stages that run after this one. */
  before?: readonly string[];
  /**
   * Works on the document and returns its contribution: a plain object of JSON data whose fields
   * are merged into the document's context, `skip(reason)`, `fail(error)`, or nothing.
   */
  run(document: Document, context: TransformContext): unknown;
}

/**
 * Gives a transform its type, for completion in an editor; the object is returned as it is.
 *
 * @example
 * export default defineTransform({
 *   name: 'reading-time',
 *   kind: 'enrich',
 *   run: (document) => ({ minutes: Math.ceil(document.text.split(/\s+/).length / 200) }),
 * });
 */
export function defineTransform<T extends Transform>(transform: T): T {
  return transform;
}
