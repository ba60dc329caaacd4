import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from './attempt.ts';
import { stageFiles } from './cache/key.ts';
import { firstLook, type LastBuild } from './cache/unchanged.ts';
import type { Settings } from './config/settings.ts';
import { sourceFolders } from './config/sources.ts';
import type { BuildOptions, BuildResult, Dropped } from './contract/build.ts';
import type { DocumentRecord } from './contract/record.ts';
import { createJudge } from './findings/judge.ts';
import type { SourceFolders } from './includes/include-text.ts';
import type { SourceFile } from './loader/discover.ts';
import type { Plan } from './loader/plan.ts';
import type { CorpusContents } from './output/corpus/corpus.ts';
import type { Output } from './output/output.ts';
import { Run } from './run/run.ts';
import type { BuiltDocument, Planned } from './until-settled.ts';

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
  // A shard has no cache: its part is merged elsewhere.
  const isCached = settings.cache && options.shard === undefined;
  const look = isCached ? await firstLook(settings, options) : undefined;
  // A folder may have gone since: what follows says so.
  const sourceRoot = look?.last && attempt(() => realpathSync(settings.sourceRoot));
  if (look?.last && sourceRoot) return unchangedResult(look.last, { settings, run, sourceRoot });

  run.changed();
  const steps = await import('./steps.ts');
  // Workers of a queue are other machines, and have their own.
  if (settings.parser === 'native' && settings.executor !== 'bullmq') steps.requireNative();
  const stages = await steps.loadStages(settings);
  run.dependsOn(stages.files);
  const cache =
    look && stages.kept ? new steps.BuildCache(settings, options, look.snapshot) : undefined;
  const { signal, say } = run;
  const { inline, atOnce } = stages;
  const workers = new steps.Workers({ ...options, settings, signal, say, inline, atOnce });
  try {
    const tools = { settings, options, run, stages, cache, workers, steps };
    return await buildDocuments(await planBuild(tools));
  } finally {
    await workers.close();
    cache?.close();
  }
}

function unchangedResult(
  last: LastBuild,
  { settings, run, sourceRoot }: { settings: Settings; run: Run; sourceRoot: string },
): BuildResult {
  run.unchanged(last);
  run.dependsOn(stageFiles(settings));
  run.dependsOn(last.siteFiles.map((file) => join(sourceRoot, file)));
  run.included(last.includes, { sourceRoot, folders: sourceFolders(settings) });
  return run.result(settings);
}

/** What all steps work with. */
interface Parts extends Planned {
  options: BuildOptions;
  steps: Steps;
}

/** Finds the documents and plans what becomes of each. */
async function planBuild(tools: Omit<Parts, 'plan' | 'scans' | 'dropped'>): Promise<Parts> {
  const { settings, options, run, stages, cache, workers, steps } = tools;
  const found = await steps.discoverSources(settings);
  run.found(found.files);
  const knowsNothing = cache?.open(stages.ofDocuments) ?? true;
  const buildsAll = knowsNothing && !options.only?.length && !options.shard;
  if (buildsAll) await workers.startEarly(found.files);
  const documents = await steps.planDocuments(settings, found, options);
  const mayDrop = stages.any && !options.shard;
  const dropped = mayDrop ? steps.lastDropped(settings.outRoot) : new Map<string, Dropped>();
  const scans = cache?.scansOf(found.files, documents);
  const plan = steps.withSite(documents, scans, new Set(dropped.keys()));
  return { ...tools, plan, scans, dropped };
}

async function buildDocuments(parts: Parts): Promise<BuildResult> {
  const { settings, run, cache, steps } = parts;
  const output = await takeOutput(parts);
  let finished = false;
  try {
    const changed = lookUp(parts);
    const { contents, made } = await transformAll({ ...parts, output, changed });
    if (!run.interrupted) await concludeBuild(contents, { ...parts, output, made });
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

/** The documents whose last result does not hold. */
function lookUp({ plan, run, stages, cache, steps }: Parts): readonly SourceFile[] {
  cache?.lookUp(plan, stages.keyOf(plan));
  run.dependsOn(steps.siteFiles(plan.sources));
  run.included(cache?.includes ?? [], foldersOf(plan));
  return plan.files.filter(({ path }) => !cache?.isReusable(path));
}

/** Dispatches the changed documents, emits each, and folds all of the plan in path order. */
async function transformAll(
  parts: Parts & { output: Output; changed: readonly SourceFile[] },
): Promise<{ contents: CorpusContents; made: Conclusion['made'] }> {
  const { plan, settings, run, stages, cache, workers, steps, output, changed } = parts;
  run.started(plan, await workers.start(steps.workerSetup(settings, plan), changed));
  const sources = foldersOf(plan);
  const emitting = { output, noted: cache !== undefined, whole: stages.corpus.length > 0 };
  const emit = async (record: DocumentRecord) => {
    run.included(record.dependencies.includes, sources);
    return steps.emitDocument(record, emitting);
  };
  const made = stages.any ? await steps.buildUntilSettled({ ...parts, emit }) : undefined;
  const fresh = made?.keys() ?? changed.map(({ path }) => path);
  const fold = new steps.FoldOutcomes({ ...parts, scratch: output.scratch, fresh: [...fresh] });
  if (made === undefined) {
    for await (const record of workers.transform(changed)) fold.put(await emit(record));
  } else {
    for (const { outcome } of made.values()) fold.put(outcome);
  }
  run.metrics.dispatched(await workers.close());
  return { contents: fold.end(), made };
}

const foldersOf = ({ sourceRoot, sources }: Plan): SourceFolders => ({
  sourceRoot,
  folders: sources.map(({ folder }) => folder),
});

interface Conclusion extends Parts {
  output: Output;
  made: ReadonlyMap<string, BuiltDocument> | undefined;
}

async function concludeBuild(contents: CorpusContents, conclusion: Conclusion): Promise<void> {
  const { settings, options, run, stages, cache, steps, plan, output, made } = conclusion;
  const isWhole = !options.only?.length && options.shard === undefined;
  if (isWhole) run.unusedParts(plan.parts);
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

async function takeOutput(parts: Parts): Promise<Output> {
  const { settings, options, run, steps } = parts;
  const { files, outputs } = parts.plan;
  const { outRoot } = settings;
  const { dryRun, forceOut: force } = options;
  const owner = dryRun ? undefined : steps.lockOwner(outRoot);
  if (owner !== undefined) run.say('info', `Waiting for another build (${owner}).`);
  const targets = files.map(({ path }) => ({ path, out: outputs.get(path)! }));
  return steps.openOutput(outRoot, { targets, dryRun, force, signal: run.signal });
}
