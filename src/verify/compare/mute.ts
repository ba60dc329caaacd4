import type { Output } from '../output/read.ts';
import type { SourceElement } from '../source/cursor.ts';

/**
 * The uses of components without content of which an output says nothing: no table knows them,
 * their source says nothing, and none of their attributes is there. Their names, one for each use.
 */
export function muteUses(
  elements: readonly SourceElement[],
  { body }: Output,
  isKnown: (name: string) => boolean,
): string[] {
  return elements.flatMap(({ name, isEmpty, speaks, values }) => {
    const isComponent = /^\p{Lu}/u.test(name) && isEmpty && !speaks && !isKnown(name);
    return isComponent && !values.some((value) => body.includes(value)) ? [name] : [];
  });
}
