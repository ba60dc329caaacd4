import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Transform } from '../../transforms/define.ts';
import { dialectsByFile } from '../../transforms/dialects/index.ts';
import { builtInTransforms } from '../../transforms/index.ts';
import type { IndexLine } from '../contract/index-line.ts';
import {
  type DocumentRecord,
  type DocumentTask,
  inAllSources,
  type OwnFields,
} from '../contract/record.ts';
import { loadedTokenizer, loadTokenizer } from '../document/count-tokens.ts';
import { decodeSource } from '../document/decode.ts';
import type { Document } from '../document/document.ts';
import { frontMatterOf } from '../document/mdc.ts';
import { localTurns, type Turns } from '../engine/turns.ts';
import { hashOf } from '../files/hash.ts';
import { outputPath } from '../files/output-path.ts';
import { nameInSource, sourceName, sourceOf } from '../files/source-name.ts';
import { includeReader } from '../includes/include.ts';
import { cutOf } from '../search/cut.ts';
import { pageEntry } from '../search/page-entry.ts';
import { otherSources } from '../site/other-sources.ts';
import { siteView } from '../site/view.ts';
import { type Bench, createDocument, recordingIncludes } from './create-document.ts';
import { type Clock, deadline, stoppingFor, timeLimit } from './deadline.ts';
import { type DocumentGraph, type DocumentRun, graphOf, runGraph } from './graph.ts';
import { Messages, reasonOf } from './messages.ts';
import { type FieldDeclarations, fieldDeclarations, ownFields, stageKeyOf } from './own-fields.ts';
import { mostWaiting } from './own-stage.ts';
import { stateOf, withState } from './run-state.ts';
import { rootsOf, type SourceSetup, type WorkerSetup } from './setup.ts';
import { Stopwatch } from './stopwatch.ts';

/** Makes records of documents. */
export interface Processor {
  /**
   * Documents to work on at once: where a stage waits, twice as many as may wait, so that the next ones
   * are ready when a wait ends.
   */
  readonly atOnce: number;
  /** Whether a stage takes turns. */
  readonly takesTurns: boolean;
  /** Resolves always: what goes wrong with a document is in its record. */
  process(task: DocumentTask): Promise<DocumentRecord>;
}

/** What all documents of a worker share. */
export interface Prepared {
  graph: DocumentGraph;
  /** The user's stages. */
  own: readonly Transform[];
  declared: FieldDeclarations;
  sources: readonly PreparedSource[];
}

/** What the documents of one source have in common. */
interface PreparedSource {
  folder: string;
  /** Absolute. */
  sourceRoot: string;
  derived: NonNullable<SourceSetup['derived']>;
  /** Makes what one document at a time works with; it notes the dependencies of that document. */
  makeBench(): Bench;
}

export async function prepare(setup: WorkerSetup): Promise<Prepared> {
  // The tokenizer loads while the first document is parsed.
  void loadTokenizer(setup.settings.tokenizer);
  const { graph, own } = await graphOf(setup);
  const declared = fieldDeclarations(own);
  const { frontMatter } = fieldDeclarations([...builtInTransforms, ...own]);
  const others = otherSources(setup.sources);
  const sources = setup.sources.map((source, at): PreparedSource => {
    const { folder, settings, site, derived = {} } = source;
    const { sourceRoot, projectRoot } = rootsOf(setup, source);
    const { aliases, mayInclude } = settings;
    const dialectOf = dialectsByFile(settings.dialect, settings);
    return {
      folder,
      sourceRoot,
      derived,
      makeBench: () => ({
        settings,
        dialectOf,
        site: siteView(site, { sourceRoot, ...setup.view, others: others[at] }),
        includes: recordingIncludes(
          includeReader({ sourceRoot, projectRoot, aliases, mayInclude }),
        ),
        frontMatterFields: frontMatter,
      }),
    };
  });
  return { graph, own, declared, sources };
}

/** @param turns gives turns to stages that declare `concurrency`; default: within this processor */
export async function createProcessor(
  setup: WorkerSetup,
  turns: Turns = localTurns(),
): Promise<Processor> {
  const prepared = await prepare(setup);
  const free = new Map<PreparedSource, Job[]>(prepared.sources.map((source) => [source, []]));
  const waiting = mostWaiting(prepared.own);
  return {
    atOnce: waiting === 1 ? 1 : 2 * waiting,
    takesTurns: prepared.own.some(({ concurrency }) => concurrency !== undefined),
    async process({ path }) {
      const source = sourceOf(prepared.sources, path);
      const jobs = free.get(source)!;
      const job = jobs.pop() ?? new Job(source, { setup, prepared, turns });
      try {
        const record = await job.process(nameInSource(source.folder, path));
        return inAllSources(record, source.folder);
      } finally {
        jobs.push(job);
      }
    },
  };
}

/** Works on one document after the other. */
class Job {
  readonly #setup: WorkerSetup;
  readonly #prepared: Prepared;
  readonly #source: PreparedSource;
  readonly #bench: Bench;
  readonly #turns: Turns;
  readonly #inTime = deadline();

  constructor(
    source: PreparedSource,
    { setup, prepared, turns }: { setup: WorkerSetup; prepared: Prepared; turns: Turns },
  ) {
    this.#setup = setup;
    this.#prepared = prepared;
    this.#turns = turns;
    this.#source = source;
    this.#bench = source.makeBench();
  }

  /** @param path relative to the source */
  async process(path: string): Promise<DocumentRecord> {
    const watch = new Stopwatch();
    const messages = new Messages(path);
    const end = (text?: string) => ({
      path,
      messages: messages.sorted(text),
      dependencies: this.#dependencies(),
      timing: watch.timing(),
    });
    try {
      const bytes = watch.time('read', () => this.#read(path));
      const decoded = watch.time('decode', () => decodeSource(bytes, path));
      const { text } = decoded;
      messages.lineOf = decoded.lineOf;
      for (const finding of decoded.messages) messages.add(finding);
      const bench = this.#bench;
      const document = withState(createDocument({ path, text, bench, messages, watch }));
      const run = await this.#run(document, watch, bytes.length);
      if (messages.failed) return { status: 'failed', ...end() };
      const { keep } = stateOf(document);
      const about = { ...(!keep && { keep }), ...end(text) };
      const dropped = droppedBy(document, this.#prepared.own);
      if (dropped !== undefined) return { status: 'dropped', ...dropped, ...about };
      return { status: 'ok', ...this.#made(document, run), sourceHash: hashOf(bytes), ...about };
    } catch (error) {
      messages.add({ severity: 'error', ...reasonOf(error) });
      return { status: 'failed', ...end() };
    }
  }

  #read(path: string): Buffer {
    const { derived, sourceRoot } = this.#source;
    const text = derived[path]?.text;
    return text === undefined ? readFileSync(join(sourceRoot, path)) : Buffer.from(text);
  }

  #run(document: Document, watch: Stopwatch, bytes: number): Promise<DocumentRun> {
    const { settings, documentTimeoutMs, transforms } = this.#setup;
    const { graph } = this.#prepared;
    const parallel = settings.parallelTransforms;
    const home = transforms[0]?.home;
    const step = (signal: AbortSignal, clock: Clock) => {
      const turns = stoppingFor(this.#turns, clock);
      return runGraph({ graph, document, watch, signal, parallel, turns, home });
    };
    return this.#inTime(timeLimit(documentTimeoutMs, bytes), step, stateOf(document).open);
  }

  #made(document: Document, run: DocumentRun) {
    const { own } = this.#prepared;
    const { path, text, settings } = document;
    const { context } = run;
    const stageKey = stageKeyOf(own, { path, text });
    return {
      out: outputPath(path, settings),
      text: wholeText(document, context),
      context,
      ...this.#ownOf(path, run),
      ...(stageKey !== undefined && { stageKey }),
      ...(settings.search !== false && { entry: entryOf(document, context) }),
    };
  }

  /** What the user's stages declare, and what a page without a file is made from. */
  #ownOf(path: string, run: DocumentRun): { own?: OwnFields } {
    const { own, declared } = this.#prepared;
    const { folder, derived } = this.#source;
    const from = derived[path]?.from;
    if (own.length === 0 && from === undefined) return {};
    const { index, corpus } = ownFields(run.context, declared, () => run.provenance);
    return {
      own: { index: { ...index, ...(from && { derivedFrom: sourceName(folder, from) }) }, corpus },
    };
  }

  #dependencies() {
    return { includes: this.#bench.includes.taken(), site: this.#bench.site.used() };
  }
}

/** What search needs to know of a document, as its line of the index tells it. */
function entryOf(document: Document, context: Readonly<Record<string, unknown>>): string {
  const { title = '', description = '', url = '', topics = [] } = context as Partial<IndexLine>;
  const { settings } = document;
  const path = sourceName(settings.folder ?? '', document.path);
  const page = { path, out: outputPath(document.path, settings), title, description, url, topics };
  // The statistics have counted by now.
  const count = loadedTokenizer(settings.tokenizer)!;
  return pageEntry(page, document.body(), { count, cut: cutOf(document, count) });
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
  const count = loadedTokenizer(document.settings.tokenizer);
  return frontMatterOf(document, { fields, count }) + document.body();
}
