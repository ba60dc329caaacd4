import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { DocumentSettings } from '../config/settings.ts';
import type { Dialect, RouteRules } from '../contract/dialect.ts';
import { decodeSource } from '../document/decode.ts';
import type { Site, SitePage } from '../document/site.ts';
import { slashed } from '../files/source-name.ts';
import type { Aliases } from './aliases.ts';
import type { BuildSite } from './build-site.ts';
import { headingRules } from './heading-rules.ts';
import { inferred, leadingLinks, sampledLinks } from './inferred.ts';
import { routeOfName } from './labels.ts';
import { type Include, withParts } from './page-parts.ts';
import { pageExtension, routeOf } from './routes.ts';
import { type FileScan, retitled, scanFile, tryRead } from './scan-file.ts';

interface ScanOptions {
  /** Absolute path of the source root. */
  sourceRoot: string;
  /** Paths of all pages, sorted, relative to the source root, forward slashes. */
  paths: readonly string[];
  dialect: Pick<Dialect, 'name' | 'routes' | 'components' | 'macros' | 'syntaxes'>;
  settings: Pick<DocumentSettings, 'baseUrl'>;
  /** The text of a page; may throw. Default: reads the file. */
  readFile?: (path: string) => string;
  /** Pages that are no files. */
  derived?: ReadonlyMap<string, { text: string }>;
  /** Scans of earlier builds, under the same settings and dialect; those of this one are added. */
  scans?: KnownScans | undefined;
  /** Reads what pages include, for the headings in it. Default: those headings are not known. */
  include?: Include;
  /** Where a page is written, relative to the output root. Default: the `tree` layout. */
  outputPath?: (path: string) => string;
  /** Path of the source root in its repository, such as `src/content/docs`. */
  sourceName?: string;
  /** The folders of the source root that may be in its addresses. Default: `sourceName`. */
  servedName?: string;
  /** The site that serves the pages, where its configuration is known. */
  onSite?: BuildSite | undefined;
  /** Import aliases with absolute targets. */
  aliases?: Aliases;
}

/** What is known of pages, by their paths. */
interface KnownScans {
  get(path: string): FileScan | undefined;
  set(path: string, scan: FileScan): void;
}

/**
 * Scans all pages for what links need: routes, titles, ids. A page that cannot be read still has a
 * route; it is reported when it is built.
 */
export function scanSite(options: ScanOptions): Site {
  const { sourceRoot, paths, outputPath = treePath, onSite, aliases } = options;
  const readFile =
    options.readFile ??
    ((path: string) => decodeSource(readFileSync(join(sourceRoot, path)), path).text);
  const read = (path: string) => options.derived?.get(path)?.text ?? readFile(path);
  const scans = scanPages(options, read);
  const mounts = mountsOf(options);
  // Where the configuration is known, the routes are those of the whole site.
  const isTold = onSite !== undefined && !onSite.record.servedByCode;
  const links = isTold ? undefined : sampledLinks({ paths, read });
  const dialect =
    links && !onSite ? ruledByLinks(links.root, scans, options.dialect) : options.dialect;
  const pages = Array.from(scans, ([path, scan]) =>
    pageOf(path, scan, { onSite, dialect, out: outputPath(path) }),
  );
  const routes = new Map(pages.map(({ path, route }) => [path, route]));
  return {
    pages,
    mounts,
    ...(links && inferred({ links, routes, mounts })),
    ...(onSite && { routes: onSite.routes(paths), publics: onSite.publics }),
    ...(aliases && { aliases: relativeAliases(sourceRoot, aliases) }),
    source: insideName(options.sourceName),
  };
}

/** The scans of all pages, those of earlier builds among them, with what the pages include. */
function scanPages(
  { paths, dialect, scans, include }: ScanOptions,
  read: (path: string) => string,
): ReadonlyMap<string, FileScan> {
  const headings = headingRules(dialect);
  const scanned = new Map<string, FileScan>();
  for (const path of paths) {
    const scan = scans?.get(path) ?? scanFile(tryRead(read, path), path, headings);
    scans?.set(path, scan);
    scanned.set(path, scan);
  }
  return include
    ? withParts(scanned, { include, headings, read, framework: dialect.name })
    : scanned;
}

/** Parts of paths that routes may lack: numbers that order files, `(groups)` of routers. The site's links decide. */
const leftOut: readonly (readonly [inPath: RegExp, rules: RouteRules])[] = [
  [/(?:^|\/)\d+[-_.]/, { numberPrefixes: true }],
  [/(?:^|\/)\([^/]*\)\//, { groups: true }],
];

/** The dialect with those rules under which most links lead to pages. */
function ruledByLinks(
  links: readonly string[],
  scans: ReadonlyMap<string, FileScan>,
  dialect: ScanOptions['dialect'],
): ScanOptions['dialect'] {
  const paths = [...scans.keys()];
  const routesBy = (rules: ScanOptions['dialect']) => {
    const routes = Array.from(scans, ([path, matter]) => routeOf({ path, dialect: rules, matter }));
    const own = new Set(routes);
    return leadingLinks(links, (route) => own.has(route));
  };
  let best = dialect;
  for (const [inPath, rules] of leftOut) {
    if (!paths.some((path) => inPath.test(path))) continue;
    const other = { ...dialect, routes: { ...best.routes, ...rules } };
    if (routesBy(other) > routesBy(best)) best = other;
  }
  return best;
}

/** Relative, since paths of the machine must not change the key of a site in the cache. */
function relativeAliases(sourceRoot: string, aliases: Aliases): NonNullable<Site['aliases']> {
  const inside = (path: string) => slashed(relative(sourceRoot, path));
  return aliases.map(([pattern, targets]) => [pattern, targets.map(inside)] as const);
}

function pageOf(
  path: string,
  scan: FileScan,
  { dialect, onSite, out }: Pick<ScanOptions, 'dialect' | 'onSite'> & { out: string },
): SitePage {
  const { visibility, label, order, id } = scan;
  const served = onSite?.addressOf(path, scan);
  const named = scan.untitled ? served?.label : undefined;
  const { title, anchors } = named === undefined ? scan : retitled(scan, named);
  const { address } = served ?? {};
  const aliases = [...(served?.aliases ?? []), ...(scan.names ?? []).map(routeOfName)];
  const route = served?.route ?? routeOf({ path, dialect, matter: scan });
  return {
    path,
    out,
    route,
    title,
    ...(named !== undefined && { named: true as const }),
    anchors,
    ...(address !== undefined && address !== route && { address }),
    ...(aliases.length > 0 && { aliases }),
    ...(served?.guessed && { guessed: true as const }),
    ...(visibility !== undefined && { visibility }),
    ...(label !== undefined && { label }),
    ...(id !== undefined && { id }),
    ...(order !== undefined && { order }),
  };
}

const treePath = (path: string): string => path.replace(pageExtension, '.mdc');

// `docs` is where Docusaurus and others serve their documents; a source root `content/docs/en` may
// be served as `/docs/en`, `/en` or at the root.
function mountsOf({ settings, sourceName, servedName, dialect, onSite }: ScanOptions): string[] {
  const mounts = new Set<string>();
  if (settings.baseUrl !== undefined && URL.canParse(settings.baseUrl)) {
    mounts.add(new URL(settings.baseUrl).pathname.replace(/\/+$/, ''));
  }
  if (onSite !== undefined) {
    const { baseUrl, base = '' } = onSite.record;
    mounts.add(baseUrl ? new URL(baseUrl.value).pathname.replace(/\/+$/, '') : base);
    return [...mounts].filter(Boolean);
  }
  const folders = insideName(servedName ?? sourceName).split('/');
  for (let n = 0; n < folders.length; n++) mounts.add(`/${folders.slice(n).join('/')}`);
  // Hugo serves its content from the root.
  if (dialect.name !== 'hugo') mounts.add('/docs');
  // Docusaurus serves the unreleased documents there.
  if (dialect.name === 'docusaurus') mounts.add('/docs/next');
  mounts.delete('');
  mounts.delete('/');
  return [...mounts].sort((a, b) => b.length - a.length);
}

function insideName(sourceName = ''): string {
  const folders = sourceName.split('/').filter((part) => part !== '' && part !== '.');
  return folders.includes('..') ? '' : folders.join('/');
}
