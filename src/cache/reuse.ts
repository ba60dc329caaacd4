import { join } from 'node:path';
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
  /** Whether the pages of the site are those of the last build. */
  samePages: boolean;
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
  samePages,
}: ReuseOptions): Map<string, Mark> {
  const { sourceRoot, site, files, outputs } = plan;
  const view = siteView(site, { sourceRoot, still: true });
  const includes = includeHashes(sourceRoot);
  const holds = (basis: DocumentBasis, source: Mark): boolean =>
    basis.shape === shape &&
    basis.out === outputs.get(basis.path) &&
    isSameSource(basis, source, sourceRoot) &&
    basis.includes.every(([path, hash]) => includes(path) === hash) &&
    view.holds(basis.site, samePages);
  const reusable = new Map<string, Mark>();
  for (const { path, bytes, mtimeMs, ctimeMs, ino } of files) {
    const basis = bases.get(path)?.basis;
    if (basis === undefined || !holds(basis, [bytes, mtimeMs, ctimeMs, ino])) continue;
    const output = intactOutput(basis, outRoot);
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
  const now = markOfFile(join(outRoot, out));
  if (now === undefined || now[0] !== output[0]) return undefined;
  const intact = equalMarks(now, output) || hashOfFile(join(outRoot, out)) === outputHash;
  return intact ? now : undefined;
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
