import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { isInside } from './inside.ts';

export interface ProjectPlace {
  /** Absolute: nothing outside of it is read. */
  projectRoot: string;
  /** Path of the source root in it, forward slashes; empty where they are the same. */
  sourceName: string;
}

/** Files that stand at the top of a project, or of a part of one. */
const signs = [
  'package.json',
  'contextor.config.yaml',
  'contextor.config.json',
  'pyproject.toml',
  'mkdocs.yml',
  'Cargo.toml',
  'go.mod',
  'hugo.toml',
  'hugo.yaml',
  'config.toml',
  'docs.json',
  'Gemfile',
];

/**
 * The project that a source root belongs to: the repository that holds it; without one the folder
 * that a run was started for or the nearest one above, where they look like the top of a project,
 * whichever holds more; else the source root.
 *
 * @param startedFor absolute
 */
export function findProject(sourceRoot: string, startedFor = sourceRoot): ProjectPlace {
  const started = realOf(startedFor);
  const nearest = nearestWith(sourceRoot, signs) ?? sourceRoot;
  const isProject = isInside(started, sourceRoot) && hasOne(started, signs);
  const projectRoot =
    nearestWith(sourceRoot, ['.git']) ??
    (isProject && isInside(started, nearest) ? started : nearest);
  return { projectRoot, sourceName: relative(projectRoot, sourceRoot).split(sep).join('/') };
}

function nearestWith(folder: string, names: readonly string[]): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (hasOne(at, names)) return at;
    if (dirname(at) === at) return undefined;
  }
}

function hasOne(folder: string, names: readonly string[]): boolean {
  return names.some((name) => existsSync(join(folder, name)));
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
