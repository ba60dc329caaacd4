import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import type { Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
import { statsOf } from '../files/disk.ts';
import { isPrivatePath } from '../files/private-path.ts';
import { type IncludePlace, includeRefusals } from '../files/refusals.ts';
import { forwardSlashes } from './patterns.ts';

const refusals = {
  private: {
    rule: 'link-private',
    reason:
      'This link leads to a file that is hidden, a key, or in .git or node_modules; it was not read.',
  },
  outside: {
    rule: 'link-outside',
    reason: 'This link leads out of the project and was not read; copy the file instead.',
  },
};

/** Why a symbolic link that is named like a document is not read; undefined if it leads to what a page may include. */
export function faultOfLink(
  path: string,
  place: IncludePlace,
): Pick<Message, 'rule' | 'reason'> | undefined {
  const file = join(place.sourceRoot, path);
  try {
    const real = realpathSync.native(file);
    const refusal = real === file ? undefined : includeRefusals(place)(real);
    return refusal && refusals[refusal];
  } catch (error) {
    const why = linkFaults[(error as NodeJS.ErrnoException).code ?? ''] ?? 'cannot be followed';
    return { rule: 'link-broken', reason: `This link ${why}, so there is no document.` };
  }
}

const linkFaults: Readonly<Record<string, string>> = {
  ENOENT: 'leads to nothing',
  ENOTDIR: 'leads to nothing',
  ELOOP: 'leads to itself',
  EACCES: 'leads to a file that this user may not read',
};

/** One message for all links to folders, which are not followed; a folder inside the source is read where it is. */
export function linkedFolders(
  root: string,
  links: readonly string[],
  { ignored, exclude }: { ignored: (path: string) => boolean; exclude: readonly string[] },
): Message[] {
  const isExcluded = picomatch(exclude.map(forwardSlashes));
  const isRead = (path: string) => !isPrivatePath(path) && !isExcluded(path) && !ignored(path);
  const folders = links
    .filter((path) => isRead(path) && statsOf(join(root, path))?.isDirectory())
    .sort();
  if (folders.length === 0) return [];
  const [first] = folders;
  const count =
    folders.length === 1
      ? `1 link to a folder (${first})`
      : `${folders.length} links to folders (the first is ${first})`;
  const reason = `${count} not followed: to read the documents there, name the folder in \`src\``;
  return [{ severity: 'info', rule: 'linked-folder', reason, path: '.' }];
}

/** Documents over `documentLimitMb`, with the error that each gets. */
export function tooLarge(
  files: readonly { path: string; bytes: number }[],
  { documentLimitMb }: Pick<Settings, 'documentLimitMb'>,
): Map<string, Message> {
  const large = files.filter(({ bytes }) => bytes > documentLimitMb * 1024 * 1024);
  return new Map(
    large.map(({ path, bytes }) => {
      const size = Math.ceil(bytes / 1024 / 1024);
      const reason = `It has ${size} MB, more than \`documentLimitMb\` allows (${documentLimitMb}); it was not read.`;
      return [path, { severity: 'error', rule: 'too-large', reason, path }];
    }),
  );
}
