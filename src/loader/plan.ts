import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';
import { resolveDialect } from '../../transforms/dialects/index.ts';
import { documentSettings } from '../config/document-settings.ts';
import type { DocumentSettings, Settings } from '../config/settings.ts';
import type { Message } from '../document/message.ts';
import type { Site } from '../document/site.ts';
import { collisions } from '../emitter/collisions.ts';
import { outputPath } from '../emitter/output-path.ts';
import { ContextorError } from '../errors.ts';
import { type Shard, shareOf } from '../shard/shard.ts';
import { type Detected, type DetectOptions, detectDialect, type Signs } from '../site/detect.ts';
import { includeReader } from '../site/include.ts';
import type { PathCache } from '../site/path-cache.ts';
import { findProject } from '../site/project.ts';
import { type ScanOptions, scanSite } from '../site/scan.ts';
import type { FileScan } from '../site/scan-file.ts';
import type { ScanTask } from '../site/scan-together.ts';
import { selectVariants } from '../site/variants.ts';
import { discover, type KnownStats, type SourceFile, select } from './discover.ts';
import { realSourceRoot } from './source-root.ts';

/** All that is settled before the first document is read. */
export interface Plan {
  sourceRoot: string;
  projectRoot: string;
  dialect: Detected;
  settings: DocumentSettings;
  site: Site;
  /** The documents of this run, in path order, without those that collide. */
  files: readonly SourceFile[];
  /** Output by source path, of all documents that have one, those not selected included. */
  outputs: ReadonlyMap<string, string>;
  /** Documents that fail before they are read. */
  refused: readonly Message[];
  /** The share of this run, where it does not do all. */
  shard?: Shard | undefined;
  /** All documents, in path order, those of other shards included. */
  all: readonly SourceFile[];
  /** What was found beside the documents. */
  messages: readonly Message[];
}

export interface PlanOptions {
  /** Globs, files or folders; default all. */
  only?: readonly string[] | undefined;
  shard?: Shard | undefined;
  /** The documents, where they are known to be those of an earlier build. */
  listed?: ((sourceRoot: string) => readonly SourceFile[] | undefined) | undefined;
  stats?: KnownStats | undefined;
  /** Hears of the files before anything is read of them, which waits for what it returns. */
  onFound?: ((files: readonly SourceFile[]) => Promise<void>) | undefined;
  /** Scans these documents, where that is faster than one after the other. */
  scanAhead?: ((task: ScanTask) => Promise<ScanOptions['scans']>) | undefined;
  /** What earlier builds found in these files. */
  knownOf?: ((files: readonly SourceFile[], sourceRoot: string) => KnownSources) | undefined;
}

/** What earlier builds found in sources that are as they were then. */
export interface KnownSources {
  /** Signs of dialects. */
  signs: PathCache<Signs>;
  /**
   * Site scans under these settings.
   *
   * @param sourceName path of the source root in its repository
   */
  scans(settings: DocumentSettings, sourceName: string): PathCache<FileScan>;
}

/** @throws ContextorError `SOURCE_MISSING`, `SOURCE_UNREADABLE`, `NO_DOCUMENTS` */
export async function planBuild(settings: Settings, options: PlanOptions = {}): Promise<Plan> {
  const { only = [], shard, stats, onFound, scanAhead, knownOf } = options;
  const sourceRoot = realSourceRoot(settings.sourceRoot);
  const { projectRoot, sourceName } = findProject(sourceRoot);
  const listed = options.listed?.(sourceRoot);
  const found = listed ? { files: listed, messages: [] } : await discover(settings, stats);
  await onFound?.(found.files);
  const known = knownOf?.(found.files, sourceRoot);
  const sample = (path: string) => readFileSync(join(sourceRoot, path), 'utf8');
  const dialect = settleDialect(settings, {
    sourceRoot,
    projectRoot,
    paths: found.files.map((file) => file.path),
    sample,
    ...(known && { known: known.signs }),
  });
  const shaping = documentSettings(settings, dialect.name);
  const table = resolveDialect(dialect.name, shaping);
  const pages = ofVariants(
    withoutPartials(found.files, settings.partials ?? table.partials),
    settings.variants,
  );
  const targets = pages.map(({ path }) => ({ path, out: outputPath(path, settings) }));
  const colliding = collisions(targets);
  const outputs = new Map(
    targets.filter(({ path }) => !colliding.has(path)).map(({ path, out }) => [path, out]),
  );
  const selected = await select(pages, only, settings);
  if (selected.size === 0) throw noDocuments(settings, only);
  const paths = [...outputs.keys()];
  const { components } = table;
  const site = scanSite({
    sourceRoot,
    paths,
    scans: await scanAhead?.({ sourceRoot, paths, components }),
    dialect: table,
    settings: shaping,
    outputPath: (path) => outputs.get(path)!,
    sourceName,
    ...(known && { cache: known.scans(shaping, sourceName) }),
    include: includeReader({ sourceRoot, projectRoot, aliases: settings.aliases }).read,
  });
  const all = pages.filter(({ path }) => selected.has(path) && outputs.has(path));
  const refused = [...colliding.values()].filter(({ path }) => selected.has(path));
  return {
    sourceRoot,
    projectRoot,
    dialect,
    settings: shaping,
    site,
    all,
    files: shard === undefined ? all : shareOf(all, shard),
    shard,
    outputs,
    // Each is reported once, however many shards there are.
    refused: shard === undefined || shard.index === 1 ? refused : [],
    messages: found.messages,
  };
}

/** The plan of a document that stands alone: there is no source folder that tells of others. */
export function planOne(settings: Settings): Plan {
  const { sourceRoot } = settings;
  const dialect =
    settings.dialect === 'auto'
      ? { name: 'generic', why: 'there is no source folder that tells a framework' }
      : { name: settings.dialect, why: 'set by "dialect"' };
  return {
    sourceRoot,
    projectRoot: sourceRoot,
    dialect,
    settings: documentSettings(settings, dialect.name),
    site: { pages: [], assets: [] },
    all: [],
    files: [],
    outputs: new Map(),
    refused: [],
    messages: [],
  };
}

function settleDialect({ dialect }: Settings, options: DetectOptions): Detected {
  if (dialect !== 'auto') return { name: dialect, why: 'set by "dialect"' };
  return detectDialect(options);
}

function withoutPartials(
  files: readonly SourceFile[],
  partials: readonly string[] = [],
): readonly SourceFile[] {
  if (partials.length === 0) return files;
  const rules = ignore().add([...partials]);
  return files.filter(({ path }) => !rules.ignores(path));
}

/** Without the locales and versions that are not wanted. */
function ofVariants(
  files: readonly SourceFile[],
  variants: Settings['variants'],
): readonly SourceFile[] {
  const wanted = new Set(
    selectVariants(
      files.map(({ path }) => path),
      variants,
    ),
  );
  return files.filter(({ path }) => wanted.has(path));
}

function noDocuments({ sourceRoot, include }: Settings, only: readonly string[]): ContextorError {
  const patterns = only.length > 0 ? only : include;
  return new ContextorError(`No document in ${sourceRoot} matches ${patterns.join(', ')}.`, {
    code: 'NO_DOCUMENTS',
    remedy:
      'Check --src and the globs; they are relative to the source folder, with forward slashes.',
  });
}
