import type { Settings } from './config/settings.ts';
import type { Message } from './contract/message.ts';
import type { Outcome } from './contract/outcome.ts';
import { ContextorError } from './errors.ts';
import { createJudge } from './findings/judge.ts';
import type { SourceFile } from './loader/discover.ts';
import type { Plan } from './loader/plan.ts';
import type { Output } from './output/output.ts';
import type { LoadedPart } from './output/shard/read-parts.ts';
import type { LoadedStages } from './own-stages.ts';

/** Documents that asked for pages which another shard dropped, and what they are made again with. */
interface Unsettled {
  settings: Settings;
  stages: LoadedStages;
  /** Of the whole, without the dropped pages. */
  plan: Plan;
  files: readonly SourceFile[];
}

/** What came of documents that were made again, by path. */
export interface Settled {
  outcomes: ReadonlyMap<string, Outcome>;
  /** What was found in them. */
  messages: readonly Message[];
}

/**
 * The documents that have to be made again, since their shard could not know what others drop.
 *
 * @returns undefined if there are none; this does not need the sources
 * @throws ContextorError `PART_SOURCES` if they are not there
 */
export async function unsettledDocuments(
  parts: readonly LoadedPart[],
  loadSettings: (() => Promise<Settings>) | undefined,
): Promise<Unsettled | undefined> {
  if (parts.every(({ part }) => (part.dropped ?? []).length === 0)) return undefined;
  const [{ gavePage }, { readDocuments }, { outputOf }] = await Promise.all([
    import('./site/view.ts'),
    import('./output/shard/read-parts.ts'),
    import('./output/corpus/manifest-settings.ts'),
  ]);
  const dropped = new Map(
    parts.flatMap(({ part }) =>
      (part.dropped ?? []).map(({ path }) => [outputOf(path, part.settings), { path, part }]),
    ),
  );
  const asked = new Map<string, readonly string[]>();
  let unsettled: { path: string; page: string } | undefined;
  for (const { folder, part } of parts) {
    for (const document of readDocuments(folder)) {
      asked.set(document.path, document.asked);
      if (unsettled !== undefined) continue;
      gavePage(document.asked, (out) => {
        const page = dropped.get(out);
        if (page === undefined || page.part === part) return false;
        unsettled = { path: document.path, page: page.path };
        return true;
      });
    }
  }
  if (unsettled === undefined) return undefined;
  const paths = new Set([...dropped.values()].map(({ path }) => path));
  const whole = await wholeOf(parts[0]!, { loadSettings, dropped: paths });
  if (whole === undefined) throw withoutSources(unsettled);
  const { siteViews } = await import('./steps.ts');
  const { plan } = whole;
  const viewOf = siteViews(plan);
  const files = plan.files.filter(({ path }) => !viewOf(path).isCurrent(asked.get(path) ?? []));
  return { ...whole, files };
}

interface WholeOptions {
  loadSettings: (() => Promise<Settings>) | undefined;
  dropped: ReadonlySet<string>;
}

/** The sources of all shards; undefined if they are not there. */
async function wholeOf(
  { part }: LoadedPart,
  { loadSettings, dropped }: WholeOptions,
): Promise<Omit<Unsettled, 'files'> | undefined> {
  const loaded = await loadSettings?.();
  if (loaded === undefined) return undefined;
  // What is left to do needs no other machines.
  const executor = loaded.executor === 'bullmq' ? 'threads' : loaded.executor;
  const settings: Settings = { ...loaded, executor, cache: false };
  const steps = await import('./steps.ts');
  const [{ agreementOf }, { manifestSettings }, { publicationOf }] = await Promise.all([
    import('./output/shard/part.ts'),
    import('./output/corpus/manifest-settings.ts'),
    import('./output/publish/publisher.ts'),
  ]);
  try {
    const stages = await steps.loadStages(settings);
    const documents = await steps.planDocuments(settings, await steps.discoverSources(settings));
    const scans = new Map();
    const asBuilt = steps.withSite(documents, scans);
    const corpusStages = stages.corpus.map(({ name }) => name);
    const shaping = {
      settings: manifestSettings(settings, asBuilt),
      publication: publicationOf(settings, asBuilt, corpusStages.length > 0),
      corpusStages,
    };
    if (agreementOf(shaping, asBuilt) !== part.agreement) return undefined;
    return { settings, stages, plan: steps.withSite(documents, scans, dropped) };
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

function isNotThere(error: unknown): boolean {
  const codes = ['SOURCE_MISSING', 'NO_DOCUMENTS', 'MODULE_MISSING'];
  return error instanceof ContextorError && codes.includes(error.code);
}

function withoutSources({ path, page }: { path: string; page: string }): ContextorError {
  return new ContextorError(
    `${path} links to ${page}, which another shard dropped, and its sources are not there to build it again`,
    {
      code: 'PART_SOURCES',
      remedy:
        'Merge where the shards were built: with the same documents and the same configuration file.',
    },
  );
}

/** Makes these documents again, and writes them. */
export async function settle(
  { settings, stages, plan, files }: Unsettled,
  {
    output,
    signal = new AbortController().signal,
  }: { output: Output; signal?: AbortSignal | undefined },
): Promise<Settled> {
  const steps = await import('./steps.ts');
  const judge = await createJudge(settings);
  const outcomes = new Map<string, Outcome>();
  const { inline, atOnce } = stages;
  const workers = new steps.Workers({ settings, signal, inline, atOnce, say: () => {} });
  try {
    await workers.start(steps.workerSetup(settings, plan), files);
    for await (const record of workers.transform(files)) {
      const whole = stages.corpus.length > 0;
      const outcome = await steps.emitDocument(record, { output, noted: false, whole });
      const messages = judge.reported(outcome.messages);
      outcomes.set(outcome.path, { ...outcome, messages });
    }
  } finally {
    await workers.close();
  }
  signal.throwIfAborted();
  const messages = files.flatMap(({ path }) => outcomes.get(path)?.messages ?? []);
  return { outcomes, messages };
}
