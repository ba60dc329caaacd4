/** A set of the numbers that a plan gives to stages and joins, one bit each. */
export type NodeSet = Uint32Array;

/** @param size one more than the largest number */
export function nodeSet(size: number): NodeSet {
  return new Uint32Array((size + 31) >>> 5);
}

export function addNode(set: NodeSet, node: number): void {
  set[node >>> 5]! |= 1 << (node & 31);
}

export function addNodes(set: NodeSet, others: NodeSet): void {
  for (let word = 0; word < others.length; word++) set[word]! |= others[word]!;
}

export function hasNode(set: NodeSet, node: number): boolean {
  return (set[node >>> 5]! & (1 << (node & 31))) !== 0;
}

/** The numbers in a set that are not in another, smallest first. */
export function nodesOf(set: NodeSet, without?: NodeSet): readonly number[] {
  const nodes: number[] = [];
  for (let word = 0; word < set.length; word++) {
    let bits = set[word]! & ~(without?.[word] ?? 0);
    while (bits !== 0) {
      nodes.push(word * 32 + (31 - Math.clz32(bits & -bits)));
      bits &= bits - 1;
    }
  }
  return nodes;
}
