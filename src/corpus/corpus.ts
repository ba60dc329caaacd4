import type { CorpusContents } from './gather.ts';
import { type CorpusRun, corpusGraph } from './stages.ts';

export type CorpusOptions = Pick<
  CorpusRun,
  'settings' | 'version' | 'kept' | 'linkMessages' | 'emit' | 'emitPieces' | 'adopt' | 'publish'
>;

/** Writes index, reports and manifest, and what is published; gives the files that this took. */
export async function writeCorpus(
  { pages: _pages, ...contents }: CorpusContents,
  options: CorpusOptions,
): Promise<readonly string[]> {
  const { error, context } = await corpusGraph.run({ ...contents, ...options });
  if (error !== undefined) throw error;
  return context.files as string[];
}
