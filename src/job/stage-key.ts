import type { Transform } from '../../transforms/define.ts';
import { hashOf } from '../files/hash.ts';

/** Hash of what stages declare that the result of a document depends on; undefined where none does. */
export function stageKeyOf(
  own: readonly Transform[],
  document: { path: string; text: string },
): string | undefined {
  const keys = own.flatMap(({ name, cache }) => {
    if (cache === undefined || cache === false || cache.key === undefined) return [];
    return [[name, String(cache.key(document))]];
  });
  return keys.length === 0 ? undefined : hashOf(JSON.stringify(keys));
}
