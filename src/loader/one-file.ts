import { readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../config/settings.ts';
import type { Finding } from '../contract/message.ts';
import { ContextorError } from '../errors.ts';
import type { IncludePlace } from '../files/refusals.ts';
import { faultOfLink, tooLarge } from './faults.ts';

/**
 * Why a document that somebody names would be no document of a build, or none that is read: it is
 * too large, or a link leads to it that a build does not follow.
 *
 * @throws ContextorError `DOCUMENT_MISSING` where there is no file, `DOCUMENT_UNREADABLE` where it is
 * not an ordinary one
 */
export function faultOfFile(
  path: string,
  place: IncludePlace,
  settings: Pick<Settings, 'documentLimitMb'>,
): Finding | undefined {
  const file = join(place.sourceRoot, path);
  const stats = statsOf(file);
  if (stats === undefined) throw missing(path, place.sourceRoot);
  if (!stats.isFile()) throw unreadable(file, new Error('It is not an ordinary file.'));
  const fault = faultOfLink(path, place);
  if (fault !== undefined) return { severity: 'error', ...fault };
  return tooLarge([{ path, bytes: stats.size }], settings).get(path);
}

/** @throws ContextorError `DOCUMENT_UNREADABLE` */
export function readOneFile(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

const remedy =
  'Name a file of the source folder, relative to the working folder or to that folder; --src sets the folder.';

const missing = (path: string, folder: string): ContextorError =>
  new ContextorError(`there is no document ${path} in ${folder}`, {
    code: 'DOCUMENT_MISSING',
    remedy,
  });

function unreadable(file: string, cause: unknown): ContextorError {
  return new ContextorError(`${file} cannot be read`, {
    code: 'DOCUMENT_UNREADABLE',
    remedy,
    cause,
  });
}
