import { spawnSync } from 'node:child_process';
import { bin } from '../setup/package.ts';
import type { CliRun, CliWorld } from './run-here.ts';

export { folderWith } from '../setup/folder.ts';

export interface CliOptions extends CliWorld {
  /** Milliseconds after which it is killed; default 100,000. */
  timeoutMs?: number;
  /** Words of a command that runs it. */
  through?: readonly string[];
}

/** Runs the built command as a process of its own. */
export function runCli(args: readonly string[], options: CliOptions = {}): CliRun {
  const [command, ...words] = [...(options.through ?? []), process.execPath, bin, ...args];
  const { PATH, HOME, GLIBC_TUNABLES } = process.env;
  const { status, stdout, stderr } = spawnSync(command!, words, {
    cwd: options.cwd,
    env: { PATH, HOME, GLIBC_TUNABLES, ...options.env },
    input: options.input ?? '',
    encoding: 'utf8',
    timeout: options.timeoutMs ?? 100_000,
  });
  return { code: status, stdout, stderr };
}
