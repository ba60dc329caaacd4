import { CacheSession } from '../cache/session.ts';
import type { Snapshot } from '../cache/snapshot.ts';
import type { Settings } from '../config/settings.ts';
import { writeCorpus } from '../corpus/corpus.ts';
import { type CorpusContents, type GatherOptions, gatherCorpus } from '../corpus/gather.ts';
import type { IndexLine } from '../corpus/index-line.ts';
import { manifestSettings } from '../corpus/manifest-settings.ts';
import type { Outcome } from '../corpus/outcome.ts';
import type { LinkTotals } from '../corpus/stages.ts';
import { explainedError } from '../emitter/emit.ts';
import { readIndex } from '../emitter/ledger.ts';
import { compareOutput, type Output, openOutput } from '../emitter/output.ts';
import { type Plan, planBuild } from '../loader/plan.ts';
import { workerSetup } from '../pool/host/setup.ts';
import { WorkerStart, workloadOf } from '../pool/host/start.ts';
import type { WorkerSetup } from '../pool/protocol.ts';
import { publishes } from '../publish/publish.ts';
import { publicationOf, publisher } from '../publish/publisher.ts';
import { version } from '../version.ts';
import { BuildRun } from './build-run.ts';
import type { BuildOptions, BuildResult } from './contract.ts';
import { transformAll } from './transform-all.ts';

/** One build, from the first file found to the manifest. */
export async function runBuild(
  settings: Settings,
  options: BuildOptions,
  snapshot: () => Snapshot,
): Promise<BuildResult> {
  const run = new BuildRun(settings, options);
  const cached = settings.cache && options.shard === undefined;
  const cache = cached ? new CacheSession(settings, options, snapshot) : undefined;
  const workers = new WorkerStart(settings);
  try {
    const plan = await planBuild(settings, {
      ...options,
      scanAhead: (task) => workers.scan(task),
      listed: cache?.listed,
      stats: cache?.stats,
      knownOf: cache?.knownOf,
      async onFound(files) {
        const everything = cache?.isEmpty !== false && !options.only?.length && !options.shard;
        if (everything) await workers.early(workloadOf(files));
      },
    });
    return await makeDocuments(plan, { settings, options, run, cache, workers });
  } finally {
    await workers.close();
  }
}

interface Making {
  settings: Settings;
  options: BuildOptions;
  run: BuildRun;
  cache: CacheSession | undefined;
  workers: WorkerStart;
}

async function makeDocuments(
  plan: Plan,
  { settings, options, run, cache, workers }: Making,
): Promise<BuildResult> {
  const setup = workerSetup(settings, plan);
  const output = await takeOutput(settings, { plan, run, options, cache });
  let finished = false;
  try {
    cache?.begin(plan);
    run.included(cache?.includes ?? [], plan);
    const corpus = gatherCorpus({
      ...sources(settings, plan, cache),
      scratch: output.scratch,
      onOutcome(outcome, carried) {
        cache?.keep(outcome);
        run.outcome(outcome, carried);
      },
      withPages: publishes(settings),
      merged: cache?.merged,
    });
    for (const message of plan.refused) corpus.add(refusal(message));
    const changed = plan.files.filter(({ path }) => !cache?.reused.has(path));
    const count = await transformAll(changed, {
      settings,
      setup,
      run,
      workers,
      redis: options.redis,
      onStart: (started) => run.started(plan, started),
      async emit(record) {
        run.included(record.dependencies.includes, plan);
        corpus.add(await run.emit(record, output));
      },
    });
    const contents = corpus.close();
    const links = run.interrupted
      ? undefined
      : await conclude(contents, { settings, setup, plan, output, run, knownLinks: cache?.links });
    finished = !run.interrupted;
    const result = run.result({
      parallel: count > 1,
      workers: count,
      batchSize: settings.batchSize,
    });
    if (finished) {
      const indexed = contents.files.outputs.size;
      cache?.finish({ files: run.files, indexed, links, summary: run.summary(result, plan) });
    }
    return result;
  } catch (error) {
    throw explainedError(error, settings.outRoot);
  } finally {
    cache?.close();
    output.release(finished);
  }
}

interface Conclusion {
  settings: Settings;
  setup: WorkerSetup;
  plan: Plan;
  output: Output;
  run: BuildRun;
  knownLinks: LinkTotals | undefined;
}

/** Writes what is about all documents together, or the part of a shard; gives what it found about links. */
async function conclude(
  contents: CorpusContents,
  conclusion: Conclusion,
): Promise<LinkTotals | undefined> {
  const { settings, setup, plan, output, run, knownLinks } = conclusion;
  const about = {
    settings: manifestSettings(settings, setup.settings),
    version,
    kept: run.removeStale(output, plan),
    linkMessages: run.linkMessages,
    knownLinks,
    ...run.writer(output),
  };
  const publication = publicationOf(settings, plan);
  if (plan.shard !== undefined) {
    const { writePart } = await import('../shard/part.ts');
    await writePart(contents, { ...about, shard: plan.shard, plan, publication });
    return undefined;
  }
  const publish = publication && publisher(publication, { folders: settings, output, run });
  const written = await writeCorpus(contents, { ...about, publish: publish?.(contents.pages) });
  run.removeUnpublished(output, written.files);
  return written.links;
}

interface Taking {
  plan: Plan;
  run: BuildRun;
  options: BuildOptions;
  cache: CacheSession | undefined;
}

async function takeOutput({ outRoot }: Settings, taking: Taking): Promise<Output> {
  const { plan, run, options, cache } = taking;
  if (options.dryRun) return compareOutput(outRoot);
  const targets = plan.files.map(({ path }) => ({ path, out: plan.outputs.get(path)! }));
  return openOutput(outRoot, { targets, indexed: cache?.indexed, ...run.lockOptions });
}

/** Which documents the index is about, and what is known of those that are not worked on. */
function sources(
  { outRoot }: Settings,
  plan: Plan,
  cache: CacheSession | undefined,
): Pick<GatherOptions, 'order' | 'pull'> {
  const lines = unselectedLines(outRoot, plan);
  const worked = [...plan.files, ...plan.refused].map(({ path }) => path);
  const order = [...new Set([...worked, ...lines.keys(), ...(cache?.carried ?? [])])].sort();
  return {
    order,
    pull(path) {
      const line = lines.get(path);
      return cache?.pull(path) ?? (line && { status: 'carried', path, line });
    },
  };
}

/** Documents that this run leaves alone stay in the index. */
function unselectedLines(outRoot: string, { files, outputs, shard }: Plan): Map<string, IndexLine> {
  if (files.length === outputs.size || shard !== undefined) return new Map();
  const selected = new Set(files.map(({ path }) => path));
  const lines = readIndex(outRoot) as IndexLine[];
  return new Map(
    lines
      .filter(({ path, out }) => !selected.has(path) && outputs.get(path) === out)
      .map((line) => [line.path, line]),
  );
}

function refusal(message: Plan['refused'][number]): Outcome {
  return { status: 'failed', path: message.path, messages: [message] };
}
