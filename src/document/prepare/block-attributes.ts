import { splitPrefix } from '../lines/prefix.ts';
import { isOnlyAttributeList } from './attribute-lists.ts';
import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';

/** Goldmark's `{.class #id}` in a line of its own, right below the block that it is about. */
export function prepareBlockAttributes({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    if (kind[index] !== 'text' || !line.includes('}') || !isOnlyAttributeList(line)) continue;
    if ((text[index - 1] ?? '').trim() === '') continue;
    edits.replace(index, splitPrefix(line).lead.trimEnd());
  }
  return edits;
}
