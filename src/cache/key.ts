import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Settings } from '../config/settings.ts';
import { hashOf } from '../document/hash.ts';
import { resolveMerge, resolveTransforms } from '../pool/host/resolve-modules.ts';
import { workerEntry } from '../pool/host/worker-entry.ts';
import { version } from '../version.ts';

/** Raised when the form of the cache changes. */
const cacheFormat = 4;

/** Settings that change how a build runs, and nothing of what it gives. */
const idle: ReadonlySet<string> = new Set([
  '$schema',
  'parallel',
  'executor',
  'maxWorkers',
  'batchSize',
  'memoryLimitMb',
  'parallelTransforms',
  'cpuIntensiveThreshold',
  'inlineThreshold',
  'documentTimeoutMs',
  'cache',
  'strict',
  'tokenBudget',
]);

/** Tells apart everything but the documents that the output depends on: tool, settings, own modules. */
export function settingsKey(settings: Settings): string {
  const shaping = Object.entries(settings).filter(([name]) => !idle.has(name));
  const urls = resolveTransforms(settings).map(({ url }) => url);
  const merge = resolveMerge(settings);
  const modules = moduleHashes(merge === undefined ? urls : [...urls, merge]);
  const parts = [cacheFormat, version, toolMark(), shaping, modules];
  return hashOf(
    JSON.stringify(parts, (_, value) => (typeof value === 'function' ? String(value) : value)),
  );
}

/** A version under development changes without its number. */
function toolMark(): number {
  return statSync(workerEntry('threads'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Hashes of modules and of what they import by relative paths. */
function moduleHashes(urls: readonly string[]): [path: string, hash: string][] {
  const hashes = new Map<string, string>();
  const waiting = urls.map((url) => fileURLToPath(url));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (hashes.has(path)) continue;
    const text = tryRead(path);
    hashes.set(path, text === undefined ? '' : hashOf(text));
    for (const [, specifier] of text?.matchAll(relativeImport) ?? []) {
      waiting.push(resolve(dirname(path), specifier!));
    }
  }
  return [...hashes].sort();
}

const relativeImport = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"](\.{1,2}\/[^'"\n]+)['"]/g;

function tryRead(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
