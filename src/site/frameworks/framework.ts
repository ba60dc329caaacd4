import type { ProjectSite } from '../record.ts';
import type { FrameworkName } from './find.ts';
import type { Folder } from './folder.ts';

/**
 * How the sites of one framework are read: one file each, the table is in `index.ts`. How they are
 * found is in `find.ts`.
 */
export interface Framework {
  name: FrameworkName;
  /**
   * What the site says of itself; undefined where the file turns out to be of something else.
   *
   * @param config the file that was found, relative to the folder
   */
  read(folder: Folder, config: string): ProjectSite | undefined;
}
