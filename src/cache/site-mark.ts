import type { Plan } from '../loader/plan.ts';
import { PageTable } from '../site/page-table.ts';
import type { SiteMark } from './records.ts';

/**
 * Marks the site of a build: the same for the same pages and the same names of files.
 *
 * @param files digest of the names
 */
export function siteMark({ site }: Plan, files: string): SiteMark {
  return { pages: PageTable.of(site.pages).digest, files };
}
