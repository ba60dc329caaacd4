import { join, posix } from 'node:path';
import { readOrdinaryFile, tryList } from '../files/disk.ts';
import { isReallyInside } from '../files/inside.ts';
import { isPrivatePath } from '../files/private-path.ts';
import { jsonRecord } from '../is-record.ts';
import type { InstalledPackage } from './installed.ts';

/** A page that a package ships. */
export interface ShippedPage {
  /** Relative to the package, forward slashes. */
  path: string;
  title: string;
  /** Empty where none is known. */
  description: string;
}

/** Where packages keep their docs; `contextor package` writes to the first two. */
const docsFolders = ['docs', 'dist/docs', 'doc'];

/** Bounds of a search among files that no index lists. */
const [mostPages, deepest] = [2_000, 8];

/** The pages of a package: as the index of its docs lists them, else its Markdown files there, else its README. */
export function shippedPages(pack: InstalledPackage): ShippedPage[] {
  for (const folder of docsFolders) {
    const listed = indexed(pack, folder);
    if (listed.length > 0) return listed;
  }
  for (const folder of docsFolders) {
    const found = markdownIn(join(pack.root, folder), folder, deepest).slice(0, mostPages);
    const pages = found.flatMap((path) => titled(pack, path) ?? []);
    if (pages.length > 0) return pages;
  }
  return ['README.md', 'readme.md'].flatMap((path) => titled(pack, path) ?? []).slice(0, 1);
}

/** The text of a file of a package; undefined where there is none, or it leads out of the package. */
export function readPage({ root }: InstalledPackage, path: string): string | undefined {
  const file = join(root, path);
  if (isPrivatePath(path) || !isReallyInside([root], file)) return undefined;
  return readOrdinaryFile(file)?.replace(/\r\n?/g, '\n');
}

/** What `index.jsonl` of a folder lists; lines of another form are passed over. */
function indexed(pack: InstalledPackage, folder: string): ShippedPage[] {
  const lines = readPage(pack, `${folder}/index.jsonl`)?.split('\n') ?? [];
  return lines.slice(0, mostPages).flatMap((line) => {
    const { out, title, description } = jsonRecord(line);
    if (typeof out !== 'string' || typeof title !== 'string') return [];
    const path = posix.join(folder, out);
    const isPage = path.startsWith(`${folder}/`) && /\.mdc?x?$/.test(path);
    const about = typeof description === 'string' ? description : '';
    return isPage ? [{ path, title, description: about }] : [];
  });
}

/** Links to folders are not followed. */
function markdownIn(folder: string, name: string, depth: number): string[] {
  return tryList(folder).flatMap((entry) => {
    const path = `${name}/${entry.name}`;
    if (entry.isFile() && /\.(?:md|mdx|mdc|markdown)$/i.test(entry.name)) return [path];
    if (!entry.isDirectory() || depth === 0 || isPrivatePath(path)) return [];
    return markdownIn(join(folder, entry.name), path, depth - 1);
  });
}

function titled(pack: InstalledPackage, path: string): ShippedPage | undefined {
  const text = readPage(pack, path);
  if (text === undefined) return undefined;
  const line = /^(?:#|title:)[ \t]+(.+)$/m.exec(text)?.[1]?.trim();
  const title = line?.replace(/^(["'])(.+)\1$/, '$2');
  return { path, title: title ?? posix.basename(path), description: '' };
}
