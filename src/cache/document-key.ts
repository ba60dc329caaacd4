import { relative } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { hashOf } from '../files/hash.ts';
import { includePlaces } from '../includes/include.ts';
import type { DocumentPlan } from '../loader/plan.ts';
import type { SourcePlan } from '../loader/plan-source.ts';
import { documentSettingsKey } from './key.ts';
import type { StageInputs } from './stage-inputs.ts';

/** What documents depend on among the user's stages: those of all documents together are left out. */
export interface DocumentStages {
  /** Their entries. */
  entries: Settings['transforms'];
  /** What they declare. */
  inputs: StageInputs;
  /** Whether results hold the whole context, as stages of all documents together ask for it. */
  whole: boolean;
}

/** Gives the hash of all that shapes a document's result beside files. */
export function documentShape(
  settings: Settings,
  { entries: transforms, inputs, whole }: DocumentStages,
): (plan: DocumentPlan) => string {
  const key = documentSettingsKey({ ...settings, transforms }, inputs);
  return ({ sources }) => {
    const shaping = sources.map((one) => [
      { ...one.settings, transforms },
      one.sourceName,
      placesOf(one),
    ]);
    return hashOf(JSON.stringify([key, whole, ...shaping]));
  };
}

function placesOf({ sourceRoot, projectRoot, settings: { aliases } }: SourcePlan): unknown {
  const { snippets, aliases: known } = includePlaces({
    sourceRoot,
    projectRoot,
    ...(aliases && { aliases }),
  });
  // A project may move with its cache.
  const named = (path: string) => relative(sourceRoot, path);
  return [snippets.map(named), known.map(([pattern, paths]) => [pattern, paths.map(named)])];
}
