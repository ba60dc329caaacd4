import { expect, it } from 'vitest';
import { missingRuns, wordsOf } from '../../scripts/rendered/runs.ts';

it.each<[what: string, shown: string, output: string, missing: string[]]>([
  ['the same words', 'Fire the kiln.', '**Fire** the `kiln`', []],
  ['words in another order', 'a b, then c d', 'c d\n\na b then', []],
  ['words that are lost', 'Fire the kiln at noon or so', 'Fire the kiln', ['at noon or so']],
  ['two words alone', 'Fire the kiln now please', 'Fire the kiln', []],
  [
    'words that stand apart in the output',
    'one two three',
    'one. And two. And three.',
    ['one two three'],
  ],
  ['runs on both sides', 'x y z fire it u v w', 'fire it', ['x y z', 'u v w']],
  ['soft hyphens', 'Brenn\u00ADofen an', 'Brennofen an', []],
])('%s', (_, shown, output, missing) => {
  const runs = missingRuns(wordsOf(shown), wordsOf(output));
  expect(runs.map((run) => run.join(' '))).toEqual(missing);
});
