/**
 * A set of the numbers that a plan gives to stages and joins: pages of bits. It is never changed, and
 * shares the pages in which it is like the sets that it was made from, so that those of a long chain
 * take little more than one.
 */
export type NodeSet = readonly (Uint32Array | undefined)[];

const pageBits = 10;
const pageWords = 2 ** pageBits / 32;

export const noNodes: NodeSet = [];

export function withNodes(set: NodeSet, nodes: readonly number[]): NodeSet {
  const pages = [...set];
  const own = new Set<number>();
  for (const node of nodes) {
    const at = node >>> pageBits;
    if (!own.has(at)) {
      pages[at] = pages[at]?.slice() ?? new Uint32Array(pageWords);
      own.add(at);
    }
    pages[at]![wordOf(node)]! |= 1 << (node & 31);
  }
  return pages;
}

export function union(one: NodeSet, other: NodeSet): NodeSet {
  if (one === other || other.length === 0) return one;
  if (one.length === 0) return other;
  const pages: (Uint32Array | undefined)[] = [];
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    pages.push(pageUnion(one[at], other[at]));
  }
  return pages.length === one.length && pages.every((page, at) => page === one[at]) ? one : pages;
}

function pageUnion(
  one: Uint32Array | undefined,
  other: Uint32Array | undefined,
): Uint32Array | undefined {
  if (one === other || other === undefined) return one;
  if (one === undefined) return other;
  const page = one.slice();
  let isOne = true;
  let isOther = true;
  for (let word = 0; word < pageWords; word++) {
    page[word]! |= other[word]!;
    isOne &&= page[word] === one[word];
    isOther &&= page[word] === other[word];
  }
  if (isOne) return one;
  return isOther ? other : page;
}

export function hasNode(set: NodeSet, node: number): boolean {
  const page = set[node >>> pageBits];
  return page !== undefined && (page[wordOf(node)]! & (1 << (node & 31))) !== 0;
}

/** Whether two sets have a number in common. */
export function hasAny(one: NodeSet, other: NodeSet): boolean {
  return one.some((page, at) => {
    const also = other[at];
    return page?.some((bits, word) => also !== undefined && (bits & also[word]!) !== 0) ?? false;
  });
}

/** How many numbers are in a set. */
export function sizeOf(set: NodeSet): number {
  let size = 0;
  for (const page of set) {
    for (let word = 0; page !== undefined && word < pageWords; word++) {
      for (let bits = page[word]!; bits !== 0; bits &= bits - 1) size++;
    }
  }
  return size;
}

/** The numbers in a set that are not in another, smallest first. */
export function nodesOf(set: NodeSet, without: NodeSet = noNodes): readonly number[] {
  const nodes: number[] = [];
  for (const [at, page] of set.entries()) {
    if (page === undefined || page === without[at]) continue;
    for (let word = 0; word < pageWords; word++) {
      let bits = page[word]! & ~(without[at]?.[word] ?? 0);
      while (bits !== 0) {
        nodes.push(at * 2 ** pageBits + word * 32 + (31 - Math.clz32(bits & -bits)));
        bits &= bits - 1;
      }
    }
  }
  return nodes;
}

const wordOf = (node: number): number => (node >>> 5) & (pageWords - 1);
