import type { CorpusContents } from './gather.ts';
import { type CorpusRun, corpusGraph, type LinkTotals } from './stages.ts';

export type CorpusOptions = Pick<
  CorpusRun,
  | 'settings'
  | 'version'
  | 'kept'
  | 'linkMessages'
  | 'knownLinks'
  | 'keep'
  | 'emit'
  | 'emitPieces'
  | 'adopt'
  | 'publish'
>;

/** Files about all documents, relative to the output root, and what was found about links. */
export interface CorpusWritten {
  files: readonly string[];
  links: LinkTotals;
}

/** Writes index, reports and manifest, and what is published. */
export async function writeCorpus(
  { pages: _pages, ...contents }: CorpusContents,
  options: CorpusOptions,
): Promise<CorpusWritten> {
  const { error, context } = await corpusGraph.run({ ...contents, ...options });
  if (error !== undefined) throw error;
  return { files: context.files as string[], links: context.linkTotals as LinkTotals };
}
