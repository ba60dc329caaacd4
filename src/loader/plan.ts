import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';
import { resolveDialect } from '../../transforms/dialects/index.ts';
import { dialectRecords } from '../../transforms/dialects/records.ts';
import { documentSettings } from '../config/document-settings.ts';
import type { DocumentSettings, Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
import { type Shard, shareOf } from '../contract/shard.ts';
import type { Site } from '../document/site.ts';
import { ContextorError } from '../errors.ts';
import { outputPath } from '../files/output-path.ts';
import { includeReader } from '../includes/include.ts';
import { readAliases } from '../site/aliases.ts';
import { type BuildSite, buildSite, siteBase } from '../site/build-site.ts';
import { type Detected, type DetectOptions, detectDialect } from '../site/detect.ts';
import { findProject } from '../site/project.ts';
import { scanSite } from '../site/scan.ts';
import type { FileScan } from '../site/scan-file.ts';
import { selectVariants, unmatchedVariants } from '../site/variants.ts';
import { byPath } from './by-path.ts';
import { collisions } from './collisions.ts';
import type { Discovery, SourceFile } from './discover.ts';
import { select } from './select.ts';
import { tooLarge } from './too-large.ts';

/** Which documents a run is about, how they read, and where they go; settled without reading them. */
export interface DocumentPlan {
  sourceRoot: string;
  projectRoot: string;
  /** Path of the source root in its repository. */
  sourceName: string;
  dialect: Detected;
  settings: DocumentSettings;
  /** The documents of this run, in path order, without those that collide. */
  files: readonly SourceFile[];
  /** Output by source path, of all documents that have one, those not selected included. */
  outputs: ReadonlyMap<string, string>;
  /** Documents of this run that fail before they are read. */
  refused: readonly Message[];
  /** Paths of all that do, those not selected included. */
  withheld: ReadonlySet<string>;
  /** The share of this run, where it does not do all. */
  shard?: Shard | undefined;
  /** All documents, in path order, those of other shards included. */
  all: readonly SourceFile[];
  /** The site that serves the documents, where its configuration is known. */
  onSite?: BuildSite | undefined;
  /** What was found beside the documents. */
  messages: readonly Message[];
}

/** All that is settled before the first document is transformed. */
export interface Plan extends DocumentPlan {
  site: Site;
}

export interface PlanOptions {
  /** Globs, files or folders; default all. */
  only?: readonly string[] | undefined;
  shard?: Shard | undefined;
}

/** @throws ContextorError `NO_DOCUMENTS` */
export async function planDocuments(
  settings: Settings,
  found: Discovery,
  { only = [], shard }: PlanOptions = {},
): Promise<DocumentPlan> {
  const { sourceRoot } = found;
  const { projectRoot, sourceName } = findProject(sourceRoot, settings.cwd);
  const large = tooLarge(found.files, settings);
  const dialect = settleDialect(settings, {
    sourceRoot,
    projectRoot,
    paths: found.files.flatMap(({ path }) => (large.has(path) ? [] : path)),
    sample: (path) => readFileSync(join(sourceRoot, path), 'utf8'),
  });
  const onSite = buildSite({ sourceRoot, projectRoot });
  const shaping = {
    ...documentSettings(settings, dialect.name),
    baseUrl: siteBase(settings.baseUrl, onSite),
  };
  const partials = settings.partials ?? resolveDialect(dialect.name, shaping).partials;
  const pages = ofVariants(withoutPartials(found.files, partials), settings.variants).filter(
    ({ path }) => onSite?.leavesOut(path) !== true,
  );
  const targets = pages.map(({ path }) => ({ path, out: outputPath(path, settings) }));
  const colliding = collisions(targets);
  const refusals = new Map([...colliding, ...large]);
  const kept = targets.filter(({ path }) => !refusals.has(path));
  const outputs = new Map(kept.map(({ path, out }) => [path, out]));
  const selected = await select(pages, only, settings);
  if (selected.size === 0) throw noDocuments(settings, only);
  const all = pages.filter(({ path }) => selected.has(path) && outputs.has(path));
  const refused = [...refusals.values()].filter(({ path }) => selected.has(path)).sort(byPath);
  return {
    sourceRoot,
    projectRoot,
    sourceName,
    dialect,
    settings: shaping,
    onSite,
    all,
    files: shard === undefined ? all : shareOf(all, shard),
    shard,
    outputs,
    // Each is reported once, however many shards there are.
    refused: shard === undefined || shard.index === 1 ? refused : [],
    withheld: new Set(refusals.keys()),
    messages: [
      ...found.messages,
      ...(onSite?.messages ?? []),
      ...unmatchedMessages(found.files, settings.variants),
    ],
  };
}

/**
 * Scans the pages of a plan for what links need.
 *
 * @param scans what is known of pages from earlier builds; what this one finds is added
 */
export function withSite(
  plan: DocumentPlan,
  scans?: Map<string, FileScan>,
  dropped?: ReadonlySet<string>,
): Plan {
  const { sourceRoot, projectRoot, sourceName, dialect, settings, outputs, onSite } = plan;
  const site = scanSite({
    sourceRoot,
    // For the others, a document that a stage drops is no page.
    paths: [...outputs.keys()].filter((path) => !dropped?.has(path)),
    scans,
    dialect: resolveDialect(dialect.name, settings),
    settings,
    outputPath: (path) => outputs.get(path)!,
    sourceName,
    onSite,
    aliases: readAliases({ sourceRoot, projectRoot, aliases: settings.aliases }),
    include: includeReader({
      sourceRoot,
      projectRoot,
      aliases: settings.aliases,
      mayInclude: settings.mayInclude,
    }).read,
  });
  return { ...plan, site };
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
    sourceName: '',
    dialect,
    settings: documentSettings(settings, dialect.name),
    site: { pages: [], assets: [] },
    all: [],
    files: [],
    outputs: new Map(),
    refused: [],
    withheld: new Set(),
    messages: [],
  };
}

function settleDialect({ dialect }: Settings, options: Omit<DetectOptions, 'dialects'>): Detected {
  if (dialect !== 'auto') return { name: dialect, why: 'set by "dialect"' };
  return detectDialect({ ...options, dialects: dialectRecords });
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

/** Locales and versions that are asked for and are not there. */
function unmatchedMessages(
  files: readonly SourceFile[],
  variants: Settings['variants'],
): Message[] {
  const paths = files.map(({ path }) => path);
  return unmatchedVariants(paths, variants).map(({ setting, glob, present }) => ({
    severity: 'warning',
    rule: 'setting-unmatched',
    about: `variants.${setting}`,
    path: '.',
    reason: `"variants.${setting}" asks for ${JSON.stringify(glob)}, and no document is of it; there are: ${present.join(', ') || 'none'}`,
  }));
}

function noDocuments({ sourceRoot, include }: Settings, only: readonly string[]): ContextorError {
  const patterns = only.length > 0 ? only : include;
  return new ContextorError(`No document in ${sourceRoot} matches ${patterns.join(', ')}.`, {
    code: 'NO_DOCUMENTS',
    remedy:
      'Check --src and the globs; they are relative to the source folder, with forward slashes.',
  });
}
