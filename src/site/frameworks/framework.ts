import type { Place } from '../config/values.ts';
import type { ProjectSite, SiteSource } from '../record.ts';
import type { Folder } from './readers/folder.ts';

/** Lists of a site that a framework may leave out where they are empty. */
export type ListName = 'locales' | 'versions' | 'redirects' | 'publics' | 'named' | 'generated';

/** What the caller knows before a framework reads its file; a framework may say it more exactly. */
type Found = 'framework' | 'config';

/** What the configuration of a framework says about a site. */
export type StatedSite = Omit<ProjectSite, 'folder' | 'findings' | Found | ListName> &
  Partial<Pick<ProjectSite, Found | ListName>>;

/**
 * Reads the configuration of a framework, mostly of one site; undefined if the file belongs to something else. A file holds
 * one framework, or a few of one kind; the table is in `index.ts`. How sites are found is in `find.ts`.
 *
 * @param config the file that was found, relative to the folder
 */
export type ReadFramework = (
  folder: Folder,
  config: string,
) => StatedSite | StatedSite[] | undefined;

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
