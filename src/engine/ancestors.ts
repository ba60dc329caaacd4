/** A set of stage numbers, one bit each. */
export type StageSet = number[];

export function stageSet(size: number): StageSet {
  return new Array<number>((size + 31) >>> 5).fill(0);
}

export function addStage(set: StageSet, stage: number): void {
  const word = stage >>> 5;
  set[word] = set[word]! | (1 << (stage & 31));
}

export function addStages(set: StageSet, others: StageSet): void {
  for (let word = 0; word < set.length; word++) set[word] = set[word]! | others[word]!;
}

export function hasStage(set: StageSet, stage: number): boolean {
  return (set[stage >>> 5]! & (1 << (stage & 31))) !== 0;
}
