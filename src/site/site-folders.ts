import { posix } from 'node:path';
import { Disk } from '../files/disk.ts';
import { ProjectFiles } from './config/files.ts';
import { findConfig } from './frameworks/find.ts';
import { ProjectFolder } from './frameworks/readers/project-folder.ts';
import type { ProjectSite } from './record.ts';

/** Folders that contain no site, or copies of sites of other projects. */
const passedOver =
  /^(?:\..*|node_modules|dist|build|out|coverage|target|vendor|fixtures?|__tests__|tests?|e2e|examples?|templates?|starters?|playgrounds?)$/i;
/** Folders of files that are served as they are, unless a package of a monorepo is called so. */
const served = /^(?:public|static|assets)$/i;
/** How deep sites are looked for, and in how many folders at most. */
const maxDepth = 4;
const maxFolders = 500;

/** Folders that may contain a site, level by level. */
export function siteFolders(files: ProjectFiles): string[] {
  let level = [''];
  const all: string[] = [];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth++) {
    all.push(...level);
    if (all.length > maxFolders) break;
    level = level.flatMap((path) =>
      new ProjectFolder(path, files)
        .folders()
        .filter((name) => !passedOver.test(name))
        .map((name) => posix.join(path, name))
        .filter((inner) => {
          const isServed = served.test(posix.basename(inner));
          return !isServed || new ProjectFolder(inner, files).has('package.json');
        }),
    );
  }
  return all.slice(0, maxFolders);
}

/**
 * The sites of a project, as `readSite` gives them. What reads configuration is loaded only where
 * there is one.
 *
 * @param projectRoot absolute
 */
export async function findSites(projectRoot: string, disk = new Disk()): Promise<ProjectSite[]> {
  const files = new ProjectFiles(disk.real(projectRoot) ?? projectRoot, disk);
  if (!siteFolders(files).some((path) => hasConfig(new ProjectFolder(path, files)))) return [];
  const { sitesIn } = await import('./read-site.ts');
  return sitesIn(files);
}

function hasConfig(folder: ProjectFolder): boolean {
  return Object.values(findConfig).some((find) => find(folder) !== undefined);
}
