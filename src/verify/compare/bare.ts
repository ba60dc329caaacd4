import { type MarkKind, markBits } from '../evidence.ts';
import type { Item } from './order.ts';

/** Words that have lost what they stood in. */
export interface BareWords {
  line: number;
  kind: MarkKind;
  text: string;
}

/** Words on either side that have to stand beside them, too: there may be others of their kind. */
const around = 2;
const kinds = Object.keys(markBits) as MarkKind[];

/**
 * Words of the source that stand where they stood, among the same words, and no longer in what they
 * stood in. What became code is marked by that.
 */
export function* bareWords(
  source: readonly Item[],
  output: readonly Item[],
  pairs: Int32Array,
): Generator<BareWords> {
  for (const kind of kinds) {
    const isIn = (item: Item | undefined) => ((item?.marks ?? 0) & markBits[kind]) !== 0;
    for (let from = 0; from < source.length; from++) {
      if (!isIn(source[from])) continue;
      const { line, marks = 0 } = source[from]!;
      // What is a heading as well, as in `<summary>`, is marked by that.
      const others = markBits.code | (marks & markBits.heading);
      let to = from;
      while (source[to]?.line === line && isIn(source[to])) to++;
      const there = output.slice(pairs[from], pairs[from]! + to - from);
      const isBare =
        !there.some((item) => isIn(item) || (item.marks ?? 0) & others) &&
        !isRepeated(
          there,
          output.slice(pairs[from]! + to - from, pairs[from]! + 2 * (to - from)),
          isIn,
        );
      if (isBare && areTogether(pairs, from - around, to + around))
        yield {
          line,
          kind,
          text: source
            .slice(from, to)
            .map(({ text }) => text)
            .join(' '),
        };
      from = to;
    }
  }
}

/** Whether the same words follow in what they stood in, as a heading does below a label that says the same. */
const isRepeated = (
  words: readonly Item[],
  next: readonly Item[],
  isIn: (item: Item | undefined) => boolean,
): boolean => words.every(({ text }, at) => next[at]?.text === text && isIn(next[at]));

/** Whether what these words go with stands together in the output, as far as there are so many. */
export function areTogether(pairs: Int32Array, from: number, to: number): boolean {
  const [first, end] = [Math.max(0, from), Math.min(pairs.length, to)];
  if (pairs[first]! < 0) return false;
  for (let at = first; at < end; at++) if (pairs[at]! - pairs[first]! !== at - first) return false;
  return true;
}
