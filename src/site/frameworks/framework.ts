import type { ProjectSite } from '../record.ts';
import type { FrameworkName } from './find.ts';
import type { Folder } from './folder.ts';

type Lists = 'locales' | 'versions' | 'redirects' | 'publics' | 'named' | 'generated';

/** What the configuration says of a site. Lists that are not given are empty. */
export type StatedSite = Omit<ProjectSite, 'framework' | 'folder' | 'config' | 'findings' | Lists> &
  Partial<Pick<ProjectSite, 'framework' | 'config' | Lists>>;

/**
 * How the sites of one framework are read: one file each, the table is in `index.ts`. How they are
 * found is in `find.ts`.
 */
export interface Framework {
  name: FrameworkName;
  /**
   * What the site says of itself; undefined if the file belongs to something else.
   *
   * @param config the file that was found, relative to the folder
   */
  read(folder: Folder, config: string): StatedSite | undefined;
}
