import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

/** What the TypeScript compiler says; empty where all is well. */
export function compile(args: readonly string[], { cwd }: { cwd?: string } = {}): string {
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const options = { cwd, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, ...args], options);
  return status === 0 ? '' : `${stdout}${stderr}exit code ${status}`;
}
