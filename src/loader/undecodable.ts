import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Message } from '../contract/message.ts';

/** What Node puts in the place of bytes that are not UTF-8. */
const replaced = '\uFFFD';

/** An entry of a folder whose name is not UTF-8: no path leads to it. */
export interface Undecodable {
  /** Relative to the source root, its folder as it is and its name with what cannot be read replaced. */
  path: string;
  message: Message;
}

/** Whether a name may be that of such an entry. */
export function isSuspicious(name: string): boolean {
  return name.includes(replaced);
}

/** The entries of a folder whose names are not UTF-8. */
export function undecodable(root: string, folder: string): Undecodable[] {
  const entries = readdirSync(join(root, folder), { encoding: 'buffer', withFileTypes: true });
  return entries.flatMap((entry) => {
    const bytes = entry.name as unknown as Buffer;
    const name = bytes.toString();
    if (!isSuspicious(name) || Buffer.from(name).equals(bytes)) return [];
    const what = entry.isDirectory() ? 'folder' : 'file';
    const message: Message = {
      ...{ severity: 'warning', rule: 'unreadable' },
      path: posix.join(folder, escaped(bytes)),
      reason: `The name of this ${what} is not UTF-8, so it was not read; rename it.`,
    };
    return { path: posix.join(folder, name) + (entry.isDirectory() ? '/' : ''), message };
  });
}

/** A name with each byte that is not of a readable character as `\xff`. */
function escaped(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return text.replace(
    /[^ -~]/g,
    (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
