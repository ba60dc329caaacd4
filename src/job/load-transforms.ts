import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Transform } from '../../transforms/define.ts';
import { ContextorError } from '../errors.ts';
import { quietly } from './quiet-console.ts';
import type { ResolvedTransform } from './setup.ts';
import { stageOf } from './stage-module.ts';

/**
 * Loads the user's transforms. The default export of a module is a transform, a function that makes
 * one from the options, or a remark plugin.
 *
 * @throws ContextorError `TRANSFORM_LOAD`, `TRANSFORM_INVALID`, `TRANSFORM_OPTION`.
 */
export async function loadTransforms(resolved: readonly ResolvedTransform[]): Promise<Transform[]> {
  return Promise.all(resolved.map(async (one) => stageOf(one.inline ?? (await load(one)), one)));
}

async function load({ name, url }: ResolvedTransform): Promise<unknown> {
  try {
    return await quietly(() => importDefault(url!));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
    throw new ContextorError(`The transform '${name}' cannot be loaded: ${message}`, {
      code: 'TRANSFORM_LOAD',
      remedy: 'Run the module with node by itself to see what it lacks.',
      cause,
    });
  }
}

/** The default export of a JavaScript or TypeScript module. */
export async function importDefault(url: string): Promise<unknown> {
  const path = fileURLToPath(url);
  if (/\.[cm]?tsx?$/.test(path)) {
    const { createJiti } = await import('jiti');
    return createJiti(import.meta.url, { moduleCache: false }).import(path, { default: true });
  }
  // The time of the last change makes a watching process see a new version.
  const module = await import(`${url}?t=${statSync(path).mtimeMs}`);
  return module.default ?? module.transform ?? module;
}
