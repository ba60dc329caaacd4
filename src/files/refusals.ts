import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import picomatch from 'picomatch';
import { isOrdinaryFile, readOrdinaryFile } from './disk.ts';
import { isInside, realOf } from './inside.ts';
import { isPrivatePath } from './private-path.ts';
import { slashed } from './source-name.ts';

/** Which files a page may include, or be a link to. */
export interface IncludePlace {
  /** Absolute source root. */
  sourceRoot: string;
  /** Absolute; nothing outside is ever read. Default: the source root. */
  projectRoot?: string;
  /** Globs of private files that may be included, relative to the source root. */
  mayInclude?: readonly string[] | undefined;
}

/**
 * Tells why a file that exists may not be read: it lies outside of the roots, or is private in the
 * innermost of them that holds it, as it is spelled or as it is found behind links.
 */
export function includeRefusals({
  sourceRoot,
  projectRoot = sourceRoot,
  mayInclude = [],
}: IncludePlace): (path: string) => 'outside' | 'private' | undefined {
  const roots = [sourceRoot, projectRoot];
  const named = (path: string) => slashed(relative(sourceRoot, path));
  const isAllowed = picomatch([...mayInclude], { dot: true });
  const real = roots.map((root) => [realOf(root) ?? root, root] as const);
  const isPrivate = (path: string) => {
    const root = roots.find((each) => isInside(each, path))!;
    return isPrivatePath(slashed(relative(root, path))) && !isAllowed(named(path));
  };
  return (path) => {
    if (!roots.some((root) => isInside(root, path))) return 'outside';
    const target = realpathSync.native(path);
    const holder = real.find(([folder]) => isInside(folder, target));
    if (holder === undefined) return 'outside';
    const found = join(holder[1], relative(holder[0], target));
    return isPrivate(path) || isPrivate(found) ? 'private' : undefined;
  };
}

/** Reads the files that documents could include too; undefined for what may not be read or is not a file. */
export function allowedReader(place: IncludePlace): (path: string) => string | undefined {
  const refusalOf = includeRefusals(place);
  return (path) => {
    const isAllowed = isOrdinaryFile(path) && refusalOf(path) === undefined;
    return isAllowed ? readOrdinaryFile(path)?.replace(/^\uFEFF/, '') : undefined;
  };
}
