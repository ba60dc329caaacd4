import type { Dialect } from '../../contract/dialect.ts';
import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';

/** Languages of fences that are not code but live Markdown (`mdx-code-block` of Docusaurus). */
export function liveLanguages({ fences }: Dialect): string[] {
  return Object.entries(fences?.languages ?? {})
    .filter(([, spec]) => (typeof spec === 'string' ? spec : spec.as) === 'unwrap')
    .map(([language]) => language);
}

/** How often what is in live Markdown is looked at. */
const mostPasses = 20;

/** Takes the fences around live Markdown away, those inside of others too; no line moves. */
export function unwrapAll(preparation: Preparation): void {
  for (let pass = 0; pass < mostPasses; pass++) {
    const edits = unwrapOnce(preparation);
    if (edits.size === 0) return;
    preparation.apply(edits);
  }
}

function unwrapOnce(preparation: Preparation): Edits {
  const edits = new Edits();
  const live = new Set(liveLanguages(preparation.dialect));
  const { text, kind } = preparation.lines;
  /** Whether the open fence is around live Markdown; undefined where none is open. */
  let isLive: boolean | undefined;
  for (const [index, line] of text.entries()) {
    if (kind[index] === 'code') continue;
    if (kind[index] !== 'fence') {
      // A fence also ends with the list item or the quote that it is in.
      isLive = undefined;
      continue;
    }
    const [, lead, language] = fenceLine.exec(line)!;
    const opens = isLive === undefined;
    isLive ??= live.has(language!);
    if (isLive) edits.replace(index, lead!.trimEnd());
    if (!opens) isLive = undefined;
  }
  return edits;
}

/** What stands before a fence, marks of lists included, and its language. */
const fenceLine = /^(.*?)[`~]{3,}[ \t]*([^\s{]*)/;
