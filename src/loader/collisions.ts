import type { Message } from '../contract/message.ts';

/** A document and the output it would be written to. */
export interface Target {
  /** Path of the source, relative to the source root. */
  path: string;
  /** Path of the output, relative to the output root. */
  out: string;
}

/**
 * Finds the documents whose output another one takes. Names that differ by letter case or by the
 * composition of accents are one file on many disks, so they collide everywhere. The first in path
 * order keeps the output; each of the others gets an error.
 */
export function collisions(targets: readonly Target[]): Map<string, Message> {
  const takers = new Map<string, string>();
  const losers = new Map<string, Message>();
  for (const { path, out } of targets) {
    const key = out.normalize('NFC').toLowerCase();
    const taker = takers.get(key);
    if (taker === undefined) takers.set(key, path);
    else losers.set(path, collision(path, taker, out));
  }
  return losers;
}

function collision(path: string, taker: string, out: string): Message {
  return {
    severity: 'error',
    rule: 'collision',
    reason: `Its output ${out} is already that of ${taker}; rename one of them, or exclude one.`,
    path,
  };
}
