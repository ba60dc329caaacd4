import type { Message } from '../contract/message.ts';
import { ownNames, publishedNames } from '../files/output-path.ts';

const files: ReadonlySet<string> = new Set([...ownNames, ...publishedNames]);

/** A document and the output that it would be written to. */
export interface Target {
  /** Path of the source, relative to the source root. */
  path: string;
  /** Path of the output, relative to the output root. */
  out: string;
}

/**
 * Finds the documents whose output another one takes. Names that differ by letter case or by the
 * composition of accents are one file on many disks, so they collide everywhere. The first in path
 * order keeps the output; each of the others gets an error. So does one in a folder that has the
 * name of a file of contextor's.
 */
export function collisions(targets: readonly Target[]): Map<string, Message> {
  const takers = new Map<string, string>();
  const losers = new Map<string, Message>();
  for (const { path, out } of targets) {
    const key = out.normalize('NFC').toLowerCase();
    const [folder = ''] = key.split('/');
    const taker = takers.get(key);
    const lose = (reason: string) =>
      losers.set(path, { severity: 'error', rule: 'collision', reason, path });
    if (files.has(folder))
      lose(
        `Its output ${out} needs a folder named ${folder}, but contextor writes a file of that name; rename the folder, or set another prefix.`,
      );
    else if (taker === undefined) takers.set(key, path);
    else lose(`Its output ${out} is already that of ${taker}; rename one of them, or exclude one.`);
  }
  return losers;
}
