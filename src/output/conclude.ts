import type { Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
import type { Plan } from '../loader/plan.ts';
import { version } from '../version.ts';
import type { OwnRules } from './corpus/contribution.ts';
import type { CorpusContents } from './corpus/corpus.ts';
import { manifestSettings } from './corpus/manifest-settings.ts';
import { type CorpusRun, corpusGraph } from './corpus/stages.ts';
import { sortOutStale } from './emitter/stale.ts';
import type { Output } from './output.ts';
import { type Publication, publishRun } from './publish/publisher.ts';
import type { SearchFold } from './publish/search.ts';

export interface Conclusion {
  settings: Settings;
  plan: Plan;
  publication: Publication | undefined;
  search: SearchFold | undefined;
  output: Output;
  linkMessages: Iterable<Message>;
  /** How the fields of the user's stages fold. */
  rules?: OwnRules | undefined;
}

/**
 * Writes what is about all documents together, or the part of a shard, and removes what is stale.
 * Gives what publishing found.
 */
export async function conclude(
  contents: CorpusContents,
  { settings, plan, publication, search, output, linkMessages, rules }: Conclusion,
): Promise<readonly Message[]> {
  const { sourceRoot, outputs, shard } = plan;
  const { stale, kept } = sortOutStale(output.ledger, {
    sourceRoot,
    current: outputs,
    dropped: new Set(contents.dropped.map(({ path }) => path)),
  });
  for (const { out } of stale) output.remove(out);
  const about = {
    contents,
    settings: manifestSettings(settings, plan.settings),
    version,
    kept,
    linkMessages,
    output,
  };
  if (shard !== undefined) {
    const { writePart } = await import('./shard/part.ts');
    await writePart({ ...about, rules, plan: { ...plan, shard }, publication });
    return [];
  }
  const { cwd } = settings;
  const all = contents.pages;
  const publish = publication && publishRun(publication, { all, search, output, cwd });
  await writeCorpus({ ...about, publish });
  return publish?.messages ?? [];
}

/** Writes index, reports and manifest, and what is published; removes what is published no more. */
export async function writeCorpus(run: CorpusRun): Promise<void> {
  const { error, context } = await corpusGraph.run(run);
  if (error !== undefined) throw error;
  const files = new Set(context.files as string[]);
  for (const out of run.output.published) if (!files.has(out)) run.output.remove(out);
}
