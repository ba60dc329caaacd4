import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { attempt } from '../attempt.ts';
import { Disk } from '../files/disk.ts';
import { isInside } from '../files/inside.ts';
import { slashed } from '../files/source-name.ts';
import { ProjectFiles } from './config/files.ts';
import { findConfig } from './frameworks/find.ts';
import { ProjectFolder } from './frameworks/readers/project-folder.ts';
import type { ProjectSite } from './record.ts';

export interface ProjectPlace {
  /** Absolute: nothing outside of it is read. */
  projectRoot: string;
  /** Path of the source root in it, forward slashes; empty where they are the same. */
  sourceName: string;
  /** The same, or the path in the folder that a run was started for: its last folders may be in addresses. */
  servedName: string;
}

/** Files at the top of a project, or of a part of one. */
const signs = [
  'package.json',
  'contextor.config.yaml',
  'contextor.config.json',
  'pyproject.toml',
  'mkdocs.yml',
  'Cargo.toml',
  'go.mod',
  'book.toml',
  'docfx.json',
  'hugo.toml',
  'hugo.yaml',
  'config.toml',
  'docs.json',
  'Gemfile',
];

/**
 * The project that a source root belongs to: the repository around it; without one the folder
 * that a run was started for or the nearest one above, where they look like the top of a project or
 * contain the configuration of the sources' site, the outer of both; else the source root.
 *
 * @param startedFor absolute
 */
export async function findProject(
  sourceRoot: string,
  startedFor = sourceRoot,
): Promise<ProjectPlace> {
  const projectRoot =
    nearestWith(sourceRoot, ['.git']) ?? (await projectWithoutGit(sourceRoot, realOf(startedFor)));
  const named = (root: string) => slashed(relative(root, sourceRoot));
  const sourceName = named(projectRoot);
  return { projectRoot, sourceName, servedName: sourceName || named(realOf(startedFor)) };
}

async function projectWithoutGit(sourceRoot: string, started: string): Promise<string> {
  const nearest = nearestWith(sourceRoot, signs) ?? sourceRoot;
  if (!isInside(started, nearest)) return nearest;
  const isProject = hasOne(started, signs) || (await hasSiteOf(started, sourceRoot));
  return isProject ? started : nearest;
}

/** Whether a framework's configuration in the folder names the sources. */
async function hasSiteOf(folder: string, sourceRoot: string): Promise<boolean> {
  const sources = (await findSites(folder)).flatMap((site) => site.sources);
  return sources.some((source) => join(folder, source.folder) === sourceRoot);
}

function nearestWith(folder: string, names: readonly string[]): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (hasOne(at, names)) return at;
    if (dirname(at) === at) return undefined;
  }
}

const hasOne = (folder: string, names: readonly string[]): boolean =>
  names.some((name) => existsSync(join(folder, name)));

const realOf = (path: string): string => attempt(() => realpathSync(path), path);

/** Folders that contain no site, or copies of sites of other projects. */
const passedOver =
  /^(?:\..*|node_modules|dist|build|out|coverage|target|vendor|fixtures?|__tests__|tests?|e2e|examples?|templates?|starters?|playgrounds?)$/i;
/** Folders of files that are served as they are, unless a package of a monorepo is called so. */
const served = /^(?:public|static|assets)$/i;
/** How deep sites are looked for, and in how many folders at most. */
const maxDepth = 4;
const maxFolders = 500;

/** Folders that may contain a site, level by level. */
export function siteFolders(files: ProjectFiles): string[] {
  let level = [''];
  const all: string[] = [];
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth++) {
    all.push(...level);
    if (all.length > maxFolders) break;
    level = level.flatMap((path) =>
      new ProjectFolder(path, files)
        .folders()
        .filter((name) => !passedOver.test(name))
        .map((name) => posix.join(path, name))
        .filter((inner) => {
          const isServed = served.test(posix.basename(inner));
          return !isServed || new ProjectFolder(inner, files).has('package.json');
        }),
    );
  }
  return all.slice(0, maxFolders);
}

/**
 * The sites of a project, as `readSite` gives them. What reads configuration is loaded only where
 * there is one.
 *
 * @param projectRoot absolute
 */
export async function findSites(projectRoot: string, disk = new Disk()): Promise<ProjectSite[]> {
  const files = new ProjectFiles(disk.real(projectRoot) ?? projectRoot, disk);
  if (!siteFolders(files).some((path) => hasConfig(new ProjectFolder(path, files)))) return [];
  const { sitesIn } = await import('./read-site.ts');
  return sitesIn(files);
}

const hasConfig = (folder: ProjectFolder): boolean =>
  Object.values(findConfig).some((find) => find(folder) !== undefined);
