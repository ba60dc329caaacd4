import { posix } from 'node:path';
import { listOf, member, type StaticData } from '../../config/values.ts';
import type { SiteLocale, SiteSource } from '../../record.ts';
import {
  appRoutes,
  foldersBesideRoutes,
  isRoutePart,
  maxDepth,
  type Pattern,
  pageFile,
} from './app-routes.ts';
import type { Folder } from './folder.ts';
import { moduleNames } from './project-folder.ts';

const codeEnding = /\.[jt]sx?$/;

const contentConfigs: readonly {
  names: readonly string[];
  stated: (config: StaticData) => readonly StaticData[];
}[] = [
  {
    names: moduleNames('contentlayer.config'),
    stated: (config) => [member(config, 'contentDirPath')],
  },
  { names: moduleNames('velite.config'), stated: (config) => [member(config, 'root')] },
  {
    names: moduleNames('content-collections'),
    stated: (config) =>
      ['collections', 'content'].flatMap((key) =>
        listOf(member(config, key)).map((one) => member(one, 'directory')),
      ),
  },
];

/**
 * The folders that Contentlayer (`contentDirPath`), Velite (`root`) or Content Collections (the
 * `directory` of each collection) read, relative to that of the site: of several in one folder, that
 * folder. Where their documents are served is up to the code of the site.
 */
export function contentFolders(folder: Folder): string[] {
  return contentConfigs.flatMap(({ names, stated }) => {
    const file = folder.first(names);
    const paths = (file === undefined ? [] : stated(folder.data(file))).flatMap((name) => {
      if (typeof name !== 'string' || name === '') return [];
      const path = folder.inside(name) ?? folder.inside(`./${name}`);
      return path === undefined ? [] : [posix.relative(folder.path, path)];
    });
    const around = folderAround(paths);
    return around === '' ? paths : [around];
  });
}

/** The innermost folder that holds all of several folders; '' where they have none but that of the site. */
function folderAround(paths: readonly string[]): string {
  const [first = '', ...others] = paths.map((path) => path.split('/'));
  const parts = [...first];
  const isShared = (part: string, at: number) => others.every((other) => other[at] === part);
  const end = parts.findIndex((part, at) => !isShared(part, at));
  return parts.slice(0, end === -1 ? undefined : end).join('/');
}

/**
 * Folders of documents whose name is the beginning of a route, as `docs` with `app/docs/[slug]`, or
 * that contain folders with such names, and those beside such routes; `docs` with `app/[...slug]` if
 * there are none. Relative to the folder of the site.
 */
export function routedFolders(folder: Folder): { path: string; prefix: string }[] {
  const routes = codeRoutes(folder);
  const isRouted = (path: string) =>
    routes.some(([first, ...rest]) => {
      const at = rest.findIndex((part) => part.includes('['));
      const isHere = first === posix.basename(path) && at !== -1;
      return isHere && (at === 0 || folder.has(posix.join(path, ...rest.slice(0, at))));
    });
  const holdsDocuments = (path: string) => folder.hasDocuments(folder.inProject(path));
  const inSource = folder.folders('src').map((name) => posix.join('src', name));
  const found = [...folder.folders(), ...inSource].flatMap((path) => {
    if (/^(?:\.|node_modules$|src$|(?:src\/)?(?:app|pages|public)$)/.test(path)) return [];
    if (!holdsDocuments(path)) return [];
    if (isRouted(path)) return [{ path, prefix: `/${posix.basename(path)}` }];
    const isAround = folder.folders(path).some((name) => isRouted(posix.join(path, name)));
    return isAround ? [{ path, prefix: '' }] : [];
  });
  const servesAll = routes.some(([first = '']) => /^\[{1,2}\.{3}/.test(first));
  found.push(...foldersBesideRoutes(folder));
  return found.length === 0 && servesAll && holdsDocuments('docs')
    ? [{ path: 'docs', prefix: '' }]
    : found;
}

/**
 * The pages that code of the site shows: their routes, and those below which it makes pages of
 * something else than documents. What is in `app/[lang]` is there for each language.
 */
export function pagesOfCode(
  folder: Folder,
  sources: readonly Pick<SiteSource, 'folder' | 'prefix'>[],
  locales: readonly SiteLocale[],
): { named: string[]; generated: string[] } {
  const holds = (route: string) => sources.some((source) => holdsRoute(folder, source, route));
  const named: string[] = [];
  const generated: string[] = [];
  const languages = new Set(['', ...locales.flatMap(({ key, lang = '' }) => [key, lang])]);
  for (const whole of codeRoutes(folder)) {
    const isOfLanguage = locales.length > 0 && /^\[\w+\]$/.test(whole[0] ?? '');
    const pattern = isOfLanguage ? whole.slice(1) : whole;
    const at = pattern.findIndex((part) => part.includes('['));
    const route = `/${pattern.slice(0, at === -1 ? undefined : at).join('/')}`;
    const isGenerated = at !== -1 && route !== '/' && !holds(route);
    const routes = [...(isOfLanguage ? languages : [''])].map((key) => posix.join('/', key, route));
    if (at === -1) named.push(...routes);
    else if (isGenerated) generated.push(...routes);
  }
  return { named, generated };
}

/** Whether a source is served below a route, or has documents for it. */
function holdsRoute(
  folder: Folder,
  source: Pick<SiteSource, 'folder' | 'prefix'>,
  route: string,
): boolean {
  const prefix = source.prefix === '' ? '' : `/${source.prefix.replace(/^\//, '')}`;
  if (`${prefix}/`.startsWith(`${route}/`)) return true;
  const inner = route.startsWith(`${prefix}/`) ? route.slice(prefix.length) : route;
  return folder.hasDocuments(posix.join(source.folder, inner));
}

/** Whether code of the site serves a route: `app/(public)/docs/[...slug]/page.tsx` serves `/docs/a/b`. */
export function servedRoutes(folder: Folder): (route: string) => boolean {
  const routes = codeRoutes(folder);
  return (route) => isServedBy(routes, route);
}

const codeRoutes = (folder: Folder): Pattern[] => [
  ...['app', 'src/app'].flatMap((path) => appRoutes(folder, path, pageFile)),
  ...['pages', 'src/pages'].flatMap((path) => pageRoutes(folder, path, [])),
  ...tanstackRoutes(folder, 'src/routes'),
];

/** Whether routes of `app` begin with a name: those of `app/(site)/docs` do with `docs`. */
export function hasRoutes(folder: Folder, name: string): boolean {
  const first = name.replace(/^\//, '');
  return ['app', 'src/app'].some((path) =>
    appRoutes(folder, path, pageFile).some(([part]) => part === first),
  );
}

/**
 * Whether the page beside a document of `app` imports it, as `app/guide/page.tsx` does with
 * `import Guide from './guide.mdx'`.
 *
 * @param path of the document in the project
 */
export function isImportedByPage(folder: Folder, path: string): boolean {
  const { dir, base } = posix.parse(posix.relative(folder.path, path));
  const pages = [...moduleNames('page'), 'page.tsx', 'page.jsx'];
  const code = folder.first(pages.map((name) => posix.join(dir, name)));
  const text = (code && folder.text(code)) ?? '';
  return [`'./${base}'`, `"./${base}"`].some((name) => text.includes(name));
}

function isServedBy(routes: readonly Pattern[], route: string): boolean {
  const parts = route.split('/').filter(Boolean);
  return routes.some((pattern) => serves(pattern, parts));
}

/**
 * The route under which SvelteKit serves a document of a content folder, as the route with a
 * parameter says: `guides/a` below `src/routes/docs/[...slug]` is `docs/guides/a`.
 */
export function svelteRoute(folder: Folder): (route: string) => string | undefined {
  const routes = appRoutes(folder, 'src/routes', /^\+page\.svelte$/);
  const bases = routes.flatMap((pattern) => {
    const at = pattern.findIndex((part) => part.startsWith('['));
    return at === -1 ? [] : [pattern.slice(0, at).join('/')];
  });
  const prefixes = [...new Set(['', ...bases])];
  return (route) =>
    prefixes
      .map((prefix) => [prefix, route].filter(Boolean).join('/'))
      .find((full) => isServedBy(routes, full));
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

/**
 * The routes of TanStack Start, whose names have parameters (`$slug`), parts that no address shows
 * (`_layout`, `(group)`) and dots between parts: https://tanstack.com/router/latest/docs/framework/react/routing/file-naming-conventions
 */
function tanstackRoutes(folder: Folder, path: string): Pattern[] {
  if (!folder.names(path).some((name) => /^__root\.[jt]sx?$/.test(name))) return [];
  return pageRoutes(folder, path, [])
    .filter(
      (parts) => !parts.at(-1)?.startsWith('_') && !parts.some((part) => part.startsWith('-')),
    )
    .map((parts) =>
      parts
        .flatMap((part) => part.split(/(?<!\[)\.(?!\])/))
        .filter((part) => isRoutePart(part) && !/^(?:_.*|index|route)$/.test(part))
        .map((part) =>
          part.includes('$') ? '[...]' : part.replace(/_$/, '').replaceAll('[.]', '.'),
        ),
    );
}

function serves([first, ...rest]: Pattern, parts: Pattern): boolean {
  if (first === undefined) return parts.length === 0;
  if (first.startsWith('[[...')) return true;
  if (parts.length === 0) return false;
  if (first.startsWith('[...')) return true;
  return (first === parts[0] || /^\[.*\]$/.test(first)) && serves(rest, parts.slice(1));
}
