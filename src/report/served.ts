import { collectReport, type ReportSource } from './collect.ts';
import type { ReportData } from './data.ts';
import { pack } from './embedded.ts';
import { renderData } from './write.ts';

export interface ServedReport {
  report(): Promise<string>;
  comparison(path: string): Promise<string | undefined>;
}

/** The report as a server gives it: made when it is first asked for, with the comparison of any page. */
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
