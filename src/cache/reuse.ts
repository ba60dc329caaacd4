import { join } from 'node:path';
import { entryPath } from '../files/inside.ts';
import { equalMarks, hashOfFile, type Mark, markOfFile } from '../files/mark.ts';
import { hashOfInclude } from '../includes/include-text.ts';
import type { SourceFile } from '../loader/discover.ts';
import type { Plan } from '../loader/plan.ts';
import { siteViews } from '../loader/site-files.ts';
import { getOrMake } from '../maps.ts';
import type { DocumentBasis, Records, SiteMark } from './records.ts';

interface ReuseOptions {
  plan: Plan;
  outRoot: string;
  records: Records;
  /** Hash of what shapes a document's result beside files. */
  shape: string;
  /** Of this build. */
  site: SiteMark;
  /** What stages declare that the result of a document depends on. */
  stageKeyOf?: ((path: string) => string | undefined) | undefined;
}

/**
 * The documents whose last result still holds, with the marks of their outputs: source, includes,
 * site lookups and output are what they were. Marks are compared first, contents where marks differ
 * or may hide a change.
 */
export function reusableDocuments(options: ReuseOptions): Map<string, Mark> {
  const { plan, outRoot, records, shape, site, stageKeyOf } = options;
  const { sourceRoot, files, outputs } = plan;
  const isSameInSite = siteCheck(plan, site, records);
  const includes = includeHashes(sourceRoot);
  const isUpToDate = (basis: DocumentBasis, file: SourceFile): boolean =>
    basis.shape === shape &&
    basis.out === outputs.get(basis.path) &&
    isSameSource(basis, file, sourceRoot) &&
    basis.stageKey === stageKeyOf?.(basis.path) &&
    basis.includes.every(([path, hash]) => includes(path) === hash) &&
    isSameInSite(basis.path);
  const reusable = new Map<string, Mark>();
  for (const file of files) {
    const basis = records.basisOf(file.path);
    if (basis === undefined || !isUpToDate(basis, file)) continue;
    const output = intactOutput(basis, outRoot);
    if (output !== undefined) reusable.set(file.path, output);
  }
  return reusable;
}

/** Tells of a document whether its lookups would give the same in this site. */
function siteCheck(plan: Plan, site: SiteMark, records: Records): (path: string) => boolean {
  const { pages, files } = records.overall.site ?? {};
  const samePages = pages === site.pages;
  if (samePages && files === site.files) return () => true;
  const viewOf = siteViews(plan);
  return (path) => viewOf(path).isCurrent(JSON.parse(records.read(path)![1]), { samePages });
}

/** Whether the scan of a file still holds; this does not depend on the site. */
export function isSameSource(
  { path, source, racy, hash }: DocumentBasis,
  file: SourceFile,
  sourceRoot: string,
): boolean {
  if (!racy && equalMarks(source, markOfSource(file))) return true;
  return source[0] === file.bytes && hashOfFile(join(sourceRoot, path)) === hash;
}

export const markOfSource = ({ bytes, mtimeMs, ctimeMs, ino }: SourceFile): Mark => [
  bytes,
  mtimeMs,
  ctimeMs,
  ino,
];

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

function includeHashes(sourceRoot: string): (path: string) => string {
  const known = new Map<string, string>();
  return (path) => getOrMake(known, path, () => hashOfInclude(join(sourceRoot, path)));
}
