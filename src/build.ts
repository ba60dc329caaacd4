import { BuildRun } from './build-run.ts';
import type { Settings } from './config/settings.ts';
import { writeCorpus } from './corpus/corpus.ts';
import { type CorpusContents, gatherCorpus } from './corpus/gather.ts';
import type { IndexLine } from './corpus/index-line.ts';
import { manifestSettings } from './corpus/manifest-settings.ts';
import type { Carried, Outcome } from './corpus/outcome.ts';
import { readIndex } from './emitter/ledger.ts';
import { compareOutput, type Output, openOutput } from './emitter/output.ts';
import { batches } from './loader/batch.ts';
import { type Plan, planBuild } from './loader/plan.ts';
import { dispatch } from './pool/host/dispatch.ts';
import { memoryShares } from './pool/host/memory.ts';
import { resolveMerge, resolveTransforms } from './pool/host/resolve-modules.ts';
import { startRunner } from './pool/host/start.ts';
import type { DocumentRecord, WorkerSetup } from './pool/protocol.ts';
import { publishes } from './publish/publish.ts';
import { publicationOf, publisher } from './publish/publisher.ts';
import type { BuildOptions, BuildResult } from './run.ts';
import { version } from './version.ts';

/**
 * Turns the documents of a source folder into `.mdc` context.
 *
 * A document that cannot be built is reported and the others are written; the result tells how many
 * failed. An aborted build resolves with `interrupted: true`.
 *
 * @throws ContextorError where the run as a whole cannot go on: `SOURCE_MISSING`, `NO_DOCUMENTS`,
 *   `OUT_NOT_WRITABLE`, `OUTPUT_LOCKED`, `MODULE_MISSING`
 * @example
 * const settings = resolveSettings({ src: 'docs', out: '.contextor' }, { cwd: process.cwd() });
 * const { metrics } = await build(settings);
 * console.log(metrics.documents.written);
 */
export async function build(settings: Settings, options: BuildOptions = {}): Promise<BuildResult> {
  const run = new BuildRun(settings, options);
  const plan = await planBuild(settings, options);
  const setup = workerSetup(settings, plan);
  await checkOwnStages(setup);
  const output = options.dryRun
    ? compareOutput(settings.outRoot)
    : await openOutput(settings.outRoot, { targets: targetsOf(plan), ...run.lockOptions });
  let finished = false;
  try {
    const carried = carriedOver(settings, plan);
    const corpus = gatherCorpus({
      order: [...plan.files, ...plan.refused, ...carried].map(({ path }) => path).sort(),
      scratch: output.scratch,
      onOutcome: (outcome) => run.outcome(outcome),
      withPages: publishes(settings),
    });
    for (const message of plan.refused) corpus.add(refusal(message));
    for (const document of carried) corpus.add(document);
    const workers = await transformAll(settings, { run, plan, setup }, async (record) => {
      corpus.add(await run.emit(record, output));
    });
    const contents = corpus.close();
    if (!run.interrupted) await conclude(contents, { settings, setup, plan, output, run });
    finished = !run.interrupted;
    return run.result({ parallel: workers > 1, workers, batchSize: settings.batchSize });
  } finally {
    output.release(finished);
  }
}

interface Conclusion {
  settings: Settings;
  setup: WorkerSetup;
  plan: Plan;
  output: Output;
  run: BuildRun;
}

/** Writes what is about all documents together, or the part of a shard. */
async function conclude(contents: CorpusContents, conclusion: Conclusion): Promise<void> {
  const { settings, setup, plan, output, run } = conclusion;
  const about = {
    settings: manifestSettings(settings, setup.settings),
    version,
    kept: run.removeStale(output, plan),
    ...run.writer(output),
  };
  const publication = publicationOf(settings, plan);
  if (plan.shard !== undefined) {
    const { writePart } = await import('./shard/part.ts');
    await writePart(contents, { ...about, shard: plan.shard, plan, publication });
    return;
  }
  const publish = publication && publisher(publication, { folders: settings, output, run });
  const files = await writeCorpus(contents, { ...about, publish: publish?.(contents.pages) });
  run.removeUnpublished(output, files);
}

/** Sends all documents through the workers; gives the number of workers. */
async function transformAll(
  settings: Settings,
  { run, plan, setup }: { run: BuildRun; plan: Plan; setup: WorkerSetup },
  emit: (record: DocumentRecord) => Promise<void>,
): Promise<number> {
  const bytes = plan.files.reduce((sum, file) => sum + file.bytes, 0);
  const runner = await startRunner(setup, {
    settings,
    workload: { documents: plan.files.length, bytes },
    onFallback: (reason) =>
      run.say('warning', `The workers could not start (${reason}); building in one thread.`),
  });
  try {
    run.started(plan, runner.workers);
    const { window, limits } = memoryShares(settings, runner.workers);
    await dispatch(batches(plan.files, limits), {
      runner,
      window,
      documentTimeoutMs: settings.documentTimeoutMs,
      signal: run.signal,
      emit,
      onBatch: (milliseconds) => run.metrics.batch(milliseconds),
    });
  } finally {
    await runner.close();
  }
  return runner.workers;
}

function workerSetup(settings: Settings, plan: Plan): WorkerSetup {
  return {
    sourceRoot: plan.sourceRoot,
    projectRoot: plan.projectRoot,
    settings: plan.settings,
    site: plan.site,
    transforms: resolveTransforms(settings),
    mergeModule: resolveMerge(settings),
    documentTimeoutMs: settings.documentTimeoutMs,
  };
}

/** A mistake in the user's stages ends the run here, once, and not in each worker. */
async function checkOwnStages(setup: WorkerSetup): Promise<void> {
  const { transforms, mergeModule, settings } = setup;
  if (transforms.length === 0 && mergeModule === undefined && settings.merge === undefined) return;
  const { graphOf } = await import('./pool/worker/graph.ts');
  await graphOf(setup);
}

function targetsOf({ files, outputs }: Plan) {
  return files.map(({ path }) => ({ path, out: outputs.get(path)! }));
}

/** Documents that this run leaves alone stay in the index. */
function carriedOver({ outRoot }: Settings, { files, outputs, shard }: Plan): Carried[] {
  if (files.length === outputs.size || shard !== undefined) return [];
  const built = new Set(files.map(({ path }) => path));
  return readIndex(outRoot)
    .filter(({ path, out }) => !built.has(path) && outputs.get(path) === out)
    .map((line) => ({ status: 'carried', path: line.path, line: line as IndexLine }));
}

function refusal(message: Plan['refused'][number]): Outcome {
  return { status: 'failed', path: message.path, messages: [message] };
}
