import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

const fileNames = ['.gitignore', '.contextorignore'];

/**
 * Tells which paths below `root` the `.gitignore` and `.contextorignore` files leave out: those in
 * the tree itself, and those above it up to the top of the repository.
 */
export function ignoreRules(root: string): (path: string) => boolean {
  const top = repositoryTop(root);
  const below = relative(top, root).split(sep).join('/');
  const rules = new Map<string, Ignore | undefined>();
  const ignoredFolders = new Map<string, boolean>([['.', false]]);

  const rulesOf = (folder: string) => {
    if (!rules.has(folder)) rules.set(folder, readRules(join(top, folder)));
    return rules.get(folder);
  };
  const matches = (path: string) => {
    let ignored = false;
    for (const folder of ancestors(path)) {
      const name = folder === '.' ? path : path.slice(folder.length + 1);
      const verdict = rulesOf(folder)?.test(name);
      if (verdict?.ignored) ignored = true;
      if (verdict?.unignored) ignored = false;
    }
    return ignored;
  };
  const ignoredFolder = (folder: string): boolean => {
    const known = ignoredFolders.get(folder);
    if (known !== undefined) return known;
    const ignored = ignoredFolder(posix.dirname(folder)) || matches(`${folder}/`);
    ignoredFolders.set(folder, ignored);
    return ignored;
  };
  // The root itself was named by the user, so rules about the folders that hold it do not count.
  for (const folder of below === '' ? [] : [...ancestors(below), below]) {
    ignoredFolders.set(folder, false);
  }
  return (path) => {
    const full = posix.join(below, path);
    return ignoredFolder(posix.dirname(full)) || matches(full);
  };
}

/** The folders above a path, outermost first: `.`, `a`, `a/b`. */
function ancestors(path: string): string[] {
  const parts = path.replace(/\/$/, '').split('/').slice(0, -1);
  return ['.', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

function repositoryTop(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) return root;
  }
}

function readRules(folder: string): Ignore | undefined {
  const present = fileNames.map((name) => join(folder, name)).filter((path) => existsSync(path));
  if (present.length === 0) return undefined;
  return present.reduce((rules, path) => rules.add(readFileSync(path, 'utf8')), ignore());
}
