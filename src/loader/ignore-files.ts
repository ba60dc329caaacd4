import { existsSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readOrdinaryFile } from '../files/disk.ts';
import { slashed } from '../files/source-name.ts';
import { getOrMake } from '../maps.ts';

/** The rules of a folder, how many there are, and where in a path the names begin that they are about. */
interface FolderRules {
  rules: Ignore;
  count: number;
  start: number;
}

/**
 * Rules that hold for one folder, those of the folders above included: each is looked at for each
 * file, and takes about a microsecond. Real projects have some hundreds.
 */
const maxRules = 2_000;

const fileNames = ['.gitignore', '.contextorignore'];

/**
 * The `.gitignore` and `.contextorignore` files of a source root: those in the tree itself, and those
 * above it up to the top of the repository.
 */
export class IgnoreFiles {
  /** The top of the repository; folders are relative to it. */
  readonly #top: string;
  readonly #root: string;
  readonly #onUnread: (file: string) => void;
  readonly #inForce = new Map<string, readonly FolderRules[]>();
  readonly #ignoredFolders = new Map<string, boolean>([['.', false]]);

  /** @param onUnread called with the paths, relative to `root`, of files that cannot be read */
  constructor(root: string, onUnread: (path: string) => void) {
    this.#top = repositoryTop(root);
    this.#root = slashed(relative(this.#top, root));
    this.#onUnread = (file) => onUnread(relative(root, file));
    // The user named the root itself, so rules about the folders around it do not count.
    for (const folder of foldersDownTo(this.#root)) this.#ignoredFolders.set(folder, false);
  }

  /** Whether they leave out a path below the root. */
  readonly ignores = (path: string): boolean => {
    const full = posix.join(this.#root, path);
    const folder = posix.dirname(full);
    return this.#ignoresFolder(folder) || this.#matches(full, folder);
  };

  #ignoresFolder(folder: string): boolean {
    return getOrMake(this.#ignoredFolders, folder, () => {
      const parent = posix.dirname(folder);
      return this.#ignoresFolder(parent) || this.#matches(`${folder}/`, parent);
    });
  }

  /** What the last rule about a path says. */
  #matches(path: string, folder: string): boolean {
    let ignored = false;
    for (const { rules, start } of this.#rulesOf(folder)) {
      const verdict = rules.test(path.slice(start));
      if (verdict.ignored) ignored = true;
      if (verdict.unignored) ignored = false;
    }
    return ignored;
  }

  #rulesOf(folder: string): readonly FolderRules[] {
    return getOrMake(this.#inForce, folder, () => {
      const isTop = folder === '.';
      const above = isTop ? [] : this.#rulesOf(posix.dirname(folder));
      const most = above.reduce((left, { count }) => left - count, maxRules);
      const own = readRules(join(this.#top, folder), { most, onUnread: this.#onUnread });
      return own ? [...above, { ...own, start: isTop ? 0 : folder.length + 1 }] : above;
    });
  }
}

/** A folder and those above it: `a/b` -> `a`, `a/b`. */
function foldersDownTo(folder: string): string[] {
  if (folder === '') return [];
  const parts = folder.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function repositoryTop(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return root;
  }
}

interface Reading {
  /** So many rules are read at most; a file that has more is not. */
  most: number;
  onUnread(file: string): void;
}

function readRules(
  folder: string,
  { most, onUnread }: Reading,
): Omit<FolderRules, 'start'> | undefined {
  const present = fileNames.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (present.length === 0) return undefined;
  const rules = ignore();
  let count = 0;
  for (const path of present) {
    const text = readOrdinaryFile(path);
    const lines = text?.match(/^(?!\s*(?:#|$)).+/gm) ?? [];
    if (text === undefined || count + lines.length > most) {
      onUnread(path);
      continue;
    }
    rules.add(text);
    count += lines.length;
  }
  return count === 0 ? undefined : { rules, count };
}
