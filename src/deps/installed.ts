import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import picomatch from 'picomatch';
import { ContextorError } from '../errors.ts';
import { readOrdinaryFile } from '../files/disk.ts';
import { realOf } from '../files/inside.ts';
import { jsonRecord } from '../is-record.ts';

/** A package that is installed, and that the configuration allows to be read. */
export interface InstalledPackage {
  name: string;
  version: string;
  /** Absolute, without links. */
  root: string;
}

/**
 * The packages of a project that its allowlist names: those of package.json by name or glob, and
 * further ones by name. Only package.json files are read, as data.
 *
 * @param cwd absolute folder of the project
 * @param allowed names, or globs such as `@acme/*`
 */
export function installedPackages(cwd: string, allowed: readonly string[]): InstalledPackage[] {
  if (allowed.length === 0) return [];
  const isAllowed = picomatch([...allowed]);
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifestIn(cwd);
  const declared = [dependencies, devDependencies, optionalDependencies, peerDependencies]
    .filter((one) => typeof one === 'object')
    .flatMap((one) => Object.keys(one ?? {}));
  const names = [...new Set([...declared, ...allowed])]
    .filter((name) => packageName.test(name) && isAllowed(name))
    .sort();
  return names.flatMap((name) => installed(cwd, name) ?? []);
}

/** The refusal where the setting `deps` names no package. */
export function noDeps(): ContextorError {
  return new ContextorError('the configuration names no packages to read', {
    code: 'DEPS_NONE',
    remedy: 'Name those that you trust: "deps": ["@acme/*"].',
  });
}

const packageName = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/;

function installed(cwd: string, name: string): InstalledPackage | undefined {
  for (let at = cwd; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    const root = existsSync(join(folder, 'package.json')) ? realOf(folder) : undefined;
    if (root !== undefined) return { name, version: String(manifestIn(root).version ?? ''), root };
    if (at === dirname(at)) return undefined;
  }
}

const manifestIn = (folder: string): Record<string, unknown> =>
  jsonRecord(readOrdinaryFile(join(folder, 'package.json')) ?? '');
