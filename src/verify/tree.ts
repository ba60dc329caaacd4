import { type Counts, type Finding, noCounts } from './evidence.ts';
import {
  type DocumentVerification,
  type IsVerified,
  type TreeInput,
  verifyShare,
} from './share.ts';

export interface TreeVerification {
  documents: number;
  findings: Finding[];
  counts: Counts;
  /** Components of which outputs say nothing, the most used first. */
  components: MuteComponent[];
}

interface MuteComponent {
  name: string;
  uses: number;
  documents: number;
}

/** Checks every document of a finished build against its source; findings are in path order. */
export async function verifyTree(
  input: TreeInput,
  isVerified?: IsVerified,
): Promise<TreeVerification> {
  return sumOf([await verifyShare(input, { at: 0, of: 1 }, isVerified)]);
}

/** The findings of all shares in path order, and what they count. */
export function sumOf(shares: readonly (readonly DocumentVerification[])[]): TreeVerification {
  const documents = shares.reduce((sum, share) => sum + share.length, 0);
  const total = { documents, findings: [] as Finding[], counts: noCounts() };
  const mutes: string[][] = [];
  for (let at = 0; at < documents; at++) {
    const verification = shares[at % shares.length]![Math.floor(at / shares.length)];
    if (verification === undefined) continue;
    total.findings.push(...verification.findings);
    addCounts(total.counts, verification.counts);
    mutes.push(verification.mute);
  }
  return { ...total, components: countMute(mutes) };
}

function countMute(mutes: readonly (readonly string[])[]): MuteComponent[] {
  const counted = new Map<string, MuteComponent>();
  for (const mute of mutes) {
    for (const name of mute) {
      const one = counted.get(name) ?? { name, uses: 0, documents: 0 };
      counted.set(name, { ...one, uses: one.uses + 1 });
    }
    for (const name of new Set(mute)) counted.get(name)!.documents++;
  }
  return [...counted.values()].sort((a, b) => b.uses - a.uses || (a.name < b.name ? -1 : 1));
}

/** Adds the counts of one document to a total. */
function addCounts(total: Counts, counts: Counts): void {
  for (const [kind, { total: all, kept }] of Object.entries(counts)) {
    total[kind as keyof Counts].total += all;
    total[kind as keyof Counts].kept += kept;
  }
}
