/** A part of a text. */
export interface Range {
  start: number;
  end: number;
}

/** A tag that begins a branch of a condition. */
export interface Branch extends Range {
  /** Whether its condition holds; undefined where that is not known. */
  is: boolean | undefined;
}

/** What a condition does not show: its tags and its other branches. Nothing where it is not known which one it shows. */
export function hiddenParts(branches: readonly Branch[], end: Range): Range[] {
  const shown = branches.findIndex(({ is }) => is !== false);
  const isUnknown = shown !== -1 && branches[shown]!.is === undefined;
  if (isUnknown || branches.length === 0) return [];
  const parts = branches.map((branch, at) => {
    const next = branches[at + 1] ?? end;
    return { start: branch.start, end: at === shown ? branch.end : next.start };
  });
  return [...parts, end];
}
