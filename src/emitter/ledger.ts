import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from './collisions.ts';

/** Name of the list, in the lock's folder, of what a build is about to write. */
export const planName = 'plan.jsonl';

/** The lines of the last build's index that can be read. */
export function readIndex(outRoot: string): Target[] {
  return listed(linesOf(join(outRoot, 'index.jsonl')).map(parsed));
}

/**
 * The outputs that contextor wrote into a folder: those of the index and those that the manifest
 * keeps, and what a build that died had planned. Nothing else is ever removed.
 *
 * @param indexed what the index lists; default: it is read
 */
export function readLedger(
  outRoot: string,
  abandoned: string | undefined,
  indexed: readonly Target[] = readOpenings(join(outRoot, 'index.jsonl')),
): Target[] {
  const entries = [
    ...indexed,
    ...listed(readJson(join(outRoot, 'manifest.json'))?.kept),
    ...(abandoned === undefined ? [] : readOpenings(join(abandoned, planName))),
  ];
  const byOut = new Map(entries.map(({ path, out }) => [out, { path, out }]));
  return [...byOut.values()];
}

function linesOf(path: string): string[] {
  return readText(path).split('\n').filter(Boolean);
}

function readOpenings(path: string): Target[] {
  return listed(linesOf(path).map(openingOf));
}

const opening = /^\{"path":("(?:[^"\\]|\\.)*"),"out":("(?:[^"\\]|\\.)*")[,}]/;

/** Path and output of a line, which stand first where contextor wrote it; the rest is not looked at. */
function openingOf(line: string): unknown {
  const [, path, out] = opening.exec(line) ?? [];
  return path === undefined ? parsed(line) : parsed(`{"path":${path},"out":${out}}`);
}

function readJson(path: string): Record<string, unknown> | undefined {
  return parsed(readText(path)) as Record<string, unknown> | undefined;
}

/** Empty where there is no such file; what else is wrong with it shows when it is written. */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Only entries that a build can have written: inside the folder, with the output's extension. */
function listed(entries: unknown): Target[] {
  if (!Array.isArray(entries)) return [];
  return entries.filter((entry): entry is Target => {
    const { path, out } = (entry ?? {}) as Partial<Target>;
    return typeof path === 'string' && typeof out === 'string' && isOwnName(out);
  });
}

function isOwnName(out: string): boolean {
  return out.endsWith('.mdc') && !out.startsWith('/') && !out.split('/').includes('..');
}

const sharedFile = /^(?:llms(?:-full)?\.txt|SKILL\.md|bundles\/[^/\\]+\.mdc?)$/;

/** Files beside the documents that the last build published. */
export function readPublished(outRoot: string): string[] {
  const files = readJson(join(outRoot, 'manifest.json'))?.files;
  if (!Array.isArray(files)) return [];
  return files.filter((file): file is string => typeof file === 'string' && sharedFile.test(file));
}
