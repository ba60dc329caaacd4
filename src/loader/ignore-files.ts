import { existsSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readOrdinaryFile } from '../files/ordinary-file.ts';

/** The rules of a folder, and where in a path the names begin that they are about. */
interface FolderRules {
  rules: Ignore;
  start: number;
}

const fileNames = ['.gitignore', '.contextorignore'];

/**
 * Tells which paths below `root` the `.gitignore` and `.contextorignore` files leave out: those in
 * the tree itself, and those above it up to the top of the repository.
 *
 * @param onUnread is told of files that cannot be read, by their paths relative to `root`
 */
export function ignoreRules(
  root: string,
  onUnread: (path: string) => void = () => {},
): (path: string) => boolean {
  const top = repositoryTop(root);
  const below = relative(top, root).split(sep).join('/');
  const inForce = new Map<string, readonly FolderRules[]>();
  const ignoredFolders = new Map<string, boolean>([['.', false]]);

  const rulesFor = (folder: string): readonly FolderRules[] => {
    let rules = inForce.get(folder);
    if (rules === undefined) {
      const own = readRules(join(top, folder), (file) => onUnread(relative(root, file)));
      const start = folder === '.' ? 0 : folder.length + 1;
      const above = folder === '.' ? [] : rulesFor(posix.dirname(folder));
      rules = own === undefined ? above : [...above, { rules: own, start }];
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
  // The root itself was named by the user, so rules about the folders that hold it do not count.
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

function readRules(folder: string, onUnread: (file: string) => void): Ignore | undefined {
  const present = fileNames.map((name) => join(folder, name)).filter((path) => existsSync(path));
  const texts = present.flatMap((path) => {
    const text = readOrdinaryFile(path);
    if (text === undefined) onUnread(path);
    return text ?? [];
  });
  return texts.length === 0 ? undefined : texts.reduce((rules, text) => rules.add(text), ignore());
}
