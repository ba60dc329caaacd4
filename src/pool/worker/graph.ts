import type { Transform } from '../../../transforms/define.ts';
import { builtInTransforms } from '../../../transforms/index.ts';
import type { Document } from '../../document/document.ts';
import { type MergeSpec, pipeline } from '../../engine/index.ts';
import type { WorkerSetup } from '../protocol.ts';
import { placeTransforms } from './order.ts';

/** The graph that every document goes through, built once and used for many documents. */
export type DocumentGraph = ReturnType<typeof documentGraph>;

/**
 * @param merge how the contributions of concurrent stages join; default `context-update`
 * @throws ContextorError where the stages or the merge spec make no graph
 */
export function documentGraph(own: readonly Transform[], merge?: MergeSpec) {
  const placed = placeTransforms(builtInTransforms, own);
  // The built-in stages ask for no context that they are not given, and keep nothing of what they give.
  const findable = own.length > 0;
  const trusted = own.length === 0 && merge === undefined;
  let builder = pipeline<Document>('document', { merge, findable, trusted });
  for (const { transform, after } of placed) {
    const { name, kind } = transform;
    builder = builder.stage(
      name,
      (document, context) => transform.run(document, context as never) as never,
      {
        kind,
        after,
      },
    ) as typeof builder;
  }
  return builder.build();
}

/** The graph of a setup, with the user's transforms and merge spec loaded. */
export async function graphOf(setup: WorkerSetup): Promise<DocumentGraph> {
  const own = setup.transforms.length === 0 ? [] : await loadOwn(setup);
  const merge = setup.mergeModule
    ? (await import(setup.mergeModule)).default
    : setup.settings.merge;
  return documentGraph(own, merge as MergeSpec | undefined);
}

async function loadOwn({ transforms }: WorkerSetup): Promise<Transform[]> {
  const { loadTransforms } = await import('./load-transforms.ts');
  return loadTransforms(transforms);
}
