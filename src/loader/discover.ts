import { type Dirent, readdirSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import type { Options } from 'fast-glob';
import picomatch from 'picomatch';
import type { Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
import { ContextorError } from '../errors.ts';
import { statsOf } from '../files/disk.ts';
import { byPath, slashed } from '../files/source-name.ts';
import type { DerivedText } from '../job/setup.ts';
import { findProject, type ProjectPlace } from '../site/project.ts';
import { faultOfLink, linkedFolders } from './faults.ts';
import { IgnoreFiles } from './ignore-files.ts';
import { OtherFormats } from './other-formats.ts';
import { ownFilesIn } from './own-files.ts';
import { forwardSlashes } from './patterns.ts';
import { realSourceRoot } from './source-root.ts';

/** A document that was found; its content has not been read. */
export interface SourceFile {
  /** Path relative to the source root, forward slashes. */
  path: string;
  bytes: number;
  /** Times in milliseconds with their fraction; with `ino` they show whether a file has changed. */
  mtimeMs: number;
  ctimeMs: number;
  ino: number;
  /** Of a page that the site makes from another file: what a document for it would say, and that file. */
  derived?: DerivedText;
}

export interface Discovery {
  /** The source root with its own links resolved. */
  sourceRoot: string;
  /** In code unit order of their paths. */
  files: SourceFile[];
  /** What was found and may not be read, such as a link that leaves the source folder. */
  messages: Message[];
}

/** What was found in one source. */
export interface FoundSource extends Discovery {
  place: ProjectPlace;
}

type DiscoverySettings = Pick<
  Settings,
  'sourceRoot' | 'cwd' | 'include' | 'exclude' | 'agents' | 'site' | 'mayInclude'
>;

const neverDocuments = ['**/node_modules/**', '**/.git/**'];

/**
 * Lists the documents that `include`, `exclude` and the ignore files leave, without what contextor
 * itself writes. Linked folders are not entered, so a loop of links ends; linked files count where
 * a page could include them.
 *
 * @throws ContextorError `SOURCE_MISSING` where the source root is not a folder, `SOURCE_UNREADABLE`
 */
export async function discover(settings: DiscoverySettings): Promise<FoundSource> {
  const root = realSourceRoot(settings.sourceRoot);
  const place = await findProject(root, settings.cwd);
  const mayRead = { sourceRoot: root, ...place, mayInclude: settings.mayInclude };
  const messages: Message[] = [];
  const { ignores } = new IgnoreFiles(root, (path) => messages.push({ ...unreadRules, path }));
  const seen = new SeenEntries(settings.exclude);
  const files: SourceFile[] = [];
  for (const { path, dirent } of await entries(root, settings, seen)) {
    if (!(dirent.isFile() || dirent.isSymbolicLink()) || ignores(path)) continue;
    const fault = dirent.isSymbolicLink() ? faultOfLink(path, mayRead) : undefined;
    if (fault !== undefined) messages.push({ severity: 'warning', path, ...fault });
    const file = fault === undefined ? fileAt(root, path) : undefined;
    if (file !== undefined) files.push(file);
  }
  const paths = files.map(({ path }) => path);
  messages.push(
    ...unreadNames(root, seen, paths).flatMap(({ path, message }) => {
      const isWanted = path.endsWith('/') || isIncluded(path, settings.include);
      return isWanted && !ignores(path) ? [message] : [];
    }),
    ...seen.others.messages(paths, ignores),
    ...linkedFolders(root, seen.links, { ignored: ignores, exclude: settings.exclude }),
  );
  return { sourceRoot: root, place, files: files.sort(byPath), messages: messages.sort(byPath) };
}

/** What is met in the folders beside documents. */
class SeenEntries {
  readonly links: string[] = [];
  /** Folders with names that may not be readable. */
  readonly suspicious = new Set<string>();
  readonly others: OtherFormats;

  constructor(exclude: readonly string[]) {
    this.others = new OtherFormats(exclude);
  }

  see(folder: string, entry: Dirent): void {
    const { name } = entry;
    if (entry.isSymbolicLink()) this.links.push(posix.join(folder, name));
    if (isSuspicious(name)) this.suspicious.add(folder);
    this.others.see(folder, name);
  }
}

/** The entries whose names no path leads to. */
function unreadNames(
  root: string,
  { suspicious }: SeenEntries,
  read: readonly string[],
): Unreadable[] {
  const isRead = (path: string) =>
    read.some((one) => (path.endsWith('/') ? one.startsWith(path) : one === path));
  return [...suspicious]
    .flatMap((folder) => unreadable(root, folder))
    .filter(({ path }) => !isRead(path));
}

const isIncluded = (path: string, include: readonly string[]) =>
  picomatch(include.map(forwardSlashes))(path.replaceAll(/[\n\r\u2028\u2029]/g, '_'));

/** @throws ContextorError `SOURCE_UNREADABLE`: without a folder, its outputs would seem to be stale. */
async function entries(
  root: string,
  settings: DiscoverySettings,
  seen: SeenEntries,
): Promise<{ path: string; dirent: Dirent }[]> {
  const { default: glob } = await import('fast-glob');
  const options = {
    cwd: root,
    fs: { readdirSync: listing(root, seen) },
    ignore: [...neverDocuments, ...ownFilesIn(settings), ...settings.exclude.map(forwardSlashes)],
    onlyFiles: false,
    followSymbolicLinks: false,
    objectMode: true,
  } satisfies Options;
  try {
    const found = glob.sync(settings.include.map(forwardSlashes), options);
    return found as unknown as { path: string; dirent: Dirent }[];
  } catch (cause) {
    const { code = '', path = root } = cause as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw cause;
    throw new ContextorError(`the folder ${path} may not be read by this user`, {
      code: 'SOURCE_UNREADABLE',
      remedy: 'Change its permissions, or name it in `exclude`.',
      cause,
    });
  }
}

/** Lists folders, and notes what they contain. */
function listing(root: string, seen: SeenEntries): typeof readdirSync {
  const list = (folder: string, options: { withFileTypes: true }) => {
    const entries = readdirSync(folder, options);
    const path = slashed(relative(root, folder));
    for (const entry of entries) seen.see(path, entry);
    return entries;
  };
  return list as typeof readdirSync;
}

function fileAt(root: string, path: string): SourceFile | undefined {
  const stats = statsOf(join(root, path));
  if (!stats?.isFile()) return undefined;
  const { size, mtimeMs, ctimeMs, ino } = stats;
  return { path, bytes: size, mtimeMs, ctimeMs, ino };
}

const unreadRules = {
  severity: 'warning',
  rule: 'unreadable',
  reason:
    'The ignore rules of this file were not read: it is not an ordinary file of at most 2 MiB, or there are more than 2,000 rules.',
} as const;

/** What Node puts in the place of bytes that are not UTF-8. */
const replaced = '\uFFFD';

/** What ends a line: patterns with `**` do not go over it. */
const lineEnd = /[\n\r\u2028\u2029]/;

/** An entry of a folder that no path or no pattern leads to. */
interface Unreadable {
  /** Relative to the source root, its folder as it is and its name with what cannot be read replaced. */
  path: string;
  message: Message;
}

/** Whether a name may be that of such an entry. */
const isSuspicious = (name: string): boolean => name.includes(replaced) || lineEnd.test(name);

/** The entries of a folder whose names are not UTF-8 or go over several lines. */
function unreadable(root: string, folder: string): Unreadable[] {
  const entries = readdirSync(join(root, folder), { encoding: 'buffer', withFileTypes: true });
  return entries.flatMap((entry) => {
    const bytes = entry.name as unknown as Buffer;
    const name = bytes.toString();
    const fault = !Buffer.from(name).equals(bytes)
      ? 'is not UTF-8'
      : lineEnd.test(name)
        ? 'contains a line break'
        : undefined;
    if (fault === undefined) return [];
    const what = entry.isDirectory() ? 'folder' : 'file';
    const message: Message = {
      severity: 'warning',
      rule: 'unreadable',
      path: posix.join(folder, escaped(bytes)),
      reason: `The name of this ${what} ${fault}, so it was not read; rename it.`,
    };
    return { path: posix.join(folder, name) + (entry.isDirectory() ? '/' : ''), message };
  });
}

/** A name with each byte that is not of a readable character as `\xff`. */
function escaped(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return text.replace(
    /[^ -~]/g,
    (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
