import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Disk } from '../../files/disk.ts';
import { countsOf } from '../../maps.ts';
import type { SiteSource } from '../../site/record.ts';
import { servedBy } from '../../site/source-globs.ts';

/** Files that a repo has without having documentation. */
const projectFiles =
  /^(readme|changelog|contributing|license|code_of_conduct|security|agents|claude|gemini)\b/i;

const documentName = /\.(?:md|mdx|markdown|mdoc|svx)$/;
const pageName = /\.(?:md|mdx|markdown|mdoc|svx|ipynb)$/;
const passedOver = /^(?:\..*|node_modules|dist|vendor)$/;

/** Fewer documents may be samples. */
export const enoughDocuments = 10;

const codeName =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|rb|php|go|rs|java|kt|cs|c|cc|cpp|h|hpp|swift|scala|exs?|lua|dart)$/;

/** Whether a folder contains documents that the site serves, besides files such as a license. */
export function hasDocuments(
  disk: Disk,
  folder: string,
  { deep = 5, takes = () => true }: { deep?: number; takes?: (path: string) => boolean } = {},
): boolean {
  return hasPages(documentsIn(disk, folder, deep), takes);
}

/** Whether a source contains pages that the site serves, likewise. */
export const isServing = (disk: Disk, root: string, source: SiteSource): boolean =>
  hasPages(pagesIn(disk, root, source), servedBy(source));

/** The number of pages in a source that the site serves. */
export const countPages = (disk: Disk, root: string, source: SiteSource): number =>
  [...pagesIn(disk, root, source)].filter(servedBy(source)).length;

function pagesIn(disk: Disk, root: string, { folder, further }: SiteSource): Generator<string> {
  const name = further?.includes('ipynb') ? pageName : documentName;
  return filesIn(disk, join(root, folder), { deep: 5, name });
}

function hasPages(paths: Iterable<string>, takes: (path: string) => boolean): boolean {
  for (const path of paths) {
    if ((path.includes('/') || !projectFiles.test(path)) && takes(path)) return true;
  }
  return false;
}

/** The number of documents in a folder. */
export const countDocuments = (disk: Disk, folder: string): number =>
  [...documentsIn(disk, folder, 5)].length;

/** Whether a project has a README. */
export const hasReadme = (disk: Disk, root: string): boolean =>
  [...documentsIn(disk, root, 1)].some((name) => /^readme\b/i.test(name));

/** Folders below a project with documents, those with the most first. */
export function candidatesIn(disk: Disk, root: string): { folder: string; documents: number }[] {
  return [...countsOf(foldersOfDocuments(disk, root))]
    .map(([folder, documents]) => ({ folder, documents }))
    .sort((a, b) => b.documents - a.documents || (a.folder < b.folder ? -1 : 1));
}

/** The folder below a project that each of its documents is in. */
export function* foldersOfDocuments(disk: Disk, root: string): Generator<string> {
  for (const path of documentsIn(disk, root, 6)) {
    const parts = path.split('/');
    const name = parts.pop()!;
    if (parts.length === 0 || projectFiles.test(name)) continue;
    const depth = /^(?:packages|apps|libs|sites|src|website)$/.test(parts[0]!) ? 2 : 1;
    yield parts.slice(0, depth).join('/');
  }
}

/** Whether a project of several folders is documentation: it has more documents than files of code. */
export function isMadeOfDocuments(disk: Disk, root: string): boolean {
  const documents = [...foldersOfDocuments(disk, root)].length;
  if (documents < enoughDocuments) return false;
  return documents > [...filesIn(disk, root, { deep: 6, name: codeName })].length;
}

const documentsIn = (disk: Disk, folder: string, deep: number) =>
  filesIn(disk, folder, { deep, name: documentName });

interface Wanted {
  /** Names that a path has at most. */
  deep: number;
  name: RegExp;
}

/** Paths of the files in a folder whose names are wanted. Hidden files and other people's code are none. */
function* filesIn(disk: Disk, folder: string, wanted: Wanted): Generator<string> {
  for (const entry of disk.list(folder)) {
    const { name } = entry;
    const path = join(folder, name);
    const kind = entry.isSymbolicLink() ? disk.kind(path) : kindOf(entry);
    if (kind === 'file' && wanted.name.test(name) && !name.startsWith('.')) yield name;
    if (kind !== 'folder' || wanted.deep === 1 || passedOver.test(name)) continue;
    for (const inner of filesIn(disk, path, { ...wanted, deep: wanted.deep - 1 }))
      yield `${name}/${inner}`;
  }
}

const kindOf = (entry: Dirent): 'file' | 'folder' | undefined =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : undefined;
