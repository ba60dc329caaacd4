import type { Folder } from './folder.ts';

const pageFile = /^page\.[jt]sx?$/;
const codeEnding = /\.[jt]sx?$/;

/** Deeper folders hold no routes that are looked for. */
const maxDepth = 12;

/** Whether code of the site serves a route: `app/(public)/docs/[...slug]/page.tsx` serves `/docs/a/b`. */
export function servedRoutes(folder: Folder): (route: string) => boolean {
  const routes = [
    ...['app', 'src/app'].flatMap((path) => appRoutes(folder, path, [])),
    ...['pages', 'src/pages'].flatMap((path) => pageRoutes(folder, path, [])),
  ];
  return (route) => {
    const parts = route.split('/').filter(Boolean);
    return routes.some((pattern) => serves(pattern, parts));
  };
}

type Pattern = readonly string[];

/** Groups and slots, `(public)` and `@team`, are not part of routes. */
export function isRoutePart(name: string): boolean {
  return !/^\(.*\)$|^@/.test(name);
}

function appRoutes(folder: Folder, path: string, parts: Pattern): Pattern[] {
  const here = folder.names(path).some((name) => pageFile.test(name)) ? [parts] : [];
  if (parts.length > maxDepth) return here;
  const inner = folder.folders(path).filter((name) => !name.startsWith('_'));
  const below = inner.flatMap((name) =>
    appRoutes(folder, `${path}/${name}`, isRoutePart(name) ? [...parts, name] : parts),
  );
  return [...here, ...below];
}

function pageRoutes(folder: Folder, path: string, parts: Pattern): Pattern[] {
  const here = folder
    .names(path)
    .filter((name) => codeEnding.test(name))
    .map((name) => name.replace(codeEnding, ''))
    .map((name) => (name === 'index' ? parts : [...parts, name]));
  if (parts.length > maxDepth) return here;
  const below = folder
    .folders(path)
    .flatMap((name) => pageRoutes(folder, `${path}/${name}`, [...parts, name]));
  return [...here, ...below];
}

function serves([first, ...rest]: Pattern, parts: Pattern): boolean {
  if (first === undefined) return parts.length === 0;
  if (first.startsWith('[[...')) return true;
  if (parts.length === 0) return false;
  if (first.startsWith('[...')) return true;
  return (first === parts[0] || /^\[.*\]$/.test(first)) && serves(rest, parts.slice(1));
}
