import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { distFolder } from './dist-folder.ts';
import { slashed } from './source-name.ts';

/** A line of a stack: a file, by path or address, its line and its column. */
const frame =
  /^ +at (?:[^(\n]*\()?(?:async )?((?:file:|\/|[a-z]:[\\/]).*?)(?:\?[^:\n]*)?:(\d+):\d+\)?$/gim;

/**
 * What an error of a user's code says and where it was thrown: `no owner (stages/owner.ts:12)`. What
 * Node gives as the cause of an error of its own is told too.
 *
 * @param home absolute path of the configuration's folder, from which paths are told
 * @param text what it says; default its message
 */
export function saidOf(error: Error, home: string | undefined, text = messageOf(error)): string {
  if (home === undefined) return text;
  const place = thrownAt(error, home);
  return text.replaceAll(`${home}${sep}`, '') + (place === undefined ? '' : ` (${place})`);
}

function messageOf({ message, cause }: Error): string {
  const { message: why = '', code = '' } = (cause ?? {}) as NodeJS.ErrnoException;
  const more = why || code;
  return typeof more === 'string' && !message.includes(more) ? `${message}: ${more}` : message;
}

/**
 * The file and line that an error comes from: the first in its stack that is neither Node's nor
 * contextor's own nor, where there is another, that of a package.
 */
function thrownAt({ stack }: Error, home: string): string | undefined {
  if (typeof stack !== 'string') return undefined;
  const places = [...stack.matchAll(frame)].map(([, file, line]) => ({
    path: file!.startsWith('file:') ? fileURLToPath(file!) : file!,
    line,
  }));
  const others = places.filter(({ path }) => !isOurs(path));
  const own = others.find(({ path }) => !path.split(/[\\/]/).includes('node_modules'));
  const found = own ?? others[0];
  return found && `${slashed(relative(home, found.path))}:${found.line}`;
}

function isOurs(path: string): boolean {
  const root = dirname(distFolder());
  return ['dist', 'src', 'transforms', 'node_modules'].some((folder) =>
    path.startsWith(join(root, folder) + sep),
  );
}
