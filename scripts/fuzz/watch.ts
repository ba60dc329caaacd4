import { type ChildProcess, fork } from 'node:child_process';
import type { FromChild } from './child.ts';
import type { Seed } from './mutate.ts';

/** A document that keeps a process busy for longer than this hangs; so does work on many of them. */
const deadlines = { document: 20_000, busy: 240_000 };

export interface Watch {
  /** Arguments that start the child. */
  args: readonly string[];
  /** The first case. */
  from: number;
  /** When to stop, in milliseconds of the clock. */
  end: number;
  onFailure(what: string, document: Seed): void;
}

/** Runs a child from a case on; resolves with the number of the case that comes after its last. */
export function watch({ args, from, end, onFailure }: Watch): Promise<number> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = fork(new URL(import.meta.url).pathname, [...args]);
    let next = from;
    let current: Seed | undefined;
    let since = Date.now();
    let deadline = deadlines.document;
    let stopped = false;
    const timer = setInterval(() => {
      const hangs = current !== undefined && Date.now() - since > deadline;
      if (hangs) onFailure(`hang: no end after ${deadline} ms`, current!);
      if (!hangs && Date.now() < end) return;
      stopped = true;
      child.kill('SIGKILL');
    }, 250);
    child.on('message', (message: FromChild) => {
      since = Date.now();
      deadline = message.type === 'start' ? deadlines.document : deadlines.busy;
      if (message.type === 'start') {
        current = message.document;
        next = message.index + 1;
      } else if (message.type === 'failure') onFailure(message.what, message.document);
    });
    child.on('exit', (code, signal) => {
      clearInterval(timer);
      if (stopped || code === 0) resolve(next);
      else if (current === undefined) reject(new Error('The process ended before the first case.'));
      else {
        onFailure(`crash: the process ended with ${signal ?? code}`, current);
        resolve(next);
      }
    });
  });
}
