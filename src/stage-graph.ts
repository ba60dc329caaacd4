import type { Settings } from './config/settings.ts';
import { type DocumentGraph, graphOf } from './job/graph.ts';
import { planOne } from './loader/plan.ts';
import { workerSetup } from './loader/setup.ts';
import { corpusGraph } from './output/corpus/graph.ts';
import { loadCorpusStages } from './own-stages.ts';

type GraphPicture = Pick<DocumentGraph, 'stages' | 'toText' | 'toMermaid'>;

/**
 * The stages of a document in text and as a picture, the user's own among them; with them those of all
 * documents together, where some are the user's.
 */
export async function stageGraph(
  settings: Settings,
): Promise<GraphPicture & { corpus: GraphPicture | undefined }> {
  const { graph } = await graphOf(workerSetup(settings, planOne(settings)));
  const own = await loadCorpusStages(settings);
  return {
    stages: graph.stages,
    toText: () => graph.toText(),
    toMermaid: () => graph.toMermaid(),
    corpus: own.length === 0 ? undefined : (corpusGraph(own) as unknown as GraphPicture),
  };
}
