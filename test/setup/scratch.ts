import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const prefix = 'contextor-tests-';

/**
 * All temporary folders of a run stand in one, which goes when the run is over. Its projects share
 * it: a folder inside another would make paths too long for the socket of a browser.
 */
export default function scratchFolder(): () => void {
  if (basename(tmpdir()).startsWith(prefix)) return () => {};
  const folder = mkdtempSync(join(tmpdir(), prefix));
  // Some tests run the command as another user.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
