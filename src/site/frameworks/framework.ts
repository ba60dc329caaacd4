import type { ProjectSite } from '../record.ts';
import type { Folder } from './folder.ts';

/** How the sites of one framework are found and read. One file each; the table is in `index.ts`. */
export interface Framework {
  name: string;
  /** The configuration file of a site in a folder, relative to it; undefined where there is none. */
  find(folder: Folder): string | undefined;
  /** What the site says of itself; undefined where the file turns out to be of something else. */
  read(folder: Folder, config: string): ProjectSite | undefined;
}
