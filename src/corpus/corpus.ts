import type { CorpusContents } from './gather.ts';
import { type CorpusRun, corpusGraph } from './stages.ts';

export interface CorpusOptions
  extends Pick<CorpusRun, 'settings' | 'version' | 'kept' | 'emit' | 'publish'> {
  /** Puts a finished file of the output's scratch folder in its place. */
  adopt: (finished: string, out: string) => unknown;
}

/** Writes index, reports and manifest, and what is published; gives the files that this took. */
export async function writeCorpus(
  { indexFile, pages: _pages, ...contents }: CorpusContents,
  { adopt, ...options }: CorpusOptions,
): Promise<readonly string[]> {
  adopt(indexFile, 'index.jsonl');
  const { error, context } = await corpusGraph.run({ ...contents, ...options });
  if (error !== undefined) throw error;
  return context.files as string[];
}
