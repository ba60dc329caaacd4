import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusStage } from '../../transforms/corpus-stage.ts';
import type { Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
import { MergeConflictError, type StageReport } from '../engine/index.ts';
import { ContextorError } from '../errors.ts';
import { saidOf } from '../files/thrown-at.ts';
import type { Plan } from '../loader/plan.ts';
import { version } from '../version.ts';
import type { OwnRules } from './corpus/contribution.ts';
import type { CorpusContents } from './corpus/corpus.ts';
import { CorpusRun, type CorpusRunOptions } from './corpus/corpus-run.ts';
import { corpusGraph } from './corpus/graph.ts';
import { manifestSettings } from './corpus/manifest-settings.ts';
import { sortOutStale } from './emitter/stale.ts';
import type { Output } from './output.ts';
import { publicationOf } from './publish/publisher.ts';
import { publishingStages } from './publish/stages.ts';
import type { ShardDocument } from './shard/shard-documents.ts';

interface Conclusion {
  settings: Settings;
  plan: Plan;
  output: Output;
  linkMessages: Iterable<Message>;
  /** The user's corpus stages, and how the fields of the others fold. */
  stages: { corpus: readonly CorpusStage[]; rules: OwnRules };
  /** What the documents of a shard asked and contribute; absent where no stage may drop one. */
  documents?: readonly ShardDocument[] | undefined;
  signal: AbortSignal;
}

/** The result of the corpus stages. */
export interface Concluded {
  /** Their findings. */
  messages: readonly Message[];
  /** False if a result must not be cached. */
  keep: boolean;
}

/**
 * Writes what is about all documents together, or the part of a shard, and removes what is stale.
 *
 * @throws ContextorError `CORPUS_STAGE`, `CORPUS_FILE`
 */
export async function conclude(
  contents: CorpusContents,
  { settings, plan, output, linkMessages, stages, documents, signal }: Conclusion,
): Promise<Concluded> {
  const { sourceRoot, outputs, withheld, shard } = plan;
  const { stale, kept } = sortOutStale(output.ledger, {
    sourceRoot,
    current: outputs,
    done: contents.outputs,
    withheld,
    dropped: new Set(contents.dropped.map(({ path }) => path)),
  });
  for (const { out } of stale) output.remove(out);
  const about = {
    contents,
    settings: manifestSettings(settings, plan),
    version,
    kept: kept.filter(({ out }) => existsSync(join(output.outRoot, out))),
    linkMessages,
    output,
    publication: publicationOf(settings, plan, stages.corpus.length > 0),
  };
  if (shard !== undefined) {
    const { writePart } = await import('./shard/part.ts');
    const corpusStages = stages.corpus.map(({ name }) => name);
    const own = { rules: stages.rules, corpusStages, documents };
    await writePart({ ...about, ...own, plan: { ...plan, shard } });
    return { messages: [], keep: true };
  }
  return writeCorpus({ ...about, own: stages.corpus, cwd: settings.cwd, signal });
}

/** Writes index, reports and manifest, and what is published; removes what is no longer published. */
export async function writeCorpus(options: CorpusRunOptions): Promise<Concluded> {
  const run = new CorpusRun(options);
  const graph = corpusGraph(options.own, publishingStages(options.publication, options));
  const result = await graph.run(run, { signal: options.signal });
  const messages = graph.stages.flatMap(({ name }) => run.yields.get(name)?.findings ?? []);
  if (result.status === 'cancelled') return { messages, keep: false };
  const reports = result.stages as Record<string, StageReport>;
  const left = options.own.flatMap(({ name }) => leftOut(name, reports[name]!, options.cwd));
  if (result.error !== undefined) throw result.error;
  const files = new Set(run.files);
  for (const out of options.output.published) if (!files.has(out)) options.output.remove(out);
  return { messages: [...messages, ...left], keep: run.keep && left.length === 0 };
}

/**
 * The warning about a stage of the user's that failed and is skipped.
 *
 * @throws ContextorError `CORPUS_STAGE` where it is not
 */
function leftOut(name: string, { status, error }: StageReport, home: string): readonly Message[] {
  if (error === undefined || error instanceof MergeConflictError) return [];
  const failure = `corpus stage '${name}' failed: ${saidOf(error, home)}`;
  if (status === 'skipped') {
    const reason = `The ${failure}`;
    return [{ severity: 'warning', rule: 'transform-error', path: '.', reason }];
  }
  throw new ContextorError(`the ${failure}`, {
    code: 'CORPUS_STAGE',
    remedy: "Fix it, or set `onError: 'skip'` to build without its files.",
    cause: error,
  });
}
