import { serveCommand } from '../served-command.ts';
import type { Tree } from './trees.ts';

/** Runs `contextor serve` until it is closed. */
export function serveTree(
  { cwd, args }: Tree,
  { site, out }: { site: string; out: string },
): Promise<{ url: string; close(): Promise<void> }> {
  return serveCommand(['serve', ...args, '--out', out, '--site', site, '--port', '0'], {
    cwd,
    address: /^Serving at (\S+)\/llms\.txt/m,
  });
}
