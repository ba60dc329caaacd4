import { posix } from 'node:path';
import fastGlob from 'fast-glob';
import ignore, { type Ignore } from 'ignore';
import type { SiteRoutes } from '../document/site.ts';
import type { ProjectFiles } from './config/files.ts';
import type { ProjectSite } from './record.ts';

/** A file of its own: threads need it, and not fast-glob, which finds the rules. */
export type Unwritten = NonNullable<SiteRoutes['unwritten']>;

const pageNames = ['.md', '.mdx', '/index.md', '/index.mdx', '/_index.md'];

/** Whether the file that a route would be served from is one that git ignores. */
export function unwrittenFinder(unwritten: Unwritten | undefined): (route: string) => boolean {
  if (unwritten === undefined || unwritten.rules.length === 0) return () => false;
  let rules: (readonly [start: string, rules: Ignore])[] | undefined;
  const isIgnored = (file: string): boolean => {
    rules ??= unwritten.rules.map(([folder, lines]) => [
      folder === '' ? '' : `${folder}/`,
      ignore().add(lines),
    ]);
    let ignored = false;
    for (const [start, rule] of rules) {
      if (!file.startsWith(start)) continue;
      const verdict = rule.test(file.slice(start.length));
      ignored = verdict.ignored || (ignored && !verdict.unignored);
    }
    return ignored;
  };
  return (route) =>
    unwritten.sources.some(([prefix, folder]) => {
      if (!route.startsWith(`${prefix}/`) || route.length === prefix.length + 1) return false;
      const file = posix.join(folder, route.slice(prefix.length + 1));
      return !file.startsWith('..') && pageNames.some((name) => isIgnored(file + name));
    });
}

const fileName = '.gitignore';
/** Ignore files inside of one source folder; real ones have a few. */
const mostInside = 50;

/** What git ignores in the folders of a site: pages that are there are made before the site is built. */
export function unwrittenIn(site: ProjectSite, files: ProjectFiles): Unwritten {
  const folders = new Set<string>();
  for (const { folder } of site.sources) {
    for (let at = folder; ; at = posix.dirname(at)) {
      folders.add(at === '.' ? '' : at);
      if (at === '' || at === '.') break;
    }
    for (const inside of ignoreFilesIn(files.path(folder))) {
      folders.add(posix.join(folder, posix.dirname(inside)));
    }
  }
  const rules = [...folders].sort().flatMap((folder) => {
    const name = posix.join(folder, fileName);
    const text = files.read(files.path(name));
    return text === undefined ? [] : [[folder === '.' ? '' : folder, text] as const];
  });
  const sources = site.sources.map(({ prefix, folder }) => [prefix, folder] as const);
  return { sources, rules };
}

function ignoreFilesIn(cwd: string): string[] {
  const found = fastGlob.sync(`*/**/${fileName}`, {
    cwd,
    dot: true,
    ignore: ['**/node_modules/**'],
    followSymbolicLinks: false,
    suppressErrors: true,
  });
  return found.sort().slice(0, mostInside);
}
