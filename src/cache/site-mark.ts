import { hashOf } from '../document/hash.ts';
import type { Plan } from '../loader/plan.ts';
import { PageTable } from '../site/page-table.ts';
import type { SiteMark } from './records.ts';
import type { Snapshot } from './snapshot.ts';

/** Marks the site of a build: the same for the same pages and the same names of files. */
export function siteMark({ site }: Plan, { entries, links }: Snapshot): SiteMark {
  const names = entries.map(([path, mark]) => (mark === 0 ? [path] : path));
  return {
    pages: PageTable.of(site.pages).digest,
    files: hashOf(JSON.stringify([names, links])),
  };
}
