import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** All temporary folders of a run stand in one, which goes when the run is over. */
export default function scratchFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'contextor-tests-'));
  // Some tests run the command as another user.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
