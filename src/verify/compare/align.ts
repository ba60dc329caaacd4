/** By index of `a`: the index of `b` that it goes with, or -1. The pairs are in order on both sides. */
export function align(a: readonly string[], b: readonly string[]): Int32Array {
  const pairs = new Int32Array(a.length).fill(-1);
  const open: Range[] = [{ a: 0, aEnd: a.length, b: 0, bEnd: b.length }];
  for (let range = open.pop(); range; range = open.pop()) {
    const inner = withoutEqualEnds(range, { a, b, pairs });
    const anchors = anchorsFor(inner, a, b);
    if (anchors.length === 0) pairShort(inner, { a, b, pairs });
    let [fromA, fromB] = [inner.a, inner.b];
    for (const [atA, atB] of anchors) {
      pairs[atA] = atB;
      open.push({ a: fromA, aEnd: atA, b: fromB, bEnd: atB });
      fromA = atA + 1;
      fromB = atB + 1;
    }
    if (anchors.length > 0) open.push({ a: fromA, aEnd: inner.aEnd, b: fromB, bEnd: inner.bEnd });
  }
  return pairs;
}

interface Range {
  a: number;
  aEnd: number;
  b: number;
  bEnd: number;
}

interface Sides {
  a: readonly string[];
  b: readonly string[];
  pairs: Int32Array;
}

function withoutEqualEnds(range: Range, { a, b, pairs }: Sides): Range {
  const left = { ...range };
  while (left.a < left.aEnd && left.b < left.bEnd && a[left.a] === b[left.b])
    pairs[left.a++] = left.b++;
  while (left.a < left.aEnd && left.b < left.bEnd && a[left.aEnd - 1] === b[left.bEnd - 1])
    pairs[--left.aEnd] = --left.bEnd;
  return left;
}

/** How many words in a row may stand once where no word does, in a text too long to lay it side by side otherwise. */
const rowLengths = [4, 16];

function anchorsFor(range: Range, a: readonly string[], b: readonly string[]): [number, number][] {
  let anchors = anchorsIn(range, a, b);
  for (const length of isShort(range) ? [] : rowLengths)
    if (anchors.length === 0)
      anchors = anchorsIn(
        range,
        inRows(a, range.a, range.aEnd, length),
        inRows(b, range.b, range.bEnd, length),
      );
  return anchors;
}

/** By index: a word and those that follow it. */
function inRows(words: readonly string[], from: number, to: number, length: number): string[] {
  const made: string[] = [];
  for (let at = from; at < to; at++)
    made[at] = words.slice(at, Math.min(at + length, to)).join(' ');
  return made;
}

/** Words that stand once on either side, as many as keep their order. */
function anchorsIn(range: Range, a: readonly string[], b: readonly string[]): [number, number][] {
  const inB = onceIn(b, range.b, range.bEnd);
  const both: [number, number][] = [];
  for (const [word, at] of onceIn(a, range.a, range.aEnd)) {
    const other = at < 0 ? undefined : inB.get(word);
    if (other !== undefined && other >= 0) both.push([at, other]);
  }
  return longestInOrder(both);
}

/** Where each word stands; -1 for those that stand more than once. */
function onceIn(words: readonly string[], from: number, to: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = from; at < to; at++) places.set(words[at]!, places.has(words[at]!) ? -1 : at);
  return places;
}

/** The longest row of pairs, in order of the first, whose second are in order, too. */
function longestInOrder(pairs: readonly [number, number][]): [number, number][] {
  /** By length of a row less one: index of the pair that ends the row of that length best. */
  const ends: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, value], index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[ends[middle]!]![1] < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = index;
  });
  const row: [number, number][] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) row.push(pairs[at]!);
  return row.reverse();
}

/** A table of more fields than this takes too long; what is so long and has no anchor differs anyway. */
const mostFields = 4_000_000;

const isShort = (range: Range): boolean =>
  (range.aEnd - range.a + 1) * (range.bEnd - range.b + 1) <= mostFields;

/** Pairs two short rows by their longest common subsequence. */
function pairShort(range: Range, { a, b, pairs }: Sides): void {
  if (!isShort(range)) return;
  const rows = range.aEnd - range.a;
  const columns = range.bEnd - range.b;
  const width = columns + 1;
  const lengths = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[range.a + i] === b[range.b + j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    if (a[range.a + i] === b[range.b + j]) pairs[range.a + i++] = range.b + j++;
    else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++;
    else j++;
  }
}
