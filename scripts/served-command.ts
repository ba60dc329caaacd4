import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** The command of the built package. */
export const bin = resolve(process.env.CONTEXTOR_DIST ?? 'dist', 'bin/contextor.js');

/**
 * Runs a command of contextor that serves over HTTP, until it is closed.
 *
 * @param address finds the address in what the command says, in its first group
 */
export async function serveCommand(
  args: readonly string[],
  { cwd, address }: { cwd: string; address: RegExp },
): Promise<{ url: string; close(): Promise<void> }> {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = address.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(said)));
  });
  return {
    url,
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGINT');
      await ended;
    },
  };
}
