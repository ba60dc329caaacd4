import type { Group } from './cases.ts';
import { medians, type Sample } from './sample.ts';

/** The medians of one case, and what they are of the reference's in the same run. */
interface Row extends Sample {
  name: string;
  /** Ratios to the reference of the group. */
  ratio: { ms: number; cpuMs: number; peakMb: number };
  samples: readonly Sample[];
}

export interface MeasuredGroup {
  name: string;
  documents?: number;
  bytes?: number;
  reference: string;
  rows: readonly Row[];
}

export function measuredGroup(
  { name, tree, reference }: Group,
  samples: ReadonlyMap<string, readonly Sample[]>,
): MeasuredGroup {
  const base = medians(samples.get(reference)!);
  const rows = [...samples].map(([name, taken]): Row => {
    const middle = medians(taken);
    const ratio = {
      ms: middle.ms / base.ms,
      cpuMs: middle.cpuMs / base.cpuMs,
      peakMb: middle.peakMb / base.peakMb,
    };
    return { name, ...middle, ratio, samples: taken };
  });
  const size = tree && { documents: tree.documents, bytes: tree.bytes };
  return { name, ...size, reference, rows };
}

/** A Markdown table of one group. */
export function tableOf({ name, documents, bytes, reference, rows }: MeasuredGroup): string {
  const size =
    bytes === undefined ? '' : ` (${documents} documents, ${(bytes / 1e6).toFixed(2)} MB)`;
  const lines = rows.map(
    (row) =>
      `| ${row.name} | ${seconds(row.ms)} | ${row.ratio.ms.toFixed(2)} | ${seconds(row.cpuMs)} | ${row.ratio.cpuMs.toFixed(2)} | ${Math.round(row.peakMb)} |`,
  );
  return [
    `### ${name}${size}`,
    '',
    `| ratios to ${reference} | wall s | ratio | CPU s | ratio | peak MB |`,
    '|---|--:|--:|--:|--:|--:|',
    ...lines,
    '',
  ].join('\n');
}

const seconds = (ms: number) => (ms / 1000).toFixed(ms < 1000 ? 3 : 2);
