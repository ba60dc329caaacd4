import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Transform } from '../../transforms/define.ts';
import { resolveDialect } from '../../transforms/dialects/index.ts';
import type { IndexLine } from '../contract/index-line.ts';
import type { DocumentRecord, DocumentTask } from '../contract/record.ts';
import { loadedTokenizer, loadTokenizer } from '../document/count-tokens.ts';
import { decodeSource } from '../document/decode.ts';
import type { Document } from '../document/document.ts';
import { mdcFrontMatter } from '../document/mdc.ts';
import type { Turns } from '../engine/index.ts';
import { hashOf } from '../files/hash.ts';
import { outputPath } from '../files/output-path.ts';
import { includeReader } from '../includes/include.ts';
import { cutOf } from '../search/cut.ts';
import { encodeEntry, pageEntry } from '../search/page-entry.ts';
import { siteView } from '../site/view.ts';
import { type Bench, createDocument } from './create-document.ts';
import { deadline } from './deadline.ts';
import { type DocumentGraph, graphOf } from './graph.ts';
import { recordingIncludes } from './includes.ts';
import { Messages, reasonOf } from './messages.ts';
import { type FieldDeclarations, fieldDeclarations, ownFields } from './own-fields.ts';
import { type DocumentRun, runGraph } from './run-graph.ts';
import { stateOf, withState } from './run-state.ts';
import type { WorkerSetup } from './setup.ts';
import { stageKeyOf } from './stage-key.ts';
import { Stopwatch } from './stopwatch.ts';
import { timeLimit } from './time-limit.ts';

/** Makes records of documents. */
export interface Processor {
  /** So many documents at once are of use: more than one where a stage waits. */
  readonly atOnce: number;
  /** Resolves always: what goes wrong with a document is in its record. */
  process(task: DocumentTask): Promise<DocumentRecord>;
}

/** Everything that documents have in common, made once. */
export interface Prepared {
  graph: DocumentGraph;
  /** The user's stages. */
  own: readonly Transform[];
  declared: FieldDeclarations;
  /** Makes what one document at a time works with: it notes what that document asks for. */
  makeBench(): Bench;
}

export async function prepare(setup: WorkerSetup, turns?: Turns): Promise<Prepared> {
  const { sourceRoot, projectRoot, settings } = setup;
  // It is read while the first document is parsed.
  void loadTokenizer(settings.tokenizer);
  const { graph, own } = await graphOf(setup, turns);
  const declared = fieldDeclarations(own);
  const dialect = resolveDialect(settings.dialect, settings);
  return {
    graph,
    own,
    declared,
    makeBench: () => ({
      settings,
      dialect,
      site: siteView(setup.site, { sourceRoot, ...setup.view }),
      includes: recordingIncludes(
        includeReader({
          sourceRoot,
          projectRoot,
          aliases: settings.aliases,
          mayInclude: settings.mayInclude,
        }),
      ),
      frontMatterFields: declared.frontMatter,
    }),
  };
}

/** @param turns gives turns to stages that declare `concurrency`; default: within this processor */
export async function createProcessor(setup: WorkerSetup, turns?: Turns): Promise<Processor> {
  const prepared = await prepare(setup, turns);
  const free: Job[] = [];
  return {
    atOnce: Math.max(1, ...prepared.own.map(({ concurrency = 1 }) => concurrency)),
    async process(task) {
      const job = free.pop() ?? new Job(setup, prepared);
      try {
        return await job.process(task);
      } finally {
        free.push(job);
      }
    },
  };
}

/** Works on one document after the other. */
class Job {
  readonly #setup: WorkerSetup;
  readonly #prepared: Prepared;
  readonly #bench: Bench;
  readonly #inTime = deadline();

  constructor(setup: WorkerSetup, prepared: Prepared) {
    this.#setup = setup;
    this.#prepared = prepared;
    this.#bench = prepared.makeBench();
  }

  async process({ path }: DocumentTask): Promise<DocumentRecord> {
    const watch = new Stopwatch();
    const messages = new Messages(path);
    const end = (text?: string) => ({
      path,
      messages: messages.sorted(text),
      dependencies: this.#dependencies(),
      timing: watch.timing(),
    });
    try {
      const bytes = watch.time('read', () => readFileSync(join(this.#setup.sourceRoot, path)));
      const { text, messages: found } = watch.time('decode', () => decodeSource(bytes));
      for (const finding of found) messages.add(finding);
      const bench = this.#bench;
      const document = withState(createDocument({ path, text, bench, messages, watch }));
      const run = await this.#run(document, watch, bytes.length);
      if (messages.failed) return { status: 'failed', ...end() };
      const { keep } = stateOf(document);
      const about = { sourceHash: hashOf(bytes), ...(!keep && { keep }) };
      const dropped = droppedBy(document, this.#prepared.own);
      if (dropped !== undefined) return { status: 'dropped', ...dropped, ...about, ...end(text) };
      return { status: 'ok', ...this.#made(document, run), ...about, ...end(text) };
    } catch (error) {
      messages.add({ severity: 'error', ...reasonOf(error) });
      return { status: 'failed', ...end() };
    }
  }

  #run(document: Document, watch: Stopwatch, bytes: number): Promise<DocumentRun> {
    const { settings, documentTimeoutMs } = this.#setup;
    const { graph } = this.#prepared;
    return this.#inTime(timeLimit(documentTimeoutMs, bytes), (signal) =>
      runGraph({ graph, document, watch, signal, parallel: settings.parallelTransforms }),
    );
  }

  #made(document: Document, run: DocumentRun) {
    const { own, declared } = this.#prepared;
    const { path, text, settings } = document;
    const { context } = run;
    const stageKey = stageKeyOf(own, { path, text });
    return {
      out: outputPath(path, settings),
      text: wholeText(document, context),
      context,
      ...(own.length > 0 && { own: ownFields(context, declared, () => run.provenance) }),
      ...(stageKey !== undefined && { stageKey }),
      ...(settings.search !== false && { entry: entryOf(document, context) }),
    };
  }

  #dependencies() {
    return { includes: this.#bench.includes.taken(), site: this.#bench.site.used() };
  }
}

/** What search needs to know of a document, as its line of the index tells it. */
function entryOf(document: Document, context: Readonly<Record<string, unknown>>): string {
  const { title = '', description = '', url = '', topics = [] } = context as Partial<IndexLine>;
  const { path, settings } = document;
  const page = { path, out: outputPath(path, settings), title, description, url, topics };
  // The statistics have counted by now.
  const count = loadedTokenizer(settings.tokenizer)!;
  const entry = pageEntry(page, document.body(), { count, cut: cutOf(document, count) });
  return encodeEntry(entry);
}

/** The first stage in declared order that left the document out, and why. */
export function droppedBy(
  document: Document,
  own: readonly Transform[],
): { stage: string; reason: string } | undefined {
  const { dropped } = stateOf(document);
  const stage = own.find(({ name }) => dropped.has(name))?.name;
  return stage === undefined ? undefined : { stage, reason: dropped.get(stage)! };
}

/** The whole `.mdc` of a document whose stages have run. */
export function wholeText(document: Document, fields: Readonly<Record<string, unknown>>): string {
  const body = document.body();
  const { path, settings, frontMatterFields: more } = document;
  return mdcFrontMatter({ path, fields, body, settings, more }) + body;
}
