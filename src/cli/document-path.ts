import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Settings } from '../config/settings.ts';
import { ContextorError } from '../errors.ts';

/** The path of a document relative to the sources, as people give it: from here, or from the sources. */
export function documentPath(given: string, { sourceRoot }: Settings, cwd: string): string {
  const fromHere = relative(sourceRoot, resolve(cwd, given)).split(sep).join('/');
  if (!fromHere.startsWith('../') && existsSync(resolve(cwd, given))) return fromHere;
  if (existsSync(join(sourceRoot, given))) return given.split(sep).join('/');
  throw new ContextorError(`there is no document ${given} in ${sourceRoot}`, {
    code: 'DOCUMENT_MISSING',
    remedy:
      'Name a file below the source folder, relative to here or to that folder; --src sets the folder.',
  });
}

/** The path of a text that comes from elsewhere; the file need not exist. */
export function virtualPath(given: string, { sourceRoot }: Settings, cwd: string): string {
  const fromHere = relative(sourceRoot, resolve(cwd, given)).split(sep).join('/');
  return fromHere.startsWith('../')
    ? given
        .split(sep)
        .join('/')
        .replace(/^(?:\.*\/)+/, '')
    : fromHere;
}
