import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteRules } from '../../transforms/dialect.ts';
import type { DocumentSettings } from '../config/settings.ts';
import type { Site, SitePage } from '../document/site.ts';
import { routeOf } from './routes.ts';
import { type FileScan, scanFile } from './scan-file.ts';

export interface ScanOptions {
  /** Absolute path of the source root. */
  sourceRoot: string;
  /** Paths of all pages, sorted, relative to the source root, forward slashes. */
  paths: readonly string[];
  dialect: { name: string; routes?: RouteRules };
  settings: Pick<DocumentSettings, 'baseUrl'>;
  /** The text of a page; may throw. Default: reads the file. */
  readFile?: (path: string) => string;
  /** Earlier scans by path. `get` gives a scan only where it still holds. */
  cache?: { get(path: string): FileScan | undefined; set(path: string, scan: FileScan): void };
  /** Where a page is written, relative to the output root. Default: the `tree` layout. */
  outputPath?: (path: string) => string;
  /** Path of the source root in its repository, such as `src/content/docs`. */
  sourceName?: string;
  /** Files of the source root that are no pages, where they are known. */
  assets?: readonly string[];
}

/**
 * Scans all pages for what links need: routes, titles, ids. A page that cannot be read still has a
 * route; reading it again in its own turn reports it.
 */
export function scanSite(options: ScanOptions): Site {
  const { sourceRoot, paths, dialect, cache, assets = [] } = options;
  const read = options.readFile ?? ((path: string) => readFileSync(join(sourceRoot, path), 'utf8'));
  const outputPath = options.outputPath ?? treePath;
  const pages: SitePage[] = [];
  for (const path of paths) {
    let scan = cache?.get(path);
    if (scan === undefined) {
      scan = scanFile(tryRead(read, path), path);
      cache?.set(path, scan);
    }
    pages.push(pageOf(path, scan, { dialect, out: outputPath(path) }));
  }
  return { pages, assets, mounts: mountsOf(options), source: insideName(options.sourceName) };
}

function pageOf(
  path: string,
  scan: FileScan,
  { dialect, out }: { dialect: ScanOptions['dialect']; out: string },
): SitePage {
  const { title, anchors, visibility, label, order } = scan;
  return {
    path,
    out,
    route: routeOf({ path, dialect, matter: scan }),
    title,
    anchors,
    ...(visibility !== undefined && { visibility }),
    ...(label !== undefined && { label }),
    ...(order !== undefined && { order }),
  };
}

function tryRead(read: (path: string) => string, path: string): string {
  try {
    return read(path);
  } catch {
    return '';
  }
}

function treePath(path: string): string {
  return path.replace(/\.(?:mdx?|markdown)$/i, '.mdc');
}

// `docs` is where Docusaurus and others serve their documents; a source root `content/docs/en` may
// be served as `/docs/en`, `/en` or at the root.
function mountsOf({ settings, sourceName }: ScanOptions): string[] {
  const mounts = new Set<string>();
  if (settings.baseUrl !== undefined && URL.canParse(settings.baseUrl)) {
    mounts.add(new URL(settings.baseUrl).pathname.replace(/\/+$/, ''));
  }
  const folders = insideName(sourceName).split('/');
  for (let n = 0; n < folders.length; n++) mounts.add(`/${folders.slice(n).join('/')}`);
  mounts.add('/docs');
  mounts.delete('');
  mounts.delete('/');
  return [...mounts];
}

function insideName(sourceName = ''): string {
  const folders = sourceName.split('/').filter((part) => part !== '' && part !== '.');
  return folders.includes('..') ? '' : folders.join('/');
}
