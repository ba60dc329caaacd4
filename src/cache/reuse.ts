import { join } from 'node:path';
import { entryPath } from '../entry-path.ts';
import type { Plan } from '../loader/plan.ts';
import { siteView } from '../site/view.ts';
import { hashOfFile } from './hash.ts';
import { hashOfInclude } from './include-hash.ts';
import { equalMarks, type Mark, markOfFile } from './mark.ts';
import type { DocumentBasis, KnownBasis } from './records.ts';

interface ReuseOptions {
  plan: Plan;
  outRoot: string;
  bases: ReadonlyMap<string, KnownBasis>;
  shape: string;
  /** How much of the site is as at the last build: names of files and pages, pages alone, or less. */
  same: 'site' | 'pages' | undefined;
}

/**
 * The documents whose last result still holds, with the marks of their outputs: source, includes,
 * site lookups and output are what they were. Marks are compared first, contents where marks differ
 * or may hide a change.
 */
export function reusableDocuments({
  plan,
  outRoot,
  bases,
  shape,
  same,
}: ReuseOptions): Map<string, Mark> {
  const { sourceRoot, site, files, outputs } = plan;
  const view = siteView(site, { sourceRoot, still: true });
  const includes = includeHashes(sourceRoot);
  const holds = ({ basis, lookups }: KnownBasis, source: Mark): boolean =>
    basis.shape === shape &&
    basis.out === outputs.get(basis.path) &&
    isSameSource(basis, source, sourceRoot) &&
    basis.includes.every(([path, hash]) => includes(path) === hash) &&
    (same === 'site' || view.holds(lookupsOf(lookups), same === 'pages'));
  const reusable = new Map<string, Mark>();
  for (const { path, bytes, mtimeMs, ctimeMs, ino } of files) {
    const known = bases.get(path);
    if (known === undefined || !holds(known, [bytes, mtimeMs, ctimeMs, ino])) continue;
    const output = intactOutput(known.basis, outRoot);
    if (output !== undefined) reusable.set(path, output);
  }
  return reusable;
}

/** Whether what the site scan found in a file still holds; told without the site. */
export function isSameSource(
  { path, source, racy, hash }: DocumentBasis,
  now: Mark,
  sourceRoot: string,
): boolean {
  if (!racy && equalMarks(source, now)) return true;
  return source[0] === now[0] && hashOfFile(join(sourceRoot, path)) === hash;
}

/** The mark of a document's output, where it is what was written. */
export function intactOutput(
  { out, output, outputHash }: DocumentBasis,
  outRoot: string,
): Mark | undefined {
  const now = markOfFile(entryPath(outRoot, out));
  if (now === undefined || now[0] !== output[0]) return undefined;
  const intact = equalMarks(now, output) || hashOfFile(join(outRoot, out)) === outputHash;
  return intact ? now : undefined;
}

/** A line that the disk has spoiled gives a lookup that does not hold. */
function lookupsOf(line: string): string[] {
  try {
    return JSON.parse(line);
  } catch {
    return ['asset:'];
  }
}

function includeHashes(sourceRoot: string): (path: string) => string {
  const known = new Map<string, string>();
  return (path) => {
    let hash = known.get(path);
    if (hash === undefined) {
      hash = hashOfInclude(join(sourceRoot, path));
      known.set(path, hash);
    }
    return hash;
  };
}
