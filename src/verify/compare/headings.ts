import type { Piece } from '../evidence.ts';
import { align } from './align.ts';

export interface LevelFault {
  /** Of the source. */
  line: number;
  what: string;
}

/**
 * Headings that no longer stand in the section that they stood in: below the one before, or below
 * one further up. Levels that are left out, and those of other files, say nothing of it.
 */
export function compareLevels(source: readonly Piece[], output: readonly Piece[]): LevelFault[] {
  const mine = source.filter(({ level }) => level !== undefined);
  const theirs = output.filter(({ level }) => level !== undefined);
  const pairs = align(
    mine.map(({ key }) => key),
    theirs.map(({ key }) => key),
  );
  const own = mine.flatMap((one, at) => {
    const pair = pairs[at]!;
    // One of level 1 in a component is a part of what it stands in.
    const isInner = one.level === 1 && (theirs[pair]?.level ?? 1) > 2;
    return pair < 0 || isInner ? [] : [{ ...one, pair }];
  });
  const known = new Set(own.map(({ pair }) => pair));
  const title = theirs.findIndex(({ level }) => level === 1);
  const ofTitle = (section: number) => (section === title ? -1 : section);
  const before = sectionsOf(own).map((at) => ofTitle(own[at]?.pair ?? -1));
  const after = sectionsOf(theirs).map(ofTitle);
  return own.flatMap(({ key, line, pair }, at) => {
    const is = after[pair]!;
    const kept = pair === title || theirs[pair]!.level === 6 || is === before[at];
    // What another file has said above is not known here.
    if (kept || (is !== -1 && !known.has(is))) return [];
    return [{ line, what: `level of a heading changed: "${key}"` }];
  });
}

/** By index: index of the heading in whose section each one stands; -1 for none. */
function sectionsOf(headings: readonly Piece[]): number[] {
  const open: number[] = [];
  return headings.map(({ level = 1 }, at) => {
    while (open.length > 0 && headings[open.at(-1)!]!.level! >= level) open.pop();
    const section = open.at(-1) ?? -1;
    open.push(at);
    return section;
  });
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
    if (what !== undefined) faults.push({ line, what });
  }
  return faults;
}
