import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { bin } from '../setup/package.ts';

export interface RunningCli {
  stderr(): string;
  /** Resolves when stderr, from where the last call ended, matches. */
  says(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Does something at a stroke: the command sees what was there before, or what is there after. */
  unseen(act: () => void): void;
  /** As a shell tells it: 128 and the signal's number for what a signal ended. */
  exitCode: Promise<number | null>;
  stdout(): string;
}

/** Starts the built command and leaves it running. */
export function startCli(args: readonly string[], cwd: string): RunningCli {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 150_000,
  });
  let stdout = '';
  let stderr = '';
  let seen = 0;
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    async says(pattern) {
      for (let tries = 0; tries < 2_400; tries += 1) {
        const match = pattern.exec(stderr.slice(seen));
        if (match !== null) {
          seen += match.index + match[0].length;
          return match[0];
        }
        await setTimeout(50);
      }
      throw new Error(`${pattern} was not said; stderr: ${stderr}`);
    },
    kill: (signal) => void child.kill(signal),
    unseen(act) {
      child.kill('SIGSTOP');
      act();
      child.kill('SIGCONT');
    },
    exitCode: new Promise((done) => {
      // Not `exit`: what it said last may still be on its way then.
      child.on('close', (code, signal) => {
        done(signal === null ? code : 128 + constants.signals[signal]);
      });
    }),
  };
}
