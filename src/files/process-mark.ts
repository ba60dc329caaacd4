import { readFileSync, readlinkSync } from 'node:fs';
import { isRunning } from './scratch-folder.ts';

/** What tells a process from all others, as far as the system says it. */
export interface ProcessMark {
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
export function lives({ pid, space, started }: ProcessMark): boolean | undefined {
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
