import { deflateRawSync } from 'node:zlib';
import { collectReport, type ReportSource } from './collect.ts';
import type { Change } from './compare.ts';
import type { ReportData } from './data.ts';
import { renderData } from './write.ts';

/**
 * The comparisons that have room in so many bytes, by path, each packed. Where not all have, those
 * come first that show most lost or grown tokens a byte.
 */
export function embedded({ pages, changes }: ReportData, bytes: number): Map<string, string> {
  const packed = pages.flatMap(({ path, tokens: { before, after } }) => {
    const own = changes.get(path);
    if (own === undefined) return [];
    const text = pack(own);
    const cost = text.length + Buffer.byteLength(JSON.stringify(path)) + 4;
    return [{ path, text, cost, worth: (Math.abs(before - after) + 1) / cost }];
  });
  const first = [...packed].sort((a, b) => b.worth - a.worth || (a.path < b.path ? -1 : 1));
  const taken = new Set<string>();
  let left = bytes;
  for (const { path, cost } of first) {
    if (cost > left) continue;
    left -= cost;
    taken.add(path);
  }
  return new Map(
    packed.filter(({ path }) => taken.has(path)).map(({ path, text }) => [path, text]),
  );
}

/** In the form that the script unpacks. */
function pack(changes: readonly Change[]): string {
  const rows = changes.map(({ same, heading, before, after, code }) => [
    same,
    heading,
    before,
    after,
    code ? 1 : 0,
  ]);
  return deflateRawSync(JSON.stringify(rows), { level: 9 }).toString('base64');
}

interface ServedReport {
  report(): Promise<string>;
  comparison(path: string): Promise<string | undefined>;
}

/** The report as a server gives it: made at the first request, with the comparison of any page. */
export function servedReport(source: ReportSource, comparisons: string): ServedReport {
  let data: Promise<ReportData> | undefined;
  let text: string | undefined;
  const collected = () => {
    data ??= collectReport(source);
    return data;
  };
  return {
    async report() {
      text ??= renderData(await collected(), comparisons);
      return text;
    },
    async comparison(path) {
      const changes = (await collected()).changes.get(path);
      return changes && pack(changes);
    },
  };
}
