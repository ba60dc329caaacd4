import { posix } from 'node:path';
import fastGlob from 'fast-glob';
import type { ProjectFiles } from './config/files.ts';
import type { ProjectSite } from './record.ts';
import type { Unwritten } from './unwritten.ts';

const fileName = '.gitignore';
/** Ignore files inside of one source folder; real ones have a few. */
const mostInside = 50;

/** What git ignores in the folders of a site: pages that are there are made before the site is built. */
export function unwrittenIn(site: ProjectSite, files: ProjectFiles): Unwritten {
  const folders = new Set<string>();
  for (const { folder } of site.sources) {
    for (let at = folder; ; at = posix.dirname(at)) {
      folders.add(at === '.' ? '' : at);
      if (at === '' || at === '.') break;
    }
    for (const inside of ignoreFilesIn(files.path(folder))) {
      folders.add(posix.join(folder, posix.dirname(inside)));
    }
  }
  const rules = [...folders].sort().flatMap((folder) => {
    const name = posix.join(folder, fileName);
    const text = files.read(files.path(name));
    return text === undefined ? [] : [[folder === '.' ? '' : folder, text] as const];
  });
  const sources = site.sources.map(({ prefix, folder }) => [prefix, folder] as const);
  return { sources, rules };
}

function ignoreFilesIn(cwd: string): string[] {
  const found = fastGlob.sync(`*/**/${fileName}`, {
    cwd,
    dot: true,
    ignore: ['**/node_modules/**'],
    followSymbolicLinks: false,
    suppressErrors: true,
  });
  return found.sort().slice(0, mostInside);
}
