import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusStage } from '../transforms/corpus-stage.ts';
import type { AnyStage } from '../transforms/define.ts';
import type { DocumentStages } from './cache/document-key.ts';
import { stageFiles } from './cache/key.ts';
import { rememberInputs, stageInputs } from './cache/stage-inputs.ts';
import type { Settings } from './config/settings.ts';
import type { Dropped } from './contract/build.ts';
import type { Outcome } from './contract/outcome.ts';
import { decodeSource } from './document/decode.ts';
import { byPath } from './files/source-name.ts';
import { resolveTransforms } from './loader/modules.ts';
import type { Plan } from './loader/plan.ts';
import type { OwnRules } from './output/corpus/contribution.ts';
import type { ShardDocument } from './output/shard/shard-documents.ts';

type StageKeyOf = (path: string) => string | undefined;

/** What the main thread knows of the user's stages. */
export interface LoadedStages {
  /** Whether there are stages of documents: then one may turn out to have no output. */
  any: boolean;
  /** What documents depend on among them. */
  ofDocuments: DocumentStages;
  /** Those of all documents together, ready to run. */
  corpus: readonly CorpusStage[];
  /** How their fields fold over all documents. */
  rules: OwnRules;
  /** Whether results may be kept for the next build. */
  kept: boolean;
  /** Absolute paths of the files that they are made of or declare. */
  files: readonly string[];
  /** Documents that a worker may have in hand while one of them waits. */
  atOnce: number;
  /** Those that are not modules run in this thread. */
  inline: readonly string[];
  /** What they declare that the result of a document depends on. */
  keyOf(plan: Pick<Plan, 'sourceRoot'>): StageKeyOf | undefined;
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
  const all = await graph.loadStages({ transforms });
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
    keyOf({ sourceRoot }) {
      if (inputs.asks !== 'key') return undefined;
      return (path) => {
        const { text } = decodeSource(readFileSync(join(sourceRoot, path)));
        return stageKeyOf(own, { path, text });
      };
    },
  };
}

/** Those of all documents together; that they make a graph is found out before the work begins. */
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

/** The user's corpus stages alone, as a merge of shards needs them. */
export async function loadCorpusStages(settings: Settings): Promise<readonly CorpusStage[]> {
  return (await loadStages({ ...settings, cache: false })).corpus;
}

/** The documents that the last build dropped, by path: its manifest lists them. */
export function lastDropped(outRoot: string): ReadonlyMap<string, Dropped> {
  try {
    const { dropped = [] } = JSON.parse(readFileSync(join(outRoot, 'manifest.json'), 'utf8'));
    return new Map((dropped as Dropped[]).map((one) => [one.path, one]));
  } catch {
    return new Map();
  }
}

/** A document that was made, and what it asked of the site. */
export interface BuiltDocument {
  outcome: Outcome;
  asked: readonly string[];
}

/**
 * The documents that are dropped after all; undefined where they are those that were assumed.
 *
 * @param made what came of the documents that were worked on
 */
export function newlyDropped(
  made: ReadonlyMap<string, BuiltDocument>,
  assumed: Iterable<string>,
): ReadonlySet<string> | undefined {
  const before = new Set(assumed);
  const dropped = new Set(before);
  for (const [path, { outcome }] of made) {
    if (outcome.status === 'dropped') dropped.add(path);
    else dropped.delete(path);
  }
  const same = dropped.size === before.size && [...dropped].every((path) => before.has(path));
  return same ? undefined : dropped;
}

/** What a shard has to tell of its documents, in path order. */
export function shardDocuments(made: ReadonlyMap<string, BuiltDocument>): ShardDocument[] {
  const documents = [...made.values()].flatMap(({ outcome, asked }) =>
    'contribution' in outcome
      ? [{ path: outcome.path, asked, contribution: outcome.contribution }]
      : [],
  );
  return documents.sort(byPath);
}
