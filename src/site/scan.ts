import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../transforms/dialect.ts';
import type { DocumentSettings } from '../config/settings.ts';
import type { Included } from '../document/document.ts';
import type { Site, SitePage } from '../document/site.ts';
import { type ReadBadges, readBadges } from './badges.ts';
import { PageTableBuilder } from './page-table.ts';
import type { PathCache } from './path-cache.ts';
import { routeOf } from './routes.ts';
import { type FileScan, scanFile, scanPart, tryRead } from './scan-file.ts';

export interface ScanOptions {
  /** Absolute path of the source root. */
  sourceRoot: string;
  /** Paths of all pages, sorted, relative to the source root, forward slashes. */
  paths: readonly string[];
  dialect: Pick<Dialect, 'name' | 'routes' | 'components'>;
  settings: Pick<DocumentSettings, 'baseUrl'>;
  /** The text of a page; may throw. Default: reads the file. */
  readFile?: (path: string) => string;
  /** Scans of earlier builds, under the same settings and dialect. */
  cache?: PathCache<FileScan>;
  /** Scans that were made for this one, by other threads too. */
  scans?: ReadonlyMap<string, FileScan> | undefined;
  /** Reads what pages include, for the headings in it. Default: those headings are not known. */
  include?: (specifier: string, from: string) => Included;
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
  const { sourceRoot, paths, dialect, cache, scans, assets = [] } = options;
  const read = options.readFile ?? ((path: string) => readFileSync(join(sourceRoot, path), 'utf8'));
  const outputPath = options.outputPath ?? treePath;
  const badges = readBadges(dialect.components);
  const pages = new PageTableBuilder();
  for (const path of paths) {
    let scan = cache?.get(path);
    if (scan === undefined) {
      scan = scans?.get(path) ?? scanFile(tryRead(read, path), path, badges);
      cache?.set(path, scan);
    }
    const whole =
      options.include === undefined
        ? scan
        : withParts(path, scan, { include: options.include, badges });
    pages.add(pageOf(path, whole, { dialect, out: outputPath(path) }));
  }
  return {
    pages: pages.finish(),
    assets,
    mounts: mountsOf(options),
    source: insideName(options.sourceName),
  };
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

/** Deeper includes are not followed; three levels hold whatever real sites have. */
const maxDepth = 3;

function withParts(
  path: string,
  scan: FileScan,
  { include, badges }: { include: NonNullable<ScanOptions['include']>; badges: ReadBadges },
): FileScan {
  let anchors = scan.anchors;
  const add = (parts: readonly string[], from: string, depth: number): void => {
    for (const specifier of parts) {
      const included = include(specifier, from);
      if (!included.ok) continue;
      const part = scanPart(included.text, badges);
      anchors = anchors === '' ? part.anchors : anchors + part.anchors.slice(1);
      if (depth < maxDepth) add(part.parts, included.path, depth + 1);
    }
  };
  add(scan.parts ?? [], path, 1);
  return anchors === scan.anchors ? scan : { ...scan, anchors };
}

function treePath(path: string): string {
  return path.replace(/\.(?:mdx?|markdown)$/i, '.mdc');
}

// `docs` is where Docusaurus and others serve their documents; a source root `content/docs/en` may
// be served as `/docs/en`, `/en` or at the root.
function mountsOf({ settings, sourceName, dialect }: ScanOptions): string[] {
  const mounts = new Set<string>();
  if (settings.baseUrl !== undefined && URL.canParse(settings.baseUrl)) {
    mounts.add(new URL(settings.baseUrl).pathname.replace(/\/+$/, ''));
  }
  const folders = insideName(sourceName).split('/');
  for (let n = 0; n < folders.length; n++) mounts.add(`/${folders.slice(n).join('/')}`);
  mounts.add('/docs');
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
