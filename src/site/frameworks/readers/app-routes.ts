import { posix } from 'node:path';
import type { Folder } from './folder.ts';

/** The parts of a route. */
export type Pattern = readonly string[];

export const pageFile = /^page\.[jt]sx?$/;

/** Routes in deeper folders are not looked for. */
export const maxDepth = 12;

/** Groups and slots, `(public)` and `@team`, are not part of routes. */
export const isRoutePart = (name: string): boolean => !/^\(.*\)$|^@/.test(name);

/** The routes of the folders that contain a page. */
export function appRoutes(folder: Folder, root: string, page: RegExp): Pattern[] {
  const routesIn = (path: string, parts: Pattern): Pattern[] => {
    const here = folder.names(path).some((name) => page.test(name)) ? [parts] : [];
    if (parts.length > maxDepth) return here;
    const inner = folder.folders(path).filter((name) => !name.startsWith('_'));
    const below = inner.flatMap((name) =>
      routesIn(`${path}/${name}`, isRoutePart(name) ? [...parts, name] : parts),
    );
    return [...here, ...below];
  };
  return routesIn(root, []);
}

/** Folders of documents beside a route with a parameter, which serves them: `app/blog/posts` with `app/blog/[slug]`. */
export function foldersBesideRoutes(folder: Folder): { path: string; prefix: string }[] {
  const hasPages = (path: string) => appRoutes(folder, path, anyPage).length > 0;
  const foldersIn = (path: string, prefix: string): { path: string; prefix: string }[] => {
    const inner = folder.folders(path).map((name) => ({ name, path: posix.join(path, name) }));
    const isServed = inner.some((one) => one.name.startsWith('[') && hasPages(one.path));
    return inner.flatMap((one) => {
      if (!folder.hasDocuments(folder.inProject(one.path))) return [];
      if (isServed && !hasPages(one.path)) return [{ path: one.path, prefix }];
      return foldersIn(one.path, isRoutePart(one.name) ? `${prefix}/${one.name}` : prefix);
    });
  };
  return ['app', 'src/app'].flatMap((path) => foldersIn(path, ''));
}

const anyPage = /^page\.(?:[jt]sx?|mdx?)$/;
