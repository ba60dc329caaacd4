import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mergeModule } from '../config/document-settings.ts';
import type { Settings } from '../config/settings.ts';
import { ContextorError } from '../errors.ts';
import type { ResolvedTransform } from '../job/setup.ts';

/**
 * Finds the modules of the user's transforms, from the folder that the run was started for; the
 * sources are never looked at.
 *
 * @throws ContextorError `MODULE_MISSING`
 */
export function resolveTransforms(
  settings: Pick<Settings, 'transforms' | 'cwd'>,
): ResolvedTransform[] {
  return settings.transforms.map((entry) => {
    const said = entryOf(entry);
    const home = settings.cwd;
    if (said.module === undefined) return { name: nameOf(said.inline), home, ...said };
    const { module, ...rest } = said;
    const url = module instanceof URL ? module.href : moduleUrl(module, settings.cwd, 'transforms');
    return { name: String(module), home, url, ...rest };
  });
}

type Entry = Settings['transforms'][number];
type LongEntry = Omit<ResolvedTransform, 'name' | 'home' | 'url'> & { module?: string | URL };

/** An entry in its long form; a stage that is not a module is there itself. */
function entryOf(entry: Entry): LongEntry {
  if (typeof entry === 'string' || entry instanceof URL) return { module: entry };
  return typeof entry === 'object' && 'module' in entry ? entry : { inline: entry };
}

const nameOf = (inline: unknown): string =>
  (inline as { name?: string }).name || 'a function in the configuration';

/** Address of the module with the merge spec; undefined if the configuration contains the spec itself. */
export function resolveMerge(settings: Pick<Settings, 'merge' | 'cwd'>): string | undefined {
  const module = mergeModule(settings.merge);
  return module === undefined ? undefined : moduleUrl(module, settings.cwd, 'merge');
}

function moduleUrl(name: string, cwd: string, key: string): string {
  const path = /^\.{0,2}[\\/]|^[a-z]:[\\/]/i.test(name)
    ? fileAt(resolve(cwd, name))
    : packageEntry(name, cwd);
  if (path !== undefined) return pathToFileURL(path).href;
  throw new ContextorError(`the module '${name}' of "${key}" was not found from ${cwd}`, {
    code: 'MODULE_MISSING',
    remedy: name.startsWith('.')
      ? 'Give its path relative to the configuration, with its extension.'
      : `Install it (npm install --save-dev ${name}), or give a path that begins with ./`,
  });
}

const fileAt = (path: string): string | undefined => (existsSync(path) ? path : undefined);

function packageEntry(name: string, cwd: string): string | undefined {
  try {
    return createRequire(join(cwd, 'resolve.js')).resolve(name);
  } catch {
    return importEntry(name, cwd) ?? fileAt(resolve(cwd, name));
  }
}

/** `require.resolve` does not find packages that can only be imported, as most remark plugins. */
function importEntry(name: string, cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const root = join(folder, 'node_modules', name);
    const manifest = join(root, 'package.json');
    if (existsSync(manifest)) {
      const { exports, main } = JSON.parse(readFileSync(manifest, 'utf8'));
      return fileAt(join(root, importTarget(exports) ?? main ?? 'index.js'));
    }
    if (folder === dirname(folder)) return undefined;
  }
}

function importTarget(exports: unknown): string | undefined {
  if (typeof exports === 'string') return exports;
  if (typeof exports !== 'object' || exports === null) return undefined;
  const table = exports as Record<string, unknown>;
  return importTarget(table['.'] ?? table.import ?? table.node ?? table.default);
}
