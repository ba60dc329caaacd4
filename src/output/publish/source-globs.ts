import { statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { bodyOf, type PublishedPage, type ReadPage } from './page.ts';

export interface SourceGlobOptions {
  pages: readonly PublishedPage[];
  read: ReadPage;
  /** Absolute folder of the project. */
  cwd: string;
  /** Folders whose files are not code: the sources of the documentation and its output. */
  except: readonly string[];
}

const mostGlobs = 20;
const codePath = /`((?:[\w@.-]+\/)+[\w.-]+\.\w{1,5})`/g;

/** Globs of the folders of the project that the pages name files in, such as `src/engine/**`. */
export async function sourceGlobs(options: SourceGlobOptions): Promise<string[]> {
  const { pages, read, cwd, except } = options;
  const named = new Set<string>();
  for (const page of pages) {
    for (const [, path] of bodyOf(await read(page)).matchAll(codePath)) named.add(path!);
  }
  const isOut = (path: string) =>
    path.split('/').some((part) => part === '..' || part === 'node_modules') ||
    except.some((folder) => path.startsWith(`${folder}/`));
  const found = [...named].filter(
    (path) => !isOut(path) && statSync(join(cwd, path), { throwIfNoEntry: false })?.isFile(),
  );
  let folders = [...new Set(found.map((path) => posix.dirname(path)))].sort();
  // Of many, those that hold others.
  for (let depth = 4; folders.length > mostGlobs && depth > 0; depth--) {
    const cut = folders.map((folder) => folder.split('/').slice(0, depth).join('/'));
    folders = [...new Set(cut)];
  }
  return folders
    .filter((folder) => !folders.some((other) => folder.startsWith(`${other}/`)))
    .slice(0, mostGlobs)
    .map((folder) => `${folder}/**`);
}
