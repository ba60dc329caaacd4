import picomatch from 'picomatch';
import type { Settings } from '../config/settings.ts';
import { hashOf } from '../files/hash.ts';
import type { DerivedText } from '../job/setup.ts';
import type { BuildSite } from '../site/build-site.ts';
import type { SourceFile } from './discover.ts';
import { withoutEnding } from './other-formats.ts';
import { forwardSlashes } from './patterns.ts';

/** The pages that a site makes from other files, without those that have a document or are not wanted. */
export function derivedFiles(
  site: BuildSite | undefined,
  files: readonly SourceFile[],
  { include, exclude }: Pick<Settings, 'include' | 'exclude'>,
): SourceFile[] {
  const pages = site?.derived ?? [];
  if (pages.length === 0) return [];
  const written = new Set(files.map(({ path }) => withoutEnding(path)));
  const ignore = exclude.map(forwardSlashes);
  const isWanted = picomatch(include.map(forwardSlashes), { ignore });
  return pages
    .filter(({ path }) => !written.has(withoutEnding(path)) && isWanted(path))
    .map(({ path, ...derived }) => ({ path, ...marksOf(derived.text), derived }));
}

/** Marks that tell one text from another, as those of files do. */
const marksOf = (text: string): Omit<SourceFile, 'path'> => ({
  bytes: Buffer.byteLength(text),
  mtimeMs: 0,
  ctimeMs: 0,
  ino: Buffer.from(hashOf(text), 'base64url').readUIntBE(0, 6),
});

/** The pages that are no files, by their paths. */
export const derivedAmong = (files: readonly SourceFile[]): ReadonlyMap<string, DerivedText> =>
  new Map(files.flatMap(({ path, derived }) => (derived ? [[path, derived]] : [])));
