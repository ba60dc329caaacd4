import type { Place } from '../../config/values.ts';
import type { SiteSource } from '../../record.ts';

/**
 * The only source of a site: a folder whose documents are served from the root.
 *
 * @param folder relative to the project root
 */
export function onlySource(
  folder: string,
  { file, line }: Place,
  rest: Partial<Pick<SiteSource, 'include' | 'exclude' | 'further'>> = {},
): SiteSource {
  return { folder, kind: 'docs', prefix: '', exclude: [], ...rest, main: true, file, line };
}
