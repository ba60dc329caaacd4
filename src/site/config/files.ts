import type { Dirent } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { Disk } from '../../files/disk.ts';
import { slashed } from '../../files/source-name.ts';
import { getOrMake } from '../../maps.ts';
import { readJson } from './data-formats.ts';
import { stringMember } from './values.ts';

/** Configuration files of one project that are read, modules that they import included. */
const maxFiles = 400;
/** Characters of a document in which its front matter ends. */
const longestHead = 70_000;
/** Bytes of a configuration file: the navigation of forty versions in four languages has 2.4 million. */
const maxBytes = 8 * 1024 * 1024;

/** The configuration files of one project: nothing outside of it is read, and each only once. */
export class ProjectFiles {
  /** Absolute. */
  readonly root: string;
  readonly #disk: Disk;
  readonly #folders = new Map<string, readonly Dirent[]>();
  readonly #texts = new Map<string, string | undefined>();

  constructor(root: string, disk = new Disk()) {
    this.root = root;
    this.#disk = disk;
  }

  /** Path relative to the project root, forward slashes. */
  name(file: string): string {
    return slashed(relative(this.root, file));
  }

  path(name: string): string {
    return join(this.root, name);
  }

  /** The entries of a folder, by its path relative to the project root, sorted by name. */
  entries(folder: string): readonly Dirent[] {
    return getOrMake(this.#folders, folder, () => this.#disk.list(join(this.root, folder)));
  }

  /** Whether a path of the project names a file or folder, in the letter case of the path. */
  exists(path: string): boolean {
    if (path === '.') return true;
    if (/^\.\.(\/|$)/.test(path)) return false;
    const outer = posix.dirname(path);
    const inner = posix.basename(path);
    const siblings = this.entries(outer === '.' ? '' : outer);
    return siblings.some(({ name }) => name === inner) && this.exists(outer);
  }

  /** Whether a folder of the project exists. */
  has(folder: string): boolean {
    return this.#disk.kind(join(this.root, folder)) === 'folder';
  }

  /** Text of a file by its absolute path; undefined if it is missing or must not be read. */
  read(file: string): string | undefined {
    return getOrMake(this.#texts, file, () => this.#readAnew(file));
  }

  /** The module that an import of a path means; of a folder, the one that its `package.json` names. */
  moduleAt(path: string): string | undefined {
    const found = this.#fileOf(path);
    if (found !== undefined || !this.has(this.name(path))) return found;
    const manifest = join(path, 'package.json');
    const main = stringMember(readJson(this.read(manifest) ?? '', this.name(manifest)), 'main');
    return main === undefined ? undefined : this.#fileOf(join(path, main));
  }

  #fileOf(path: string): string | undefined {
    const modules = spellings(path).filter((name) => /\.(?:[cm]?[jt]sx?|json)$/.test(name));
    return modules.find((name) => this.read(name) !== undefined);
  }

  /** The beginning of a document, by its path relative to the project root; by default its front matter. */
  head(name: string, length = longestHead): string | undefined {
    const file = join(this.root, name);
    if (!this.#disk.isReallyInside(this.root, file)) return undefined;
    return plainText(this.#disk.read(file)?.slice(0, length));
  }

  /** All files that were read or looked for, relative to the project root, sorted. */
  names(): string[] {
    return Array.from(this.#texts.keys(), (file) => this.name(file)).sort();
  }

  #readAnew(file: string): string | undefined {
    if (this.#texts.size >= maxFiles) return undefined;
    if (!this.#disk.isReallyInside(this.root, file)) return undefined;
    return plainText(this.#disk.read(file, maxBytes));
  }
}

/** Without a byte order mark, and with `\n` at the end of lines. */
const plainText = (text: string | undefined): string | undefined =>
  text?.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');

/** The files that an import of a path may mean, in the order in which they are tried. */
function spellings(path: string): string[] {
  // TypeScript names a module by what it will be compiled to.
  const stem = path.replace(/\.[cm]?js$/, '');
  return [
    path,
    ...['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.json'].map((end) => path + end),
    ...['.ts', '.mts', '.tsx'].map((end) => stem + end),
    ...['index.ts', 'index.js', 'index.mjs'].map((name) => join(path, name)),
  ];
}
