import { join } from 'node:path';
import { attempt } from '../../attempt.ts';
import { tryRead } from '../../files/disk.ts';
import { isOutputPath, publishedNames } from '../../files/output-path.ts';
import { readLines } from '../../files/text-file.ts';
import type { Target } from '../../loader/collisions.ts';

/** Name of the list, in the lock's folder, of what a build is about to write. */
export const planName = 'plan.jsonl';

/** The lines of the last build's index that can be read. */
export const readIndex = (outRoot: string): Target[] =>
  listed(Array.from(linesOf(join(outRoot, 'index.jsonl')), parsed));

/**
 * The outputs that contextor wrote into a folder: those of the index and those that the manifest
 * keeps, and what a build that died had planned. Nothing else is ever removed.
 */
export function readLedger(outRoot: string, abandoned: string | undefined): Target[] {
  const manifest = readJson(join(outRoot, 'manifest.json'));
  const generated = new Set(generatedIn(manifest));
  const entries = [
    ...readOpenings(join(outRoot, 'index.jsonl')).filter(({ out }) => !generated.has(out)),
    ...listed(manifest?.kept),
    ...(abandoned === undefined ? [] : readOpenings(join(abandoned, planName))),
  ];
  const byOut = new Map(entries.map(({ path, out }) => [out, { path, out }]));
  return [...byOut.values()];
}

/** None if there is no such file; other problems with it show when it is written. */
function* linesOf(path: string): Generator<string> {
  try {
    yield* readLines(path);
  } catch {
    // The same.
  }
}

const readOpenings = (path: string): Target[] => listed(Array.from(linesOf(path), openingOf));

const opening = /^\{"path":("(?:[^"\\]|\\.)*"),"out":("(?:[^"\\]|\\.)*")[,}]/;

/** Path and output of a line, which stand first where contextor wrote it; the rest is not looked at. */
function openingOf(line: string): unknown {
  const [, path, out] = opening.exec(line) ?? [];
  return path === undefined ? parsed(line) : parsed(`{"path":${path},"out":${out}}`);
}

/** Undefined if there is no such file; other problems with it show when it is written. */
const readJson = (path: string): Record<string, unknown> | undefined =>
  parsed(tryRead(path) ?? '') as Record<string, unknown> | undefined;

const parsed = (text: string): unknown => attempt(() => JSON.parse(text));

/** Only entries that a build can have written: inside the folder, with the output's extension. */
function listed(entries: unknown): Target[] {
  if (!Array.isArray(entries)) return [];
  return entries.filter((entry): entry is Target => {
    const { path, out } = (entry ?? {}) as Partial<Target>;
    return typeof path === 'string' && typeof out === 'string' && isOwnName(out);
  });
}

const isOwnName = (out: string): boolean =>
  out.endsWith('.mdc') && !out.startsWith('/') && !out.split('/').includes('..');

const named: ReadonlySet<string> = new Set(publishedNames);
const skillOrBundle = /^(?:SKILL\.md|skills\/[^/\\]+\/SKILL\.md|bundles\/[^/\\]+\.mdc?)$/;

/** Files beside the documents that the last build published, and that stages of the user's wrote. */
export function readPublished(outRoot: string): string[] {
  const manifest = readJson(join(outRoot, 'manifest.json'));
  const files = Array.isArray(manifest?.files) ? manifest.files : [];
  const published = files.filter(
    (file) => typeof file === 'string' && (named.has(file) || skillOrBundle.test(file)),
  );
  return [...published, ...generatedIn(manifest)];
}

/** Files of the user's stages: inside the folder, and nothing hidden. */
function generatedIn(manifest: Record<string, unknown> | undefined): string[] {
  if (!Array.isArray(manifest?.generated)) return [];
  const outs = manifest.generated.map((entry) => (entry as Partial<Target> | null)?.out);
  return outs.filter((out) => typeof out === 'string' && isOutputPath(out)) as string[];
}
