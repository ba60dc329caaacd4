import { lstatSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ContextorError } from '../../errors.ts';
import { tryList } from '../../files/disk.ts';
import type { Target } from '../../loader/collisions.ts';
import { lockName, privatePrefix } from './lock-name.ts';

/** Files by which a build or a share of one is known to have written to a folder. */
const signs = ['manifest.json', 'index.jsonl', 'part.json', lockName];

/** Files that belong to no one: of version control and of file managers. */
const neutralFiles = /^(?:\.git(?:ignore|keep|attributes)?|\.DS_Store|Thumbs\.db|desktop\.ini)$/;

/**
 * Refuses a folder that is in use for something else.
 *
 * @throws ContextorError `OUT_FOREIGN`, naming a file
 */
export function refuseForeignFolder(outRoot: string): void {
  const own = tryList(outRoot).some(
    ({ name }) => signs.includes(name) || name.startsWith(privatePrefix),
  );
  const foreign = own ? undefined : firstFile(outRoot, '');
  if (foreign !== undefined) throw refusal(outRoot, foreign);
}

/**
 * Refuses to write over a file that no earlier build wrote. Where the list of what they wrote is gone,
 * nothing tells whose the files are.
 *
 * @throws ContextorError `OUT_FOREIGN`, naming the file
 */
export function refuseForeignFiles(
  outRoot: string,
  { targets, ledger }: { targets: readonly Target[]; ledger: readonly Target[] },
): void {
  if (ledger.length === 0) return;
  const own = new Set(ledger.map(({ out }) => out));
  const foreign = targets.find(({ out }) => !own.has(out) && isFile(join(outRoot, out)));
  if (foreign !== undefined) throw refusal(outRoot, foreign.out);
}

/** The first file, in the order of names, that is not anyone's; folders that hold none do not count. */
function firstFile(root: string, folder: string): string | undefined {
  for (const entry of tryList(join(root, folder))) {
    const path = posix.join(folder, entry.name);
    if (neutralFiles.test(entry.name)) continue;
    const found = entry.isDirectory() ? firstFile(root, path) : path;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** False below a file, too; the document reports that nothing can be written there. */
function isFile(path: string): boolean {
  try {
    return lstatSync(path).isFile();
  } catch {
    return false;
  }
}

function refusal(outRoot: string, name: string): ContextorError {
  return new ContextorError(
    `the output folder ${outRoot} holds ${name}, which contextor did not write`,
    {
      code: 'OUT_FOREIGN',
      remedy:
        'Choose a folder of its own with --out or "out", or pass --force-out to write there anyway; files with the same names are overwritten.',
    },
  );
}
