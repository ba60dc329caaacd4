import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bin } from './render-site.ts';
import type { Tree } from './trees.ts';

/** Runs `contextor serve` until it is closed. */
export async function serveTree(
  { cwd, args }: Tree,
  { site, out }: { site: string; out: string },
): Promise<{ url: string; close(): Promise<void> }> {
  const child = spawn(
    process.execPath,
    [bin, 'serve', ...args, '--out', out, '--site', site, '--port', '0'],
    { cwd, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /^Serving at (\S+)\/llms\.txt/m.exec(said)?.[1];
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
