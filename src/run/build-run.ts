import { join } from 'node:path';
import type { BuildSummary } from '../cache/cache-writer.ts';
import { markOfFile } from '../cache/mark.ts';
import { outsideSource } from '../cache/outside.ts';
import type { Settings } from '../config/settings.ts';
import { gatheredOf } from '../corpus/index-line.ts';
import type { Made, Outcome } from '../corpus/outcome.ts';
import { hashOf } from '../document/hash.ts';
import { contentHash } from '../document/mdc.ts';
import type { Message } from '../document/message.ts';
import { MessageLog } from '../document/message-log.ts';
import type { Emitted } from '../emitter/compare.ts';
import type { LockOptions } from '../emitter/lock.ts';
import type { Output } from '../emitter/output.ts';
import { removeOutput, sortOutStale } from '../emitter/stale.ts';
import { ContextorError } from '../errors.ts';
import type { Plan } from '../loader/plan.ts';
import type { DocumentDependencies, DocumentDone, DocumentRecord } from '../pool/protocol.ts';
import type { BuildOptions, BuildResult } from './contract.ts';
import { Metrics } from './metrics.ts';
import { type OutputWriter, outputWriter } from './output-writer.ts';

type RunSettings = Pick<Settings, 'outRoot'> & Partial<Pick<Settings, 'cache'>>;

/** What a run has said and done so far; it becomes the result. */
export class BuildRun {
  readonly metrics = new Metrics();
  readonly signal: AbortSignal;
  readonly #settings: RunSettings;
  readonly #options: BuildOptions;
  readonly #onEvent: NonNullable<BuildOptions['onEvent']>;
  readonly #messages = new MessageLog();
  readonly #drift = { stale: [] as string[], missing: [] as string[], orphaned: [] as string[] };
  readonly #removed: string[] = [];
  readonly #files = new Set<string>();
  readonly #includes = new Set<string>();
  #dialect = '';

  constructor(settings: RunSettings, options: BuildOptions) {
    const { signal, onEvent } = options;
    this.#settings = settings;
    this.#options = options;
    this.signal = signal ?? new AbortController().signal;
    this.#onEvent = onEvent ?? (() => {});
  }

  get interrupted(): boolean {
    return this.signal.aborted;
  }

  get lockOptions(): LockOptions {
    const onWait = (owner: string) => this.say('info', `Waiting for another build (${owner}).`);
    return { signal: this.signal, onWait };
  }

  started(plan: Plan, workers: number): void {
    const { dialect, files } = plan;
    this.#dialect = dialect.name;
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    this.#onEvent({ type: 'started', documents: files.length, bytes, workers, dialect });
    this.#messages.add(plan.messages);
  }

  say(severity: Message['severity'], reason: string): void {
    this.#onEvent({ type: 'message', severity, reason });
  }

  /** Writes what became of a document; what goes wrong with this file alone fails the document. */
  async emit(record: DocumentRecord, output: Output): Promise<Outcome> {
    if (record.status === 'failed') return record;
    const { path, out, text, context, messages, timing } = record;
    try {
      const emitted = await output.emit(out, text);
      this.noteDrift(out, emitted);
      const status = emitted === 'unchanged' ? emitted : 'written';
      const hash = contentHash(bodyOf(text));
      const gathered = gatheredOf({ path, out, context, hash });
      const made = output.dry ? undefined : this.#made(record);
      return { status, path, out, ...gathered, messages, timing, ...(made && { made }) };
    } catch (error) {
      if (error instanceof ContextorError) throw error;
      const reason = `Its output ${out} cannot be written: ${(error as Error).message}`;
      const failure: Message = { severity: 'error', rule: 'unwritable', reason, path };
      return { status: 'failed', path, messages: [...messages, failure], timing };
    }
  }

  /** Writes files about all documents. */
  writer(output: Output): OutputWriter {
    return outputWriter(output, {
      outRoot: this.#settings.outRoot,
      note: (out, emitted) => this.noteDrift(out, emitted),
    });
  }

  /** Every file that the run wrote or found right, relative to the output root. */
  get files(): readonly string[] {
    return [...this.#files];
  }

  noteDrift(out: string, emitted: Emitted | 'removed'): void {
    if (emitted !== 'removed') this.#files.add(out);
    if (emitted === 'created') this.#drift.missing.push(out);
    if (emitted === 'changed') this.#drift.stale.push(out);
    if (emitted === 'removed') this.#drift.orphaned.push(out);
  }

  /** Takes what documents include. */
  included(includes: DocumentDependencies['includes'], { sourceRoot }: Plan): void {
    for (const path of outsideSource(includes, sourceRoot)) this.#includes.add(path);
  }

  /** Keeps a message that concerns no document's own outcome. */
  note(message: Message): void {
    this.#messages.add([message]);
    this.metrics.message(message);
    this.say(message.severity, `${message.path}: ${message.reason}`);
  }

  /** What was found about links, in documents that the run left alone too. */
  get linkMessages(): Iterable<Message> {
    return this.#messages.links();
  }

  /**
   * Hears of each document in path order.
   *
   * @param carried whether the run leaves it alone
   */
  outcome(outcome: Outcome, carried: boolean): void {
    const { path, status, messages } = outcome;
    this.#messages.add(messages, carried);
    if (carried) return;
    this.metrics.document(outcome);
    const out = outcome.status === 'failed' ? {} : { out: outcome.out };
    this.#onEvent({ type: 'document', path, status, messages, ...out });
  }

  /** Removes outputs whose sources are gone; gives those of earlier builds that stay. */
  removeStale(output: Output, plan: Plan) {
    const { sourceRoot, outputs: current } = plan;
    const { stale, kept } = sortOutStale(output.ledger, { sourceRoot, current });
    for (const { out } of stale) this.#takeAway(out, output);
    return kept;
  }

  /** Removes what an earlier build published and this one does not. */
  removeUnpublished(output: Output, files: readonly string[]): void {
    for (const out of output.published) if (!files.includes(out)) this.#takeAway(out, output);
  }

  /** Removes outputs of earlier builds that are not among those of this one. */
  removeMissing(output: Output, current: ReadonlySet<string>): void {
    for (const { out } of output.ledger) if (!current.has(out)) this.#takeAway(out, output);
  }

  /** What the output folder lacked or had too much of, and what was removed. */
  changes(): Pick<BuildResult, 'drift' | 'removed'> {
    const { stale, missing, orphaned } = this.#drift;
    return {
      drift: { stale: stale.sort(), missing: missing.sort(), orphaned: orphaned.sort() },
      removed: this.#removed.sort(),
    };
  }

  result(circumstances: Parameters<Metrics['result']>[0]): BuildResult {
    const log = this.#messages;
    return {
      interrupted: this.interrupted,
      dialect: this.#dialect,
      ...this.changes(),
      get messages() {
        return [...log];
      },
      includes: [...this.#includes].sort(),
      metrics: this.metrics.result(circumstances),
    };
  }

  /** What the next build needs to know; only of a whole build in which nothing went wrong. */
  summary({ metrics, messages }: BuildResult, plan: Plan): BuildSummary | undefined {
    const { dryRun, only = [] } = this.#options;
    if (dryRun || only.length > 0 || metrics.documents.failed > 0) return undefined;
    const { tokens, documents } = metrics;
    const bytes = plan.files.reduce((sum, file) => sum + file.bytes, 0);
    return { bytes, dialect: plan.dialect, messages, tokens, warnings: documents.warnings };
  }

  /** What the cache has to know of a result; nothing where there is no cache. */
  #made({ out, text, sourceHash, dependencies }: DocumentDone): Made | undefined {
    const { cache, outRoot } = this.#settings;
    const output = cache ? markOfFile(join(outRoot, out)) : undefined;
    if (output === undefined) return undefined;
    return { out, hash: sourceHash, output, outputHash: hashOf(text), ...dependencies };
  }

  #takeAway(out: string, output: Output): void {
    this.#drift.orphaned.push(out);
    if (output.dry || this.#remove(out)) this.#removed.push(out);
  }

  #remove(out: string): boolean {
    try {
      return removeOutput(this.#settings.outRoot, out);
    } catch (error) {
      this.say('warning', `The stale output ${out} cannot be removed: ${(error as Error).message}`);
      return false;
    }
  }
}

function bodyOf(text: string): string {
  if (!text.startsWith('---\n')) return text;
  return text.slice(text.indexOf('\n---\n', 3) + '\n---\n\n'.length);
}
