import type { CorpusContext, CorpusStage } from '../../transforms/corpus-stage.ts';
import { machineFields } from '../../transforms/declared.ts';
import { isDrop, type Transform, type TransformContext } from '../../transforms/define.ts';
import type { Document, Report } from '../document/document.ts';
import { isThenable } from '../engine/cleanups.ts';
import { type StageContext, skip } from '../engine/index.ts';
import { quietly } from './load-transforms.ts';
import { type Shared, stateOf } from './run-state.ts';

/** A transform of the user's, with the options of its entry. */
export interface OwnStage {
  transform: Transform;
  options: unknown;
  /** The stages that come before it, directly or not. */
  ancestors?: ReadonlySet<string>;
}

/** Documents that may wait at once in one of these stages; 1 where none says `concurrency`. */
export const mostWaiting = (own: readonly Pick<Transform, 'concurrency'>[]): number =>
  Math.max(1, ...own.map(({ concurrency = 1 }) => concurrency));

/** Calls a user's transform as a stage of the graph. */
export function ownRunner(stage: OwnStage, shared: Shared) {
  const { transform } = stage;
  const options = frozenCopy(stage.options);
  return (document: Document, context: StageContext): unknown => {
    if (isDroppedAbove(document, stage.ancestors)) return skip('the document was dropped');
    const reports: Report[] = [];
    const report = (found: Report) => void reports.push(found);
    const given = transform.kind === 'transform' ? document : reader(document, report);
    const surroundings = { document, options, shared, report, names: transform.after ?? [] };
    const { open } = stateOf(document);
    const settle = (returned: unknown) => {
      open.delete(transform.name);
      const result = read(returned, transform.name, document);
      for (const found of reports) document.report(found);
      return result;
    };
    open.add(transform.name);
    const returned = quietly(() => transform.run(given, contextOf(context, surroundings)));
    return isThenable(returned) ? returned.then(settle) : settle(returned);
  };
}

/** Options that no document can change for the next one; what is not data stays what it is. */
function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(frozenCopy));
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, frozenCopy(inner)]);
  return Object.freeze(Object.fromEntries(entries));
}

/** The document as an enricher sees it: what an attempt reports counts when it succeeds. */
function reader(document: Document, report: Document['report']): Document {
  return Object.create(document, {
    report: { value: report },
    body: { value: () => document.body() },
  });
}

/** Whether a stage above has left the document out. */
export function isDroppedAbove(
  document: Document,
  ancestors: ReadonlySet<string> = new Set(),
): boolean {
  const { dropped } = stateOf(document);
  return dropped.size > 0 && [...dropped.keys()].some((name) => ancestors.has(name));
}

interface Surroundings {
  document: Document;
  options: unknown;
  shared: Shared;
  report: (found: Report) => void;
  names: readonly string[];
}

function contextOf(
  context: StageContext,
  { document, options, shared, report, names }: Surroundings,
): TransformContext {
  return Object.assign(ownContext(context, { options, names, about: ` ${document.path}:` }), {
    site: document.site,
    shared: (name: string, create: () => never) => shared.get(name, create),
    report,
    include: (specifier: string, from?: string) => document.include(specifier, from),
  });
}

interface Own {
  options: unknown;
  /** The stages that it comes after. */
  names: readonly string[];
  /** What its log says after its name. */
  about?: string;
}

/** What a user's stage of either graph sees of its run. */
function ownContext(context: StageContext, { options, names, about = '' }: Own): CorpusContext {
  return {
    get fields() {
      return context.fields;
    },
    get signal() {
      return context.signal;
    },
    attempt: context.attempt,
    options,
    upstreamNames: names,
    upstream: (name) => context.upstream(name) as never,
    upstreamOr: (name, fallback) => context.upstreamOr(name, fallback) as never,
    hasUpstream: (name) => context.hasUpstream(name),
    upstreamResults: () => context.upstreamResults().filter(({ stage }) => names.includes(stage)),
    lazy: (name, create, dispose) =>
      context.lazy(name, create, dispose && ((value) => quietly(() => dispose(value)))),
    onCleanup: (cleanup) => context.onCleanup(() => quietly(cleanup)),
    log: (...values) => quietly(() => console.log(`[${context.stage}]${about}`, ...values)),
  };
}

function read(returned: unknown, stage: string, document: Document): unknown {
  const state = stateOf(document);
  if (isDrop(returned)) {
    state.dropped.set(stage, returned.reason);
    state.keep &&= returned.keep;
    return skip(`dropped: ${returned.reason}`);
  }
  if (typeof returned !== 'object' || returned === null) return returned;
  const { status, fields = returned, keep } = returned as Record<string, unknown>;
  const isResult = Object.getOwnPropertySymbols(returned).length > 0;
  if (isResult && keep === false) state.keep = false;
  if (!isResult && isTree(returned)) {
    throw new Error(`'${stage}' returned a tree; it must change document.tree in place`);
  }
  if (!isResult || status === 'ok') checkFields(isResult ? fields : returned, stage);
  return returned;
}

/** A root of mdast, which a remark plugin may return and a transform may not. */
const isTree = ({ type, children }: { type?: unknown; children?: unknown }): boolean =>
  type === 'root' && Array.isArray(children);

const texts = ['title', 'description', 'url', 'slug'];

/** The fields of the built-in stages stay what they are. */
function checkFields(fields: unknown, stage: string): void {
  if (typeof fields !== 'object' || fields === null) return;
  for (const [name, value] of Object.entries(fields)) {
    if (machineFields.has(name)) {
      throw new Error(
        `'${stage}' contributes '${name}', which is contextor's own field; rename it`,
      );
    }
    const isText = typeof value === 'string';
    const isTexts = Array.isArray(value) && value.every((item) => typeof item === 'string');
    if ((texts.includes(name) && !isText) || (name === 'topics' && !isTexts)) {
      const wanted = name === 'topics' ? 'a list of texts' : 'a text';
      throw new Error(`'${stage}' contributes '${name}', which must be ${wanted}`);
    }
  }
}

/** A user's corpus stage as the output runs it: with its options, and nothing of it on stdout. */
export function ownCorpusStage(stage: CorpusStage, given: unknown): CorpusStage {
  const options = frozenCopy(given);
  const names = stage.after ?? [];
  return {
    ...stage,
    run(corpus, context) {
      const own = ownContext(context as unknown as StageContext, { options, names });
      const returned = quietly(() => stage.run(corpus, own));
      return returned instanceof Promise ? returned.then(undropped) : undropped(returned);
    },
  };
}

function undropped(returned: unknown): unknown {
  if (!isDrop(returned)) return returned;
  throw new Error('a corpus stage cannot drop a document: all are finished');
}
