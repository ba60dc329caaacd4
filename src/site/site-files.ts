import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Site } from '../document/site.ts';
import { isOrdinaryFile, tryList } from '../files/disk.ts';
import { isReallyInside } from '../files/inside.ts';
import { addTo, BoundedMap, getOrMake } from '../maps.ts';
import { expandAlias } from './aliases.ts';
import { nearestTo } from './nearest-path.ts';

interface SiteFilesOptions {
  /** Absolute path of the source root; without it, no file is there. */
  sourceRoot?: string | undefined;
  /** Whether no file comes or goes meanwhile, so that each is looked for once. */
  still: boolean;
}

/** Files of the source tree that are not pages. */
export interface SiteFiles {
  /** @param path relative to the source root */
  exists(path: string): boolean;
  /** Path of the file that a specifier means by an alias or from the root of the site. */
  named(specifier: string): string | undefined;
  /** Path of the first picture in a folder whose name contains a text. */
  pictureIn(folder: string, part: string): string | undefined;
}

/** Files whose existence is kept in mind; many documents link to the same images. */
const maxFiles = 2_000;

export function siteFiles(site: Site, { sourceRoot, still }: SiteFilesOptions): SiteFiles {
  if (sourceRoot === undefined) {
    return { exists: () => false, named: () => undefined, pictureIn: () => undefined };
  }
  const known = new BoundedMap<string, boolean>(maxFiles);
  const once = (key: string, look: () => boolean) => (still ? getOrMake(known, key, look) : look());

  /** Links that lead nowhere are many, the folders that they would lead to are few. */
  const folderExists = (path: string): boolean =>
    path === '.' ||
    path === '/' ||
    once(`${path}/`, () =>
      ancestors(path).every((folder) =>
        once(`${folder}/`, () => existsSync(join(sourceRoot, folder))),
      ),
    );

  const isThere = (path: string): boolean => {
    if (leadsOut(path) || (still && !folderExists(dirname(path)))) return false;
    const file = join(sourceRoot, path);
    return isOrdinaryFile(file) && isReallyInside([sourceRoot], file);
  };

  let names: ReadonlyMap<string, string[]> | undefined;
  const fileNamed = (wanted: string): string | undefined => {
    if (!still || names === undefined) names = namesBelow(sourceRoot);
    const [name = '', from = ''] = wanted.split('|');
    return nearestTo(from, names.get(name.toLowerCase()) ?? [], (path) => path);
  };

  return {
    exists: (path) => once(path, () => isThere(path)),
    named(specifier) {
      if (leadsOut(specifier)) return undefined;
      if (specifier.startsWith(':')) return fileNamed(specifier.slice(1));
      // `~` before a name leaves the search to the bundler.
      const spelled = new Set([specifier, specifier.replace(/^~(?=[@\w])/, '')]);
      const aliased = [...spelled].flatMap((name) => expandAlias(site.aliases ?? [], name));
      const served = (site.publics ?? []).map(
        (folder) => `${folder}/${specifier.replace(/^\//, '')}`,
      );
      return [...aliased, ...served].find((path) => isOrdinaryFile(join(sourceRoot, path)));
    },
    pictureIn(folder, part) {
      if (leadsOut(folder)) return undefined;
      const names = picturesIn(join(sourceRoot, folder)).filter((name) => name.includes(part));
      return names.map((name) => posix.join(folder, name)).find(isThere);
    },
  };
}

/** Name of a file in lower case -> the paths that have it, those in the fewest folders first. */
function namesBelow(sourceRoot: string): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>();
  const folders = [''];
  for (const folder of folders) {
    for (const entry of tryList(join(sourceRoot, folder))) {
      const path = posix.join(folder, entry.name);
      const name = entry.name.toLowerCase();
      if (entry.isDirectory()) {
        if (!/^(?:\.|node_modules$)/.test(name)) folders.push(path);
      } else {
        addTo(names, name, path);
      }
    }
  }
  return names;
}

const isPicture = /\.(?:a?png|jpe?g|gif|svg|webp|avif)$/i;

/** The names of the pictures in a folder, in order; none where it cannot be read. */
const picturesIn = (folder: string): string[] =>
  tryList(folder).flatMap(({ name }) => (isPicture.test(name) ? [name] : []));

/** A path and the folders around it, the outermost first; a link may have thousands of parts. */
function ancestors(path: string): string[] {
  const ends = [...path.matchAll(/(?!^)\/|$/g)].map(({ index }) => index);
  return ends.map((end) => path.slice(0, end));
}

const leadsOut = (path: string): boolean => path.split('/').includes('..');
