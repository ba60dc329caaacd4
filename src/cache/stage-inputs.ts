import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Transform } from '../../transforms/define.ts';
import type { Settings } from '../config/settings.ts';
import { hashOf } from '../files/hash.ts';
import { makeFolders } from '../files/make-folders.ts';
import { cacheFolder } from './location.ts';

/** What the user's stages declare that their results depend on, beside documents and modules. */
export interface StageInputs {
  /** Globs, relative to the configuration. */
  files: readonly string[];
  /** Names of variables. */
  env: readonly string[];
  /** Whether a stage must be asked about each document, or never wants its results kept. */
  asks: 'never' | 'key' | undefined;
}

const name = 'stages.json';
const nothing: StageInputs = { files: [], env: [], asks: undefined };

export function stageInputs(own: readonly Transform[]): StageInputs {
  const declared = own.map(({ cache }) => cache ?? {});
  const kept = declared.filter((cache) => cache !== false);
  const keyed = kept.some(({ key }) => key !== undefined);
  return {
    files: kept.flatMap(({ files = [] }) => files).sort(),
    env: kept.flatMap(({ env = [] }) => env).sort(),
    asks: kept.length < declared.length ? 'never' : keyed ? 'key' : undefined,
  };
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

/** Tells apart what the declared files and variables hold. */
export function inputsMark(settings: Settings): unknown {
  const { files, env, asks } = knownInputs(settings);
  const found = [...new Set(files.flatMap((pattern) => matching(settings.cwd, pattern)))].sort();
  return [
    asks,
    found.map((path) => [path, hashOfText(join(settings.cwd, path))]),
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
    .map((path) => (base === '' ? path : `${base}/${path}`));
}

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .map((path) => path.replaceAll('\\', '/'));
  } catch {
    return [];
  }
}

function hashOfText(file: string): string {
  try {
    return hashOf(readFileSync(file));
  } catch {
    return '';
  }
}
