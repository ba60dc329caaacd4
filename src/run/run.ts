import type { Settings } from '../config/settings.ts';
import type { BuildOptions, BuildResult, Dropped, RunMetrics } from '../contract/build.ts';
import type { Message } from '../contract/message.ts';
import type { Outcome } from '../contract/outcome.ts';
import type { DocumentDependencies } from '../contract/record.ts';
import type { Judge } from '../findings/judge.ts';
import { outsideSources, type SourceFolders } from '../includes/include-text.ts';
import type { SourceFile } from '../loader/discover.ts';
import type { Plan } from '../loader/plan.ts';
import { groupBy } from '../maps.ts';
import { type LoggedMessages, MessageLog } from './message-log.ts';
import { type FindingCounts, Metrics } from './metrics.ts';

/** What a run reports when nothing has changed since the last build. */
export interface UnchangedBuild {
  /** Source and output of each document, in path order. */
  documents: [path: string, out: string][];
  bytes: number;
  dialect: Plan['dialect'];
  tokens: RunMetrics['tokens'];
  findings: FindingCounts;
  messages: LoggedMessages;
  /** Documents that stages left out. */
  dropped?: readonly Dropped[] | undefined;
}

/** Collects events, messages and figures of a run; they become the result. */
export class Run {
  readonly metrics = new Metrics();
  messages = new MessageLog();
  readonly signal: AbortSignal;
  readonly #onEvent: NonNullable<BuildOptions['onEvent']>;
  readonly #includes = new Set<string>();
  /** Paths of what documents include. */
  readonly #parts = new Set<string>();
  readonly #judge: Judge;
  readonly #dropped: Dropped[] = [];
  #again = false;
  #dialect = '';
  #workers = 0;

  constructor(judge: Judge, { signal, onEvent }: Pick<BuildOptions, 'signal' | 'onEvent'>) {
    this.#judge = judge;
    this.signal = signal ?? new AbortController().signal;
    this.#onEvent = onEvent ?? (() => {});
  }

  get interrupted(): boolean {
    return this.signal.aborted;
  }

  /** Reports that there is work to do. */
  changed(): void {
    this.#onEvent({ type: 'changed' });
  }

  /** Reports the documents that there are. */
  found(files: readonly SourceFile[]): void {
    this.#onEvent({ type: 'found', documents: files.length, bytes: bytesOf(files) });
  }

  started({ dialect, files, messages }: Plan, workers: number): void {
    const bytes = bytesOf(files);
    this.#dialect = dialect.name;
    this.#workers = workers;
    this.#onEvent({ type: 'started', documents: files.length, bytes, workers, dialect });
    const reported = this.#judge.reported(messages);
    this.messages.add(reported);
    for (const message of reported) this.metrics.message(message);
  }

  /** Reports an unchanged build: the documents and messages of the last one. */
  unchanged(last: UnchangedBuild): void {
    const { documents, bytes, dialect } = last;
    this.#again = true;
    this.#dialect = dialect.name;
    this.#dropped.push(...(last.dropped ?? []));
    this.messages = new MessageLog(last.messages);
    this.metrics.unchanged(last);
    this.#onEvent({ type: 'started', documents: documents.length, bytes, workers: 0, dialect });
    const byPath = groupBy(this.messages, ({ path }) => path);
    for (const [path, out] of documents) {
      const messages = byPath.get(path) ?? [];
      this.#onEvent({ type: 'document', path, out, status: 'unchanged', messages });
    }
  }

  /** Says something about the run itself. */
  readonly say = (severity: Message['severity'], reason: string): void => {
    this.#onEvent({ type: 'message', severity, reason });
  };

  /** Adds a message that belongs to no single document. */
  note(message: Message): void {
    for (const reported of this.#judge.reported([message])) {
      this.messages.add([reported]);
      this.metrics.message(reported);
    }
  }

  /** Notes files that documents include. */
  included(includes: DocumentDependencies['includes'], sources: SourceFolders): void {
    for (const path of outsideSources(includes, sources)) this.#includes.add(path);
    for (const [path] of includes) this.#parts.add(path);
  }

  /** Notes those of the parts of pages that no document includes; called when all have been looked at. */
  unusedParts(parts: readonly string[]): void {
    const unused = parts.filter((path) => !this.#parts.has(path)).sort();
    if (unused.length > 0) this.note(partsUnused(unused));
  }

  /** Notes files that describe the site or belong to the user's stages, by absolute paths. */
  dependsOn(files: readonly string[]): void {
    for (const file of files) this.#includes.add(file);
  }

  /** Adds a document; called in path order. */
  outcome(outcome: Outcome): void {
    const { path, status } = outcome;
    const messages = this.#judge.reported(outcome.messages);
    this.messages.add(messages, status === 'carried');
    if (status === 'carried') return;
    this.metrics.document({ ...outcome, messages });
    if (outcome.status === 'dropped') {
      const { stage, reason } = outcome;
      this.#dropped.push({ path, stage, reason });
      this.#onEvent({ type: 'document', path, status, messages, reason: `${stage}: ${reason}` });
      return;
    }
    const out = outcome.status === 'failed' ? {} : { out: outcome.out };
    this.#onEvent({ type: 'document', path, status, messages, ...out });
  }

  /** @param changes what the run did to the output folder; default: nothing */
  result(
    { batchSize }: Pick<Settings, 'batchSize'>,
    changes: Pick<BuildResult, 'drift' | 'removed'> = unchangedFolder,
  ): BuildResult {
    const log = this.messages;
    const workers = this.#workers;
    if (!this.#again) this.metrics.known(this.#judge.known);
    return {
      interrupted: this.interrupted,
      unchanged: this.#again,
      dialect: this.#dialect,
      ...changes,
      dropped: this.#dropped,
      get messages() {
        return [...log];
      },
      includes: [...this.#includes].sort(),
      metrics: this.metrics.result({ parallel: workers > 1, workers, batchSize }),
    };
  }
}

const bytesOf = (files: readonly SourceFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

const namedParts = 3;

function partsUnused(paths: readonly string[]): Message {
  const first = paths.slice(0, namedParts).join(', ');
  const more = paths.length - namedParts;
  const counted =
    paths.length === 1
      ? '1 document counts as a part of pages by its name or folder, and nothing includes it'
      : `${paths.length} documents count as parts of pages by their names or folders, and nothing includes them`;
  const reason = `${counted}: ${first}${more > 0 ? ` and ${more} more` : ''}. "partials" says what counts as a part`;
  return { severity: 'info', rule: 'part-unused', path: '.', reason };
}

const unchangedFolder = { drift: { stale: [], missing: [], orphaned: [] }, removed: [] };
