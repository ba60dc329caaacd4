import type { Dialect } from '../../contract/dialect.ts';
import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';

/** Languages of fences that are not code but live Markdown (`mdx-code-block` of Docusaurus). */
export function liveLanguages({ fences }: Dialect): string[] {
  return Object.entries(fences?.languages ?? {})
    .filter(([, spec]) => (typeof spec === 'string' ? spec : spec.as) === 'unwrap')
    .map(([language]) => language);
}

/** Takes the fences around live Markdown away; no line moves. */
export function unwrapFences(preparation: Preparation): Edits {
  const edits = new Edits();
  const live = new Set(liveLanguages(preparation.dialect));
  const { text, kind } = preparation.lines;
  let open = false;
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'fence') continue;
    const [, lead, language] = fenceLine.exec(text[index]!)!;
    if (open) open = false;
    else if (live.has(language!)) open = true;
    else {
      index = closingFence(kind, index);
      continue;
    }
    edits.replace(index, lead!.trimEnd());
  }
  return edits;
}

/** What stands before a fence, marks of lists included, and its language. */
const fenceLine = /^(.*?)[`~]{3,}[ \t]*([^\s{]*)/;

function closingFence(kind: readonly string[], from: number): number {
  let at = from + 1;
  while (kind[at] === 'code') at++;
  return kind[at] === 'fence' ? at : at - 1;
}
