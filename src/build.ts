import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildCache } from './cache/build-cache.ts';
import { stageFiles } from './cache/key.ts';
import { firstLook } from './cache/unchanged.ts';
import type { Settings } from './config/settings.ts';
import { sourceFolders } from './config/sources.ts';
import type { BuildOptions, BuildResult, Dropped } from './contract/build.ts';
import type { DocumentRecord } from './contract/record.ts';
import { createJudge } from './findings/judge.ts';
import type { Plan } from './loader/plan.ts';
import type { CorpusContents } from './output/corpus/corpus.ts';
import type { Output } from './output/output.ts';
import type { BuiltDocument, LoadedStages } from './own-stages.ts';
import { Run } from './run/run.ts';
import type { Workers } from './run/workers.ts';
import type { FileScan } from './site/scan-file.ts';

type Steps = typeof import('./steps.ts');

/**
 * Turns the documents of a source folder into `.mdc` context.
 *
 * A document that cannot be built is reported and the others are written; the result tells how many
 * failed. An aborted build resolves with `interrupted: true`.
 *
 * @throws ContextorError if the run as a whole cannot go on, such as `SOURCE_MISSING`, `SOURCE_UNREADABLE`,
 *   `NO_DOCUMENTS`, `OUT_FOREIGN`, `OUT_NOT_WRITABLE`, `OUTPUT_LOCKED`, `MODULE_MISSING`, `TRANSFORM_INVALID`,
 *   `CORPUS_STAGE`, `PARSER_NATIVE_MISSING`
 * @example
 * const settings = resolveSettings({ src: 'docs', out: '.contextor' }, { cwd: process.cwd() });
 * const { metrics } = await build(settings);
 * console.log(metrics.documents.written);
 */
export async function build(settings: Settings, options: BuildOptions = {}): Promise<BuildResult> {
  const run = new Run(await createJudge(settings), options);
  // A shard has no cache: what it leaves is joined elsewhere.
  const isCached = settings.cache && options.shard === undefined;
  const look = isCached ? await firstLook(settings, options) : undefined;
  if (look?.last !== undefined) {
    const { last } = look;
    run.unchanged(last);
    const sourceRoot = realpathSync(settings.sourceRoot);
    run.follows(stageFiles(settings));
    run.follows(last.siteFiles.map((file) => join(sourceRoot, file)));
    run.included(last.includes, { sourceRoot, folders: sourceFolders(settings) });
    return run.result(settings);
  }

  run.changed();
  const steps = await import('./steps.ts');
  const cache = look && new steps.BuildCache(settings, options, look.snapshot);
  // Workers of a queue are other machines, and have their own.
  if (settings.parser === 'native' && settings.executor !== 'bullmq') steps.requireNative();
  const stages = await steps.loadStages(settings);
  run.follows(stages.files);
  const { signal, say } = run;
  const { inline, atOnce } = stages;
  const { redis, redisTimeoutMs } = options;
  const workers = new steps.Workers({
    settings,
    signal,
    redis,
    redisTimeoutMs,
    say,
    inline,
    atOnce,
  });
  try {
    const found = await steps.discoverSources(settings);
    const kept = stages.kept ? cache : undefined;
    const knowsNothing = kept?.open(stages.ofDocuments) ?? true;
    const buildsAll = knowsNothing && !options.only?.length && !options.shard;
    if (buildsAll) await workers.startEarly(found.files);
    const documents = await steps.planDocuments(settings, found, options);
    const dropped =
      stages.any && !options.shard
        ? steps.lastDropped(settings.outRoot)
        : new Map<string, Dropped>();
    const scans = kept?.scansOf(found.files, documents);
    const plan = steps.withSite(documents, scans, new Set(dropped.keys()));
    const parts = { settings, options, run, stages, cache: kept, workers, steps };
    return await buildDocuments(plan, { ...parts, scans, dropped });
  } finally {
    await workers.close();
    cache?.close();
  }
}

interface Parts {
  settings: Settings;
  options: BuildOptions;
  run: Run;
  stages: LoadedStages;
  cache: BuildCache | undefined;
  workers: Workers;
  steps: Steps;
  scans: Map<string, FileScan> | undefined;
  /** Documents that are assumed to be dropped, as the last build did. */
  dropped: ReadonlyMap<string, Dropped>;
}

async function buildDocuments(plan: Plan, parts: Parts): Promise<BuildResult> {
  const { settings, run, stages, cache, workers, steps } = parts;
  const output = await takeOutput(plan, parts);
  let finished = false;
  try {
    cache?.lookUp(plan, stages.keyOf(plan));
    run.follows(steps.siteFiles(plan.sources));
    const folders = plan.sources.map(({ folder }) => folder);
    const sources = { sourceRoot: plan.sourceRoot, folders };
    run.included(cache?.includes ?? [], sources);
    const changed = plan.files.filter(({ path }) => !cache?.isReusable(path));
    run.started(plan, await workers.start(steps.workerSetup(settings, plan), changed));
    const emit = async (record: DocumentRecord) => {
      run.included(record.dependencies.includes, sources);
      return steps.emitDocument(record, {
        output,
        noted: cache !== undefined,
        whole: stages.corpus.length > 0,
      });
    };
    const made = stages.any
      ? await steps.buildUntilSettled(plan, { ...parts, changed, emit })
      : undefined;
    const fresh = made === undefined ? changed.map(({ path }) => path) : [...made.keys()];
    const fold = new steps.FoldOutcomes(plan, { ...parts, scratch: output.scratch, fresh });
    if (made === undefined) {
      for await (const record of workers.transform(changed)) fold.put(await emit(record));
    } else {
      for (const { outcome } of made.values()) fold.put(outcome);
    }
    run.metrics.dispatched(await workers.close());
    const contents = fold.end();

    if (!run.interrupted) await concludeBuild(contents, { ...parts, plan, output, made });
    const result = run.result(settings, output.changes);
    if (!run.interrupted) {
      cache?.finish({ files: output.files, result, messages: run.messages });
      finished = true;
    }
    return result;
  } catch (error) {
    throw steps.explainedError(error, settings.outRoot);
  } finally {
    output.release(finished);
  }
}

interface Conclusion extends Parts {
  plan: Plan;
  output: Output;
  made: ReadonlyMap<string, BuiltDocument> | undefined;
}

async function concludeBuild(contents: CorpusContents, conclusion: Conclusion): Promise<void> {
  const { settings, run, stages, cache, steps, plan, output, made } = conclusion;
  const { messages, keep } = await steps.conclude(contents, {
    settings,
    plan,
    output,
    linkMessages: run.messages.links(),
    stages,
    signal: run.signal,
    documents: made && steps.shardDocuments(made),
  });
  for (const message of messages) run.note(message);
  if (!keep) cache?.forget();
  for (const reason of output.left) run.say('warning', reason);
}

async function takeOutput({ files, outputs }: Plan, parts: Parts): Promise<Output> {
  const { settings, options, run, steps } = parts;
  const { outRoot } = settings;
  const { dryRun, forceOut: force } = options;
  const owner = dryRun ? undefined : steps.lockOwner(outRoot);
  if (owner !== undefined) run.say('info', `Waiting for another build (${owner}).`);
  const targets = files.map(({ path }) => ({ path, out: outputs.get(path)! }));
  return steps.openOutput(outRoot, { targets, dryRun, force, signal: run.signal });
}
