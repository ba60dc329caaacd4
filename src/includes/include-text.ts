import { readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentDependencies } from '../contract/record.ts';
import type { Included } from '../document/document.ts';
import { filesBelow, listedFolder } from '../files/files-below.ts';
import { hashOf } from '../files/hash.ts';
import { isInSource } from '../files/source-name.ts';
import { BoundedMap } from '../maps.ts';

/** The folder that holds all sources, absolute, and their paths in it; empty for the folder itself. */
export interface SourceFolders {
  sourceRoot: string;
  folders: readonly string[];
}

/** Larger files are not text to read; the largest partial of the corpora has 40 kB, but descriptions of an API several MB. */
export const maxIncludeBytes = 16 * 1024 * 1024;

/** The text of a file as documents include it. */
function textOf(bytes: Buffer): string {
  return bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n');
}

/** Hash of the paths of files in a folder. */
const hashOfListing = (files: readonly string[]): string => hashOf(files.join('\n'));

/** Hash of a file's text as documents include it; where they would get none, why, and empty where there is no file. */
export function hashOfInclude(path: string): string {
  const folder = listedFolder(path);
  if (folder !== undefined) return hashOfListing(filesBelow(folder));
  try {
    const fault = includeFault(statSync(path, { throwIfNoEntry: false }));
    if (fault !== undefined) return fault === 'missing' ? '' : fault;
    const bytes = readFileSync(path);
    return bytes.includes(0) ? 'binary' : hashOf(textOf(bytes));
  } catch {
    return '';
  }
}

/** Why what stands at a path is not text to include; undefined where it may be one. */
export function includeFault(
  stats: Stats | undefined,
): 'missing' | 'folder' | 'binary' | 'large' | undefined {
  if (stats === undefined) return 'missing';
  if (stats.isDirectory()) return 'folder';
  if (!stats.isFile()) return 'binary';
  return stats.size > maxIncludeBytes ? 'large' : undefined;
}

/** Of a link, or of an abbreviation of MkDocs: `*[HTML]: …`. */
const definition = /^(?: {0,3}|\*)\[(?!\^)[^\]]+\]:[ \t]*\S/;
/** A file that another one includes: `{{#include a.md}}`, `--8<-- "a.md"`. */
const include = /^\s*(?:\{\{#include\s+([^\s{}:]+)[^{}]*\}\}|-{1,2}8<-{1,2}\s+"([^":]+)[^"]*")\s*$/;
/** Begins and ends a list of such files, each in a line of its own. */
const listMark = /^\s*-+8<-+\s*$/;
const deepestInclude = 3;

/**
 * The lines that define links and abbreviations in an included file, and in those that it includes itself.
 *
 * @param from the file that includes it; default: the page
 */
export function includedDefinitions(
  specifier: string,
  read: (specifier: string, from?: string) => Included,
  from?: string,
  depth = 0,
): string[] {
  const file = read(specifier, from);
  if (!file.ok || depth > deepestInclude || !/\.(?:md|markdown|txt|html)$/i.test(file.path))
    return [];
  let isList = false;
  return file.text.split('\n').flatMap((line) => {
    if (definition.test(line)) return [line];
    if (listMark.test(line)) isList = !isList;
    const [, beside, named] = include.exec(line) ?? [];
    const rooted = isList && !listMark.test(line) ? line.trim() || undefined : named;
    const inner = rooted === undefined ? beside : `/${rooted}`;
    return inner === undefined ? [] : includedDefinitions(inner, read, file.path, depth + 1);
  });
}

/** Absolute paths of the included files that lie outside the source folders, each once; of listings, their names. */
export function outsideSources(
  includes: DocumentDependencies['includes'],
  { sourceRoot, folders }: SourceFolders,
): string[] {
  const outside = includes.filter(
    ([path]) => path.startsWith('../') || !folders.some((folder) => isInSource(folder, path)),
  );
  return [...new Set(outside.map(([path]) => join(sourceRoot, path)))].sort();
}

/** Components and their data are small; of what is larger, such as descriptions of an API, the last is kept. */
const longest = 64 * 1024;
const mostFiles = 300;

interface Known {
  stamp: string;
  text: string | undefined;
}

/** Texts of files as they were read last, for as long as the files stay as they are. */
export class ReadTexts {
  readonly #known = new BoundedMap<string, Known>(mostFiles);
  readonly #large = new BoundedMap<string, Known>(1);

  /** The text of a file; undefined where it is binary. */
  read(path: string, stats: Stats): string | undefined {
    const stamp = `${stats.ino} ${stats.size} ${stats.mtimeMs} ${stats.ctimeMs}`;
    const known = this.#known.get(path) ?? this.#large.get(path);
    if (known?.stamp === stamp) return known.text;
    const bytes = readFileSync(path);
    const text = bytes.includes(0) ? undefined : textOf(bytes);
    (bytes.length <= longest ? this.#known : this.#large).set(path, { stamp, text });
    return text;
  }
}
