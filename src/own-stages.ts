import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusStage } from '../transforms/corpus-stage.ts';
import type { AnyStage } from '../transforms/define.ts';
import type { DocumentStages } from './cache/document-key.ts';
import { stageFiles } from './cache/key.ts';
import { rememberInputs, stageInputs } from './cache/stage-inputs.ts';
import type { Settings } from './config/settings.ts';
import { decodeSource } from './document/decode.ts';
import { derivedAmong } from './loader/derived.ts';
import { resolveTransforms } from './loader/modules.ts';
import type { Plan } from './loader/plan.ts';
import type { OwnRules } from './output/corpus/contribution.ts';

type StageKeyOf = (path: string) => string | undefined;

/** The user's stages, as the main thread needs them. */
export interface LoadedStages {
  /** Whether there are stages of documents: these may drop documents. */
  any: boolean;
  /** What the results of documents depend on. */
  ofDocuments: DocumentStages;
  /** Corpus stages, ready to run. */
  corpus: readonly CorpusStage[];
  /** How their fields fold over all documents. */
  rules: OwnRules;
  /** Whether results may be kept for the next build. */
  kept: boolean;
  /** Absolute paths of their modules and of the files that they declare. */
  files: readonly string[];
  /** Documents that a worker may work on at once while a stage waits. */
  atOnce: number;
  /** Names of those that are not modules: they run in this thread. */
  inline: readonly string[];
  /** The key of a document that they declare under `cache.key`. */
  keyOf(plan: Pick<Plan, 'sourceRoot' | 'files'>): StageKeyOf | undefined;
}

const none: LoadedStages = {
  any: false,
  ofDocuments: { entries: [], inputs: stageInputs([]), whole: false },
  corpus: [],
  rules: {},
  kept: true,
  files: [],
  atOnce: 1,
  inline: [],
  keyOf: () => undefined,
};

/**
 * Loads the user's stages for what they declare.
 *
 * @throws ContextorError where one cannot be loaded
 */
export async function loadStages(settings: Settings): Promise<LoadedStages> {
  if (settings.transforms.length === 0) return none;
  const transforms = resolveTransforms(settings);
  const [graph, { fieldDeclarations, stageKeyOf }, { mostWaiting }] = await Promise.all([
    import('./job/graph.ts'),
    import('./job/own-fields.ts'),
    import('./job/own-stage.ts'),
  ]);
  const all = await graph.allOwnStages({ transforms });
  const corpus = await corpusStages(all);
  const own = all.flatMap(({ stage }) => (stage.kind === 'corpus' ? [] : [stage]));
  const inputs = stageInputs(all.map(({ stage }) => stage));
  if (settings.cache) rememberInputs(settings, inputs);
  return {
    any: own.length > 0,
    ofDocuments: {
      entries: settings.transforms.filter((_, at) => all[at]!.stage.kind !== 'corpus'),
      inputs: stageInputs(own),
      whole: corpus.length > 0,
    },
    corpus,
    rules: fieldDeclarations(own).corpus,
    kept: inputs.asks !== 'never',
    files: stageFiles(settings, inputs),
    atOnce: mostWaiting(own),
    inline: transforms.flatMap(({ name, inline }, at) =>
      inline === undefined || all[at]!.stage.kind === 'corpus' ? [] : [name],
    ),
    keyOf({ sourceRoot, files }) {
      if (inputs.asks !== 'key') return undefined;
      const derived = derivedAmong(files);
      return (path) => {
        const text =
          derived.get(path)?.text ?? decodeSource(readFileSync(join(sourceRoot, path)), path).text;
        return stageKeyOf(own, { path, text });
      };
    },
  };
}

/** Corpus stages; if they make no graph, the build ends before the work begins. */
async function corpusStages(
  all: readonly { stage: AnyStage; options: unknown }[],
): Promise<readonly CorpusStage[]> {
  if (all.every(({ stage }) => stage.kind !== 'corpus')) return [];
  const { ownCorpusStage } = await import('./job/own-stage.ts');
  const own = all.flatMap(({ stage, options }) =>
    stage.kind === 'corpus' ? [ownCorpusStage(stage, options)] : [],
  );
  (await import('./output/corpus/graph.ts')).corpusGraph(own);
  return own;
}

/** The corpus stages alone, as a merge of shards needs them. */
export const loadCorpusStages = async (settings: Settings): Promise<readonly CorpusStage[]> =>
  (await loadStages({ ...settings, cache: false })).corpus;
