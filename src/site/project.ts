import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

export interface ProjectPlace {
  /** Absolute: the repository that holds the source root, else the nearest folder with a package.json, else the source root. */
  projectRoot: string;
  /** Path of the source root in it, forward slashes; empty where they are the same. */
  sourceName: string;
}

/** Finds the project that a source root belongs to; nothing outside of it is read. */
export function findProject(sourceRoot: string): ProjectPlace {
  const projectRoot =
    nearestWith(sourceRoot, '.git') ?? nearestWith(sourceRoot, 'package.json') ?? sourceRoot;
  return { projectRoot, sourceName: relative(projectRoot, sourceRoot).split(sep).join('/') };
}

function nearestWith(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, name))) return at;
    if (dirname(at) === at) return undefined;
  }
}
