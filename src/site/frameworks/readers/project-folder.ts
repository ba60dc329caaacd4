import { join, posix } from 'node:path';
import { isWithin } from '../../../files/source-name.ts';
import type { ProjectFiles } from '../../config/files.ts';
import type { Place } from '../../config/values.ts';

/** A folder of the project that may contain a site: its names and texts. */
export class ProjectFolder {
  /** Relative to the project root, forward slashes; empty for the root. */
  readonly path: string;
  protected readonly files: ProjectFiles;
  #here: ReadonlySet<string> | undefined;

  constructor(path: string, files: ProjectFiles) {
    this.path = path;
    this.files = files;
  }

  /** Names in a folder below this one, sorted. */
  names(folder = ''): readonly string[] {
    const path = folder === '' ? this.path : join(this.path, folder);
    return this.files.entries(path).map(({ name }) => name);
  }

  /** Names of the folders in this one or in one below it, sorted; links to folders are not followed. */
  folders(folder = ''): string[] {
    return this.files
      .entries(join(this.path, folder))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  }

  /** Whether a file or folder is there, `../docs` beside this one too; nothing outside of the project is. */
  has(name: string): boolean {
    if (name.includes('/') || /^\.{0,2}$/.test(name)) {
      return this.files.exists(posix.join(this.path, name));
    }
    this.#here ??= new Set(this.names());
    return this.#here.has(name);
  }

  /** The first of some names that is there: names in this folder, or paths below it. */
  first(names: readonly string[]): string | undefined {
    return names.find((name) => this.has(name));
  }

  /** Path relative to the project root of a path relative to this folder, or of one from the root of the machine. */
  inProject(path: string): string {
    const root = this.files.root.replaceAll('\\', '/');
    const inner =
      path === root ? '' : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
    const joined = inner ?? posix.join(this.path, path.replace(/^\/+/, ''));
    return joined.replace(/\/+$/, '').replace(/^\.$/, '');
  }

  /** The same of a path that is there: one from the root of the machine, or `./a`; undefined for all else. */
  inside(path: string): string | undefined {
    const root = this.files.root.replaceAll('\\', '/');
    const isStated = isWithin(root, path) || /^\.\.?(?:\/|$)/.test(path);
    const found = isStated ? this.inProject(path) : '..';
    return found.startsWith('..') || !this.files.exists(found || '.') ? undefined : found;
  }

  /** Whether a folder, by its path in the project, contains Markdown, at most some folders deep. */
  hasDocuments(path: string, depth = 8): boolean {
    const entries = this.files.entries(path);
    return (
      entries.some((one) => one.isFile() && /\.(?:mdx?|mdoc|markdown|svx)$/i.test(one.name)) ||
      (depth > 0 &&
        entries.some(
          (one) => one.isDirectory() && this.hasDocuments(posix.join(path, one.name), depth - 1),
        ))
    );
  }

  /** The first line of a file, for what has no line of its own. */
  startOf(name: string): Place {
    return { file: this.inProject(name), line: 1 };
  }

  text(name: string): string | undefined {
    return this.files.read(join(this.files.root, this.path, name));
  }

  /** Whether the package of this folder names another one. */
  dependsOn(name: string): boolean {
    return this.has('package.json') && this.text('package.json')?.includes(`"${name}":`) === true;
  }

  /** The beginning of a document; documents are not cached as files of the configuration are. */
  head(name: string): string | undefined {
    return this.files.head(join(this.path, name));
  }
}

/** A name with each of the endings that modules of configuration have. */
export const moduleNames = (name: string): string[] =>
  ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((ending) => `${name}.${ending}`);
