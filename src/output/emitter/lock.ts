import { randomBytes } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attempt } from '../../attempt.ts';
import { ContextorError } from '../../errors.ts';
import { makeFolders } from '../../files/make-folders.ts';
import { isRunning } from '../../files/scratch-folder.ts';
import { lockName, privatePrefix } from './lock-name.ts';

const heartbeatMs = 2_000;
/** A build on another machine or in another container counts as dead when it gave no sign for this long. */
const silentMs = 30_000;

interface OutputLock {
  /** Folder for unfinished files: on the same disk as the output, gone with the lock. */
  readonly folder: string;
  /** The folder of a build that died here, to be read before `clear` removes it. */
  readonly abandoned: string | undefined;
  clear(): void;
  release(): void;
  /** Gives the lock up with what is in its folder, for the next build to read and clear. */
  abandon(): void;
}

interface LockOptions {
  /** How long to wait for another build, in milliseconds; default 30,000. */
  waitMs?: number;
  signal?: AbortSignal | undefined;
}

interface Owner extends ProcessMark {
  host: string;
  /** Tells two builds of one process apart. */
  token: string;
  abandoned?: true;
}

/** Folders that this process is using, so that its own builds do not clear each other's. */
const inUse = new Set<string>();

/**
 * Takes the output folder for this build. A lock whose owner is dead is taken over.
 *
 * @throws ContextorError `OUTPUT_LOCKED` where another build holds it for longer than `waitMs`;
 * the system's own errors where nothing can be made in the folder.
 */
export async function lockOutput(outRoot: string, options: LockOptions = {}): Promise<OutputLock> {
  const { waitMs = 30_000, signal } = options;
  const lock = join(outRoot, lockName);
  const deadline = Date.now() + waitMs;
  const mine: Owner = { ...ownMark(), host: hostname(), token: token() };
  const own = createPrivateFolder(outRoot, mine);
  let abandoned: string | undefined;
  while (!tryRename(own, lock)) {
    const owner = readOwner(lock);
    const grave = isDead(lock, owner) ? bury(lock, owner, outRoot) : undefined;
    if (grave !== undefined) {
      abandoned = grave;
      continue;
    }
    if (Date.now() > deadline || signal?.aborted) {
      remove(own);
      throw lockedError(outRoot, nameOf(owner));
    }
    await sleep(100);
  }
  return heldLock(outRoot, mine, abandoned);
}

/** Moves the lock of a dead build aside; gives its new place, and undefined where another build was quicker. */
function bury(lock: string, owner: Owner | undefined, outRoot: string): string | undefined {
  const grave = privateFolder(outRoot, token());
  if (!tryRename(lock, grave)) return undefined;
  if (readOwner(grave)?.token === owner?.token) return grave;
  // It is the lock of the other build.
  tryRename(grave, lock);
  return undefined;
}

/** Names the build that holds the output folder, such as `process 71 on build-3`; undefined where none does. */
export function lockOwner(outRoot: string): string | undefined {
  const lock = join(outRoot, lockName);
  if (!existsSync(lock)) return undefined;
  const owner = readOwner(lock);
  return isDead(lock, owner) ? undefined : nameOf(owner);
}

const nameOf = (owner: Owner | undefined): string =>
  owner ? `process ${owner.pid} on ${owner.host}` : 'another process';

function heldLock(outRoot: string, mine: Owner, abandoned: string | undefined): OutputLock {
  const lock = join(outRoot, lockName);
  const beat = setInterval(() => touch(lock), heartbeatMs).unref();
  return {
    folder: lock,
    abandoned,
    clear: () => removeDeadFolders(outRoot),
    release() {
      clearInterval(beat);
      const grave = privateFolder(outRoot, mine.token);
      if (readOwner(lock)?.token === mine.token && tryRename(lock, grave)) remove(grave);
      inUse.delete(grave);
    },
    abandon() {
      clearInterval(beat);
      // With the folder the plan is gone, too.
      if (existsSync(lock)) writeOwner(lock, { ...mine, abandoned: true });
    },
  };
}

const privateFolder = (outRoot: string, name: string): string =>
  join(outRoot, `${privatePrefix}${process.pid}-${name}`);

function createPrivateFolder(outRoot: string, owner: Owner): string {
  const folder = privateFolder(outRoot, owner.token);
  inUse.add(folder);
  makeFolders(folder);
  writeOwner(folder, owner);
  return folder;
}

function writeOwner(folder: string, owner: Owner): void {
  writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner));
}

/** Renaming onto a folder that holds something fails, which makes taking the lock atomic. */
function tryRename(from: string, to: string): boolean {
  if (!existsSync(from)) return false;
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOENT', 'ENOTDIR'].includes(code ?? '')) return false;
    throw error;
  }
}

const readOwner = (folder: string): Owner | undefined =>
  attempt(() => JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8')) as Owner);

function isDead(lock: string, owner: Owner | undefined): boolean {
  if (owner?.abandoned) return true;
  const alive = owner?.host === hostname() ? lives(owner) : undefined;
  if (alive !== undefined) return !alive;
  const stats = statSync(lock, { throwIfNoEntry: false });
  // A number that lives may be another's; the build that had it may also be busy.
  const patience = owner?.host === hostname() && owner.space === undefined ? 10 : 1;
  return stats !== undefined && Date.now() - stats.mtimeMs > patience * silentMs;
}

function touch(lock: string): void {
  const now = new Date();
  try {
    utimesSync(lock, now, now);
  } catch {
    // The lock was taken away; the build notices when it writes.
  }
}

function removeDeadFolders(outRoot: string): void {
  for (const name of readdirSync(outRoot)) {
    const pid = /^\.contextor-(\d+)-/.exec(name)?.[1];
    if (pid === undefined) continue;
    const folder = join(outRoot, name);
    const dead = Number(pid) === process.pid ? !inUse.has(folder) : !isRunning(Number(pid));
    if (dead) remove(folder);
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  inUse.delete(folder);
}

function lockedError(outRoot: string, owner: string): ContextorError {
  return new ContextorError(`another build (${owner}) is writing to ${outRoot}`, {
    code: 'OUTPUT_LOCKED',
    remedy: `Let it finish, or remove ${join(outRoot, lockName)} if it is not running.`,
  });
}

function token(): string {
  return randomBytes(4).toString('hex');
}

/** What tells a process from all others, as far as the system says it. */
interface ProcessMark {
  pid: number;
  /** Where its number counts: this start of the machine, and this container. Linux alone says it. */
  space?: string;
  /** When it started, in ticks of that machine: its number may be another's later. */
  started?: string;
}

/** The mark of this process. */
export function ownMark(): ProcessMark {
  const [space, started] = [ownSpace(), startOf(process.pid)];
  return { pid: process.pid, ...(space && { space }), ...(started && { started }) };
}

/** Whether a process lives; undefined where its number means nothing here, or proves nothing. */
function lives({ pid, space, started }: ProcessMark): boolean | undefined {
  if (space !== undefined && space !== ownSpace()) return undefined;
  if (!isRunning(pid)) return false;
  return started === undefined ? undefined : startOf(pid) === started;
}

function ownSpace(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}

/** The 22nd field of `stat`; the second may hold blanks and brackets. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
