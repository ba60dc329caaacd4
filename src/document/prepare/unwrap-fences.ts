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
  let within: 'live' | 'code' | undefined;
  for (const [index, line] of text.entries()) {
    if (kind[index] === 'code') continue;
    const fence = kind[index] === 'fence' ? fenceLine.exec(line) : null;
    const closes = fence === null || within !== undefined;
    if (fence !== null) within ??= live.has(fence[2]!) ? 'live' : 'code';
    if (fence !== null && within === 'live') edits.replace(index, fence[1]!.trimEnd());
    if (closes) within = undefined;
  }
  return edits;
}

/** What stands before a fence, marks of lists included, and its language. */
const fenceLine = /^(.*?)[`~]{3,}[ \t]*([^\s{]*)/;
