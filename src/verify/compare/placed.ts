import { type Piece, wordKey } from '../evidence.ts';
import { areTogether } from './bare.ts';
import type { Sides } from './order.ts';

/** Words on either side that go with the same in the output, too: fewer may be others of their kind. */
const around = 8;

/**
 * What labels and attributes say that stands in the output, and not where their element does: between
 * the words before it and those behind.
 */
export function* strayTexts(texts: readonly Piece[], sides: Sides): Generator<Piece> {
  const places = placesOf(sides);
  const starts = new Map<string, number[]>();
  sides.output.forEach(({ text }, at) => {
    const known = starts.get(text);
    if (known) known.push(at);
    else starts.set(text, [at]);
  });
  const all = sides.output.map(({ text }) => text);
  for (const one of texts) {
    const words = wordKey(one.text ?? '').split(' ');
    const found = (starts.get(words[0]!) ?? []).filter((at) =>
      words.every((word, step) => all[at + step] === word),
    );
    const { from, to } = places(one.line);
    if (found.length > 0 && !found.some((at) => at >= from && at <= to)) yield one;
  }
}

/** Between which indexes of the output what stands on a line of the source has its place. */
function placesOf({
  source,
  output,
  pairs,
}: Sides): (line: number) => { from: number; to: number } {
  // Single words may go with others of their kind.
  const isSure = (at: number) => areTogether(pairs, at - around, at + around + 1);
  const kept = source.flatMap(({ line, text }, at) =>
    pairs[at]! >= 0 && (isSure(at) || text.startsWith('\0')) ? [{ line, at: pairs[at]! }] : [],
  );
  return (wanted) => {
    const behind = kept.findIndex(({ line }) => line > wanted);
    const before = kept.findLastIndex(({ line }) => line < wanted);
    return { from: kept[before]?.at ?? 0, to: kept[behind]?.at ?? output.length };
  };
}
