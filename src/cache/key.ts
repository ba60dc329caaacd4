import { fileURLToPath } from 'node:url';
import type { Settings } from '../config/settings.ts';
import { tryRead } from '../files/disk.ts';
import { toolMark } from '../files/dist-file.ts';
import { hashOf } from '../files/hash.ts';
import { moduleHashes } from '../files/module-hashes.ts';
import { resolveMerge, resolveTransforms } from '../loader/modules.ts';
import { version } from '../version.ts';
import { inputFiles, inputsMark, type StageInputs } from './stage-inputs.ts';

/** Raised when the form of the cache changes. */
const cacheFormat = 6;

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
  'deps',
]);

/** Settings of files about all documents: the result of a single document does not depend on them. */
const ofAllTogether = ['title', 'description', 'llmsTxt', 'llmsFullTxt', 'bundles', 'agents'];

/** As `settingsKey`, for the result of a single document. */
export function documentSettingsKey(settings: Settings, inputs: StageInputs): string {
  // Each document has its dialect, whether it was named or found.
  const apart = ['dialect', ...ofAllTogether];
  const own = Object.entries(settings).filter(([name]) => !apart.includes(name));
  return settingsKey(Object.fromEntries(own) as unknown as Settings, inputs);
}

/**
 * Tells apart everything but the documents that the output depends on: tool, settings, own modules.
 *
 * @param inputs what the stages declare; default: as the last build remembers it
 */
export function settingsKey(settings: Settings, inputs?: StageInputs): string {
  const shaping = Object.entries(settings).filter(([name]) => !idle.has(name));
  const modules = moduleHashes(stageModules(settings));
  const known = settings.baseline && tryRead(settings.baseline);
  const declared = inputsMark(settings, inputs);
  const parts = [cacheFormat, version, toolMark(), shaping, modules, known, declared];
  return hashOf(
    JSON.stringify(parts, (_, value) => (typeof value === 'function' ? String(value) : value)),
  );
}

/**
 * Absolute paths of all files that the user's stages are made of or depend on: their modules with what
 * those import, and the files that they declare; no packages.
 *
 * @param inputs what the stages declare; default: as the last build remembers it
 */
export function stageFiles(settings: Settings, inputs?: StageInputs): readonly string[] {
  const modules = moduleHashes(stageModules(settings)).map(([path]) => path);
  const own = modules.filter((path) => !/[\\/]node_modules[\\/]/.test(path));
  return [...own, ...inputFiles(settings, inputs)];
}

/** Absolute paths of the modules of the user's stages and merge spec. */
function stageModules(settings: Settings): readonly string[] {
  const urls = resolveTransforms(settings).flatMap(({ url }) => url ?? []);
  const merge = resolveMerge(settings);
  return [...urls, ...(merge === undefined ? [] : [merge])].map((url) => fileURLToPath(url));
}
