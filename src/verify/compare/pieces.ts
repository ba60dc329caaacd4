import type { Kept, Piece } from '../evidence.ts';

type IsSimilar = (wanted: string, candidate: string) => boolean;

export interface PieceComparison {
  kept: Kept;
  losses: Piece[];
}

/** Which headings, cells or links of the source have no equal in the output, and no near one either. */
export function comparePieces(
  source: readonly Piece[],
  output: readonly Piece[],
  near: IsSimilar,
): PieceComparison {
  const supply = new Supply(output.map(({ key }) => key));
  const open = source.filter(({ key }) => !supply.take(key));
  const losses = open.filter((piece) => {
    for (const key of supply.keys()) {
      if (near(piece.key, key)) return !supply.take(key);
    }
    return true;
  });
  return { kept: { total: source.length, kept: source.length - losses.length }, losses };
}

/** All words of the one stand in the other in their order: a badge was added, or a label. */
export const wordsWithin: IsSimilar = (wanted, candidate) => {
  const words = wanted.split(' ');
  let found = 0;
  for (const word of candidate.split(' ')) if (word === words[found]) found++;
  return found === words.length || wanted.replaceAll(' ', '') === candidate.replaceAll(' ', '');
};

/** Each cell of the one row is within that of the other; an empty one may have held a picture. */
export const rowWithin: IsSimilar = (wanted, candidate) => {
  const [cells, others] = [wanted.split(' | '), candidate.split(' | ')];
  const fits = (cell: string, at: number) => cell === '' || wordsWithin(cell, others[at]!);
  return cells.length <= others.length && cells.every(fits);
};

/** A multiset: how many of each key are left to be taken. */
export class Supply {
  readonly #left = new Map<string, number>();

  constructor(keys: Iterable<string> = []) {
    for (const key of keys) this.add(key);
  }

  add(key: string): void {
    this.#left.set(key, (this.#left.get(key) ?? 0) + 1);
  }

  /** Takes one of a key; false where none is left. */
  take(key: string): boolean {
    const left = this.#left.get(key) ?? 0;
    if (left === 0) return false;
    this.#left.set(key, left - 1);
    return true;
  }

  /** The keys that are left, each once. */
  *keys(): Iterable<string> {
    for (const [key, left] of this.#left) if (left > 0) yield key;
  }
}
