import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Makes an empty folder among the temporary files of the system, and clears those that processes of
 * this machine left when they were killed.
 */
export function makeScratchFolder(): string {
  const parent = tmpdir();
  const mine = `contextor-${hostname()}-`;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(mine)) continue;
    const pid = /^(\d+)-/.exec(name.slice(mine.length))?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) removeFolder(join(parent, name));
  }
  return mkdtempSync(join(parent, `${mine}${process.pid}-`));
}

/** Whether a process of this machine is alive. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes a folder with all that is in it, where that is possible. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Another user's, or being cleared by another build.
  }
}
