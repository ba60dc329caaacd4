import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { dataIn } from '../document/yaml-data.ts';
import { foldersIn } from '../files/folders-in.ts';
import { allowedReader } from '../files/refusals.ts';
import { jsonRecord } from '../is-record.ts';
import type { Aliases } from './aliases.ts';
import { dependenciesOf, foldersUp } from './detect.ts';

/** More than a repository has. */
const mostPackages = 300;
/** How deep `**` is followed; no package is looked for in another one. */
const mostDepth = 3;
/** How deep conditions of `exports` are followed. */
const mostConditions = 10;

type Read = (file: string) => string | undefined;

interface Manifest {
  name?: unknown;
  exports?: unknown;
  workspaces?: unknown;
  [key: string]: unknown;
}

/**
 * Aliases of the packages of the same repository that one of some folders depends on, or of all where the first is the
 * repository itself, as far as their sources are there: `@acme/ui` is `packages/ui/src/index`.
 *
 * https://docs.npmjs.com/cli/using-npm/workspaces, https://pnpm.io/pnpm-workspace_yaml
 *
 * @param folders from the sources up to the project root
 */
export function packageAliases(folders: readonly string[], read: Read): Aliases {
  const manifests = folders.map((folder) => manifestIn(folder, read));
  const needed = new Set(manifests.flatMap(dependenciesOf));
  for (const [at, folder] of folders.entries()) {
    const globs = workspacesOf(folder, manifests[at]!, read);
    if (globs.length === 0) continue;
    // Of a whole repository, each document is in a package with needs of its own.
    const isNeeded = (name: string) => at === 0 || needed.has(name);
    const packages = globs
      .flatMap((glob) => foldersAt(folder, glob.split('/')))
      .slice(0, mostPackages);
    return packages.flatMap((one) => aliasesOf(one, isNeeded, read));
  }
  return [];
}

/** The files on which these aliases of a source depend, those that are not there among them; absolute. */
export function packageFiles(
  roots: Readonly<Record<'sourceRoot' | 'projectRoot', string>>,
): string[] {
  const files: string[] = [];
  const read = allowedReader(roots);
  packageAliases(foldersUp(roots.sourceRoot, roots.projectRoot), (file) => {
    files.push(file);
    return read(file);
  });
  return files;
}

const manifestIn = (folder: string, read: Read): Manifest =>
  jsonRecord(read(join(folder, 'package.json')) ?? '');

function workspacesOf(folder: string, { workspaces }: Manifest, read: Read): string[] {
  const text = read(join(folder, 'pnpm-workspace.yaml'));
  const pnpm = text === undefined ? undefined : dataIn(text);
  const stated = [workspaces, pnpm].flatMap(
    (one) => (one as { packages?: unknown })?.packages ?? one,
  );
  return stated.filter((one): one is string => typeof one === 'string' && !one.startsWith('!'));
}

/** The folders that a glob of a workspace names: `packages/*`, `apps/**`. */
function foldersAt(folder: string, [part, ...rest]: readonly string[]): string[] {
  if (part === undefined || part === '') return [folder];
  if (!part.includes('*')) return foldersAt(join(folder, part), rest);
  const inside = part === '**' ? foldersBelow(folder, mostDepth) : packageFolders(folder);
  return inside.flatMap((one) => foldersAt(one, rest));
}

const foldersBelow = (folder: string, depth: number): string[] =>
  packageFolders(folder).flatMap((one) => [
    one,
    ...(depth > 1 && !isPackage(one) ? foldersBelow(one, depth - 1) : []),
  ]);

const isPackage = (folder: string): boolean => existsSync(join(folder, 'package.json'));

const packageFolders = (folder: string): string[] =>
  foldersIn(folder)
    .filter((one) => !/^(?:\.|node_modules$)/.test(basename(one)))
    .slice(0, mostPackages);

function aliasesOf(folder: string, isNeeded: (name: string) => boolean, read: Read): Aliases {
  const { name, exports } = manifestIn(folder, read);
  if (typeof name !== 'string' || !isNeeded(name)) return [];
  const whole = [...filesOf(exports, '.'), 'src/index', 'index'];
  const parts = Object.keys(exports ?? {}).filter((key) => key.startsWith('./'));
  return [
    [name, whole.map((file) => join(folder, file))],
    ...parts.map(
      (key) =>
        [name + key.slice(1), filesOf(exports, key).map((file) => join(folder, file))] as const,
    ),
    [`${name}/*`, ['src/*', '*'].map((file) => join(folder, file))],
  ];
}

/** The files that `exports` names for a part, whatever the condition. */
function filesOf(exports: unknown, key: string): string[] {
  const isWhole =
    typeof exports === 'string' || !Object.keys(exports ?? {}).some((one) => one.startsWith('.'));
  const stated = isWhole ? (key === '.' ? exports : undefined) : (exports as Manifest)[key];
  return textsIn(stated, mostConditions);
}

function textsIn(stated: unknown, depth: number): string[] {
  if (typeof stated === 'string') return [stated];
  return typeof stated === 'object' && stated !== null && depth > 0
    ? Object.values(stated).flatMap((one) => textsIn(one, depth - 1))
    : [];
}
