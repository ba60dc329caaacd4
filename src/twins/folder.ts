import {
  accessSync,
  constants,
  type Dirent,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../attempt.ts';
import { ContextorError } from '../errors.ts';
import { hashOf } from '../files/hash.ts';
import { isReallyInside } from '../files/inside.ts';
import { makeFolders } from '../files/make-folders.ts';
import { createEmitter } from '../output/emitter/emit.ts';
import { removeOutput } from '../output/emitter/stale.ts';
import type { SiteFile } from './page.ts';

/** Lists the files that contextor wrote, with their hashes; null for one that was about to be written. */
export const ledgerName = '.contextor-site.json';

type Ledger = Record<string, string | null>;

/** Numbers of files in a folder that contextor shares with others. */
export interface SiteChanges {
  written: number;
  unchanged: number;
  removed: number;
}

/** @throws ContextorError `SITE_MISSING`, `SITE_INVALID`, `SITE_NOT_WRITABLE` */
export function checkSite(folder: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) {
    throw new ContextorError(`there is no site folder ${folder}`, {
      code: 'SITE_MISSING',
      remedy: 'Build the site first, or name the folder it is built to with --site.',
    });
  }
  if (!stats.isDirectory() || !holdsHtml(folder, 6)) {
    const reason = stats.isDirectory()
      ? 'holds no HTML page, so it is not a built site'
      : 'is not a folder';
    throw new ContextorError(`${folder} ${reason}`, {
      code: 'SITE_INVALID',
      remedy:
        'Name the folder that is deployed, such as "dist", "build" or "docs/.vitepress/dist".',
    });
  }
  try {
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw notWritable(folder, cause);
  }
}

/**
 * Adds files to a site, and takes back those of the last time that are no more. What others wrote
 * stays: before the first file is written, all places are looked at.
 *
 * @throws ContextorError `SITE_FOREIGN`, `SITE_NOT_WRITABLE`
 */
export async function writeSiteFiles(
  folder: string,
  files: readonly SiteFile[],
): Promise<SiteChanges> {
  try {
    makeFolders(folder);
  } catch (error) {
    throw notWritable(folder, error);
  }
  const ledger = readLedger(folder);
  const isOwn = (path: string) => {
    const hash = ledger[path];
    return hash === null || (hash !== undefined && hash === hashAt(join(folder, path)));
  };
  const foreign = files.filter(({ path }) => isThere(folder, path) && !isOwn(path));
  if (foreign.length > 0) throw foreignFiles(folder, foreign);
  try {
    return await write(folder, files, { ledger, isOwn });
  } catch (error) {
    if (error instanceof ContextorError) throw error;
    throw notWritable(folder, error);
  }
}

async function write(
  folder: string,
  files: readonly SiteFile[],
  { ledger, isOwn }: { ledger: Ledger; isOwn(path: string): boolean },
): Promise<SiteChanges> {
  const changes = { written: 0, unchanged: 0, removed: 0 };
  const scratch = mkdtempSync(join(folder, '.contextor-'));
  try {
    const { emit } = createEmitter(folder, scratch);
    const current = new Set(files.map(({ path }) => path));
    const old = Object.keys(ledger).filter((path) => !current.has(path) && isOwn(path));
    const planned = [...files.map(({ path }) => [path, null]), ...old.map((path) => [path, null])];
    const settled = Object.fromEntries(files.map(({ path, text }) => [path, hashOf(text)]));
    if (JSON.stringify(ledger) !== JSON.stringify(settled)) {
      await emit(ledgerName, json(Object.fromEntries(planned)));
    }
    for (const { path, text } of files) {
      const emitted = await emit(path, text);
      changes[emitted === 'unchanged' ? 'unchanged' : 'written'] += 1;
    }
    for (const path of old) if (removeOutput(folder, path)) changes.removed += 1;
    await emit(ledgerName, json(settled));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return changes;
}

const json = (value: unknown) => `${JSON.stringify(value, undefined, 1)}\n`;

/** Only entries that contextor can have written: inside the folder. */
function readLedger(folder: string): Ledger {
  try {
    const ledger: unknown = JSON.parse(readFileSync(join(folder, ledgerName), 'utf8'));
    const entries = Object.entries(ledger as Ledger).filter(
      ([path, hash]) =>
        !path.startsWith('/') &&
        !path.split('/').includes('..') &&
        (hash === null || typeof hash === 'string'),
    );
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}

/** Whether something stands at a path, or in place of one of its folders: a file, or a link out of the site. */
function isThere(folder: string, path: string): boolean {
  const parts = path.split('/');
  return parts.some((_, at) => {
    const place = join(folder, ...parts.slice(0, at + 1));
    const stats = lstatSync(place, { throwIfNoEntry: false });
    if (stats === undefined || (at < parts.length - 1 && stats.isDirectory())) return false;
    return at === parts.length - 1 || !(stats.isSymbolicLink() && isReallyInside([folder], place));
  });
}

const hashAt = (path: string): string | undefined => attempt(() => hashOf(readFileSync(path)));

/** Looks for a page of HTML, the highest folders first; those of packages and hidden ones are none of the site. */
function holdsHtml(folder: string, depth: number): boolean {
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true });
  if (entries.some((entry) => entry.isFile() && /\.html?$/i.test(entry.name))) return true;
  if (depth === 0) return false;
  const folders = entries.filter((entry) => entry.isDirectory() && !isForeign(entry.name));
  return folders.some(({ name }) => holdsHtml(join(folder, name), depth - 1));
}

const isForeign = (name: string): boolean => name === 'node_modules' || name.startsWith('.');

/** Whether the site serves a path: as it is, as HTML of that name, or as a folder. */
export function servesPath(folder: string, path: string): boolean {
  const file = join(folder, path);
  if (path.split('/').includes('..')) return false;
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  return (
    isFile || existsSync(`${file.replace(/\/+$/, '')}.html`) || existsSync(join(file, 'index.html'))
  );
}

function foreignFiles(folder: string, files: readonly SiteFile[]): ContextorError {
  const [first, ...others] = files.map(({ path }) => path);
  const more = others.length === 0 ? '' : ` and ${others.length} more that it would write`;
  return new ContextorError(
    `the folder ${folder} holds ${first}${more}, which contextor did not write; nothing was written`,
    {
      code: 'SITE_FOREIGN',
      remedy:
        'Move them away, or take out what makes them (another plugin, or copies among static files), or leave those pages out with "exclude".',
    },
  );
}

function notWritable(folder: string, cause: unknown): ContextorError {
  const { code = (cause as Error).message } = cause as NodeJS.ErrnoException;
  return new ContextorError(`the folder ${folder} cannot be written: ${code}`, {
    code: 'SITE_NOT_WRITABLE',
    remedy: 'Choose a folder that you may write to, or remove what is in its place.',
    cause,
  });
}
