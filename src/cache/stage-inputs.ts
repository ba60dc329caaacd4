import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { AnyStage } from '../../transforms/define.ts';
import { attempt } from '../attempt.ts';
import type { Settings } from '../config/settings.ts';
import { cacheFolder } from '../files/cache-base.ts';
import { hashOf } from '../files/hash.ts';
import { makeFolders } from '../files/make-folders.ts';

/** What the user's stages declare that their results depend on, beside documents and modules. */
export interface StageInputs {
  /** Globs, relative to the configuration. */
  files: readonly string[];
  /** Names of variables. */
  env: readonly string[];
  /**
   * Whether results of documents are never kept, a stage must be asked about each document, or a
   * corpus stage runs in every build.
   */
  asks: 'never' | 'key' | 'run' | undefined;
}

const name = 'stages.json';
const nothing: StageInputs = { files: [], env: [], asks: undefined };

export function stageInputs(own: readonly AnyStage[]): StageInputs {
  const inputs = own.flatMap(({ cache }) => (cache ? [cache] : []));
  return {
    files: inputs.flatMap(({ files = [] }) => files).sort(),
    env: inputs.flatMap(({ env = [] }) => env).sort(),
    asks: asked(own),
  };
}

function asked(own: readonly AnyStage[]): StageInputs['asks'] {
  const unkept = own.filter(({ cache }) => cache === false);
  if (unkept.some(({ kind }) => kind !== 'corpus')) return 'never';
  const keyed = own.some(({ cache }) => cache && 'key' in cache && cache.key !== undefined);
  if (keyed) return 'key';
  return unkept.length > 0 ? 'run' : undefined;
}

/** Keeps them where the next build finds them before it has loaded the stages. */
export function rememberInputs(settings: Settings, inputs: StageInputs): void {
  const folder = cacheFolder(settings);
  if (JSON.stringify(knownInputs(settings)) === JSON.stringify(inputs)) return;
  try {
    makeFolders(folder);
    writeFileSync(join(folder, name), JSON.stringify(inputs));
  } catch {
    // Without a cache the next build takes longer; that is all.
  }
}

export function knownInputs(settings: Settings): StageInputs {
  if (settings.transforms.length === 0) return nothing;
  try {
    const text = readFileSync(join(cacheFolder(settings), name), 'utf8');
    return { ...nothing, ...(JSON.parse(text) as Partial<StageInputs>) };
  } catch {
    return nothing;
  }
}

/** Absolute paths of the declared files. */
export function inputFiles(
  settings: Settings,
  inputs: StageInputs = knownInputs(settings),
): readonly string[] {
  return declaredFiles(settings, inputs).map((path) => join(settings.cwd, path));
}

const declaredFiles = (settings: Settings, { files }: StageInputs): readonly string[] =>
  [...new Set(files.flatMap((pattern) => matching(settings.cwd, pattern)))].sort();

/** Tells apart what the declared files and variables hold. */
export function inputsMark(
  settings: Settings,
  inputs: StageInputs = knownInputs(settings),
): unknown {
  const { env, asks } = inputs;
  return [
    asks,
    declaredFiles(settings, inputs).map((path) => [path, hashOfText(join(settings.cwd, path))]),
    env.map((variable) => [variable, hashOf(process.env[variable] ?? '\0')]),
  ];
}

/** Paths below a folder that a glob of `*`, `**` and `?` matches; a plain path is itself. */
function matching(root: string, pattern: string): readonly string[] {
  const steps = pattern.replace(/^\.\//, '').split('/');
  const fixed = steps.findIndex((step) => /[*?]/.test(step));
  if (fixed < 0) return [steps.join('/')];
  const base = steps.slice(0, fixed).join('/');
  const source = steps
    .slice(fixed)
    .map((step) =>
      step === '**'
        ? '(?:[^/]+/)*'
        : `${step
            .replace(/[.+^${}()|[\]\\]/g, '\\$&')
            .replaceAll('*', '[^/]*')
            .replaceAll('?', '[^/]')}/`,
    )
    .join('');
  const expression = new RegExp(`^${source}$`);
  return filesBelow(join(root, base))
    .filter((path) => expression.test(`${path}/`))
    .map((path) => posix.join(base, path));
}

const filesBelow = (folder: string): readonly string[] =>
  attempt(
    () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .map((path) => path.replaceAll('\\', '/')),
    [],
  );

const hashOfText = (file: string): string => attempt(() => hashOf(readFileSync(file)), '');
