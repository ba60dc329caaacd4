import { AsyncLocalStorage } from 'node:async_hooks';
import { Console } from 'node:console';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AnyStage } from '../../transforms/define.ts';
import { ContextorError } from '../errors.ts';
import { hashOf } from '../files/hash.ts';
import { moduleHashes } from '../files/module-hashes.ts';
import { saidOf } from '../files/thrown-at.ts';
import type { ResolvedTransform } from './setup.ts';
import { stageOf } from './stage-module.ts';

/**
 * Loads the user's stages. The default export of a module is a transform, a function that makes
 * one from the options, or a remark plugin.
 *
 * @throws ContextorError `TRANSFORM_LOAD`, `TRANSFORM_INVALID`, `TRANSFORM_OPTION`.
 */
export const loadTransforms = async (resolved: readonly ResolvedTransform[]): Promise<AnyStage[]> =>
  Promise.all(resolved.map(async (one) => stageOf(one.inline ?? (await load(one)), one)));

async function load({ name, url, home }: ResolvedTransform): Promise<unknown> {
  try {
    return await quietly(() => importDefault(url!));
  } catch (cause) {
    const text = cause instanceof Error ? saidOf(cause, home) : String(cause);
    const [first, second = ''] = text.split('\n');
    // A parser may give the place on a line of its own.
    const what = /:\d+:\d+$/.test(second) ? `${first!.trim()} (${second.trim()})` : first;
    throw new ContextorError(`the transform '${name}' cannot be loaded: ${what}`, {
      code: 'TRANSFORM_LOAD',
      remedy: 'Run the module with node to see what is wrong.',
      cause,
    });
  }
}

/** What was loaded, by path, with the hashes of all that it is made of. */
const loaded = new Map<string, { made: string; module: Promise<unknown> }>();

/** The default export of a JavaScript or TypeScript module; loaded anew where a part of it has changed. */
export function importDefault(url: string): Promise<unknown> {
  const path = fileURLToPath(url);
  const hashes = moduleHashes([path]);
  const made = JSON.stringify(hashes);
  const known = loaded.get(path);
  if (known?.made === made) return known.module;
  const changed = known && hashes.map(([file]) => file);
  const module = importModule(`${url}?${hashOf(made)}`, changed).then(
    (module) => module.default ?? module.transform ?? module,
  );
  loaded.set(path, { made, module });
  // What is missing may be there next time.
  module.catch(() => loaded.set(path, { made: '', module }));
  return module;
}

/** @param changed files of an earlier version, which Node would take from its memory */
async function importModule(url: string, changed?: readonly string[]) {
  const path = fileURLToPath(url);
  const isTypeScript = /\.[cm]?tsx?$/.test(path);
  if (changed === undefined && !isTypeScript) return import(url);
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, { moduleCache: false });
  if (changed === undefined) return jiti.import<Record<string, unknown>>(path);
  const { cache } = createRequire(path);
  for (const file of changed) delete cache[file];
  try {
    // Only what is required is read again in all its parts.
    return jiti(path);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Only an import knows an `await` outside of functions.
    return import(url);
  }
}

const inside = new AsyncLocalStorage<true>();
const methods = ['log', 'info', 'debug', 'dir', 'dirxml', 'table', 'group'] as const;
let patched = false;

/** Calls a user's code; what it writes with `console` goes to stderr, for stdout is for content. */
export function quietly<T>(run: () => T): T {
  if (!patched) patch();
  return inside.run(true, run);
}

function patch(): void {
  patched = true;
  const quiet = new Console({ stdout: process.stderr, stderr: process.stderr });
  for (const method of methods) {
    const loud = console[method] as (...values: unknown[]) => void;
    const soft = quiet[method] as (...values: unknown[]) => void;
    console[method] = (...values: unknown[]) => {
      if (inside.getStore()) soft.apply(quiet, values);
      else loud.apply(console, values);
    };
  }
}
