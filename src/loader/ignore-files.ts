import { existsSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readOrdinaryFile } from '../files/disk.ts';
import { slashed } from '../files/source-name.ts';

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
 * Tells which paths below `root` the `.gitignore` and `.contextorignore` files leave out: those in
 * the tree itself, and those above it up to the top of the repository.
 *
 * @param onUnread called with the paths, relative to `root`, of files that cannot be read
 */
export function ignoreRules(
  root: string,
  onUnread: (path: string) => void,
): (path: string) => boolean {
  const top = repositoryTop(root);
  const below = slashed(relative(top, root));
  const inForce = new Map<string, readonly FolderRules[]>();
  const ignoredFolders = new Map<string, boolean>([['.', false]]);

  const rulesFor = (folder: string): readonly FolderRules[] => {
    let rules = inForce.get(folder);
    if (rules === undefined) {
      const start = folder === '.' ? 0 : folder.length + 1;
      const above = folder === '.' ? [] : rulesFor(posix.dirname(folder));
      const most = above.reduce((left, { count }) => left - count, maxRules);
      const unread = (file: string) => onUnread(relative(root, file));
      const own = readRules(join(top, folder), { most, onUnread: unread });
      rules = own === undefined ? above : [...above, { ...own, start }];
      inForce.set(folder, rules);
    }
    return rules;
  };
  const matches = (path: string, folder: string) => {
    let ignored = false;
    for (const { rules, start } of rulesFor(folder)) {
      const verdict = rules.test(path.slice(start));
      if (verdict.ignored) ignored = true;
      if (verdict.unignored) ignored = false;
    }
    return ignored;
  };
  const ignoredFolder = (folder: string): boolean => {
    const known = ignoredFolders.get(folder);
    if (known !== undefined) return known;
    const parent = posix.dirname(folder);
    const ignored = ignoredFolder(parent) || matches(`${folder}/`, parent);
    ignoredFolders.set(folder, ignored);
    return ignored;
  };
  // The user named the root itself, so rules about the folders around it do not count.
  for (const folder of below === '' ? [] : [...ancestors(below), below]) {
    ignoredFolders.set(folder, false);
  }
  return (path) => {
    const full = below === '' ? path : `${below}/${path}`;
    const folder = posix.dirname(full);
    return ignoredFolder(folder) || matches(full, folder);
  };
}

/** The folders above a path. */
function ancestors(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
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
