import type { Piece } from '../evidence.ts';
import { align } from './align.ts';

export interface LevelFault {
  /** Of the source, or of the output where `inOutput`. */
  line: number;
  inOutput?: true;
  what: string;
}

/**
 * Headings whose level has changed towards the one before: deeper, equal and higher stay so. One that
 * is higher may come as near as equal, where levels were left out between.
 */
export function compareLevels(source: readonly Piece[], output: readonly Piece[]): LevelFault[] {
  const pairs = align(
    source.map(({ key }) => key),
    output.map(({ key }) => key),
  );
  const faults: LevelFault[] = [];
  let before: { mine: number; theirs: number; at: number } | undefined;
  for (const [at, { key, level: mine = 1, line }] of source.entries()) {
    const theirs = output[pairs[at]!]?.level;
    if (theirs === undefined || theirs === 1 || mine === 1 || mine === 6) {
      before = undefined;
      continue;
    }
    // Headings of components and of other files stand between.
    if (before?.at === pairs[at]! - 1) {
      const was = Math.sign(mine - before.mine);
      const is = Math.sign(theirs - before.theirs);
      if (was !== is && !(was === -1 && is === 0))
        faults.push({ line, what: `level of a heading changed: "${key}"` });
    }
    before = { mine, theirs, at: pairs[at]! };
  }
  return faults;
}

/** What each output keeps among its own blocks: one heading of level 1, at its beginning, and no level left out below it. */
export function faultsOfLevels(output: readonly Piece[]): LevelFault[] {
  const faults: LevelFault[] = [];
  const own = output.filter(({ level }) => level !== undefined);
  for (const [at, { key, level = 1, line }] of own.entries()) {
    const before = own[at - 1]?.level ?? 0;
    const what =
      level > before + 1
        ? `level left out above the heading: "${key}"`
        : level === 1 && at > 0
          ? `second heading of level 1: "${key}"`
          : undefined;
    if (what !== undefined) faults.push({ line, inOutput: true, what });
  }
  return faults;
}
