import { dirname } from 'node:path';
import { resolveDialect } from '../../transforms/dialects/index.ts';
import { documentSettings } from '../config/document-settings.ts';
import type { DocumentSettings, Settings } from '../config/settings.ts';
import { sourceRoots } from '../config/sources.ts';
import { type Shard, shareOf } from '../contract/build.ts';
import type { Message } from '../contract/message.ts';
import type { Site } from '../document/site.ts';
import { ContextorError } from '../errors.ts';
import { remedyElsewhere } from '../files/elsewhere.ts';
import { isInside } from '../files/inside.ts';
import { byPath, isInSource, nameInSource, sourceName } from '../files/source-name.ts';
import { includeReader } from '../includes/include.ts';
import { readAliases } from '../site/aliases.ts';
import { projectReader } from '../site/build-site.ts';
import type { Detected } from '../site/detect.ts';
import { scanSite } from '../site/scan.ts';
import type { FileScan } from '../site/scan-file.ts';
import { collisions } from './collisions.ts';
import { derivedAmong } from './derived.ts';
import type { SourceFile } from './discover.ts';
import type { Discoveries } from './discover-sources.ts';
import { select } from './patterns.ts';
import { emptySources, unknownLinks, unmatchedSettings } from './plan-messages.ts';
import { planSource, type SourcePlan } from './plan-source.ts';

/**
 * Which documents a run builds, in which dialect, and where they go; decided without reading them.
 * Paths are relative to `sourceRoot`, the folder that contains all sources.
 */
export interface DocumentPlan {
  sourceRoot: string;
  /** Holds the projects of all sources. */
  projectRoot: string;
  sources: readonly SourcePlan[];
  /** Of several sources, the names and reasons of all. */
  dialect: Detected;
  /** What all sources share; with one source, the settings of its documents. */
  settings: DocumentSettings;
  /** The documents of this run, in path order, without those that collide. */
  files: readonly SourceFile[];
  /** Output by source path, of all documents that have one, including those not selected. */
  outputs: ReadonlyMap<string, string>;
  /** Documents of this run that fail before they are read. */
  refused: readonly Message[];
  /** Paths of all documents that fail so, including those not selected. */
  withheld: ReadonlySet<string>;
  /** The share that this run builds; undefined if it builds all. */
  shard?: Shard | undefined;
  /** All documents, in path order, including those of other shards. */
  all: readonly SourceFile[];
  /** Paths of documents that are parts of pages. */
  parts: readonly string[];
  /** Findings that belong to no document, such as those about the configuration. */
  messages: readonly Message[];
}

/** A source whose pages have been scanned for what links need. */
export interface ScannedSource extends SourcePlan {
  site: Site;
}

/** All that is decided before the first document is transformed. */
export interface Plan extends DocumentPlan {
  sources: readonly ScannedSource[];
}

interface PlanOptions {
  /** Globs, files or folders; default all. */
  only?: readonly string[] | undefined;
  shard?: Shard | undefined;
}

/** @throws ContextorError `NO_DOCUMENTS` */
export async function planDocuments(
  settings: Settings,
  found: Discoveries,
  { only = [], shard }: PlanOptions = {},
): Promise<DocumentPlan> {
  const read = projectReader();
  const sources: SourcePlan[] = [];
  for (const source of found.sources) sources.push(await planSource(source, read));
  const pages = sources.flatMap((source) => named(source, source.pages)).sort(byPath);
  const targets = sources.flatMap((source) => named(source, source.targets)).sort(byPath);
  const large = sources.flatMap((source) => named(source, [...source.large.values()]));
  const refusals = new Map(large.map((message) => [message.path, message]));
  for (const [path, message] of collisions(targets)) {
    if (!refusals.has(path)) refusals.set(path, message);
  }
  const kept = targets.filter(({ path }) => !refusals.has(path));
  const outputs = new Map(kept.map(({ path, out }) => [path, out]));
  const selected = new Set<string>();
  for (const [at, { pages: own, folder }] of sources.entries()) {
    const chosen = await select(own, only, found.sources[at]!.settings);
    for (const path of chosen) selected.add(sourceName(folder, path));
  }
  if (selected.size === 0) throw noDocuments(settings, only, sources);
  const all = pages.filter(({ path }) => selected.has(path) && outputs.has(path));
  const refused = [...refusals.values()].filter(({ path }) => selected.has(path)).sort(byPath);
  return {
    sourceRoot: found.sourceRoot,
    projectRoot: sources.map((source) => source.projectRoot).reduce(outermost),
    sources,
    ...shared(settings, sources),
    all,
    files: shard === undefined ? all : shareOf(all, shard),
    shard,
    outputs,
    // Each is reported once, however many shards there are.
    refused: shard === undefined || shard.index === 1 ? refused : [],
    withheld: new Set(refusals.keys()),
    parts: sources.flatMap(({ folder, parts }) => parts.map((path) => sourceName(folder, path))),
    messages: distinct([
      ...sources.flatMap((source) => named(source, source.messages)),
      ...unmatchedSettings(found.sources, sources),
      ...emptySources(found),
    ]),
  };
}

/** What all sources have in common. */
function shared(
  settings: Settings,
  sources: readonly SourcePlan[],
): Pick<DocumentPlan, 'dialect' | 'settings'> {
  if (settings.sources === undefined) return sources[0]!;
  const name = [...new Set(sources.map(({ dialect }) => dialect.name))].join(', ');
  const why = sources.map(({ folder, dialect }) => `${folder}: ${dialect.why}`).join('; ');
  return { dialect: { name, why }, settings: documentSettings(settings, settings.dialect) };
}

/** Items of one source, with their paths in the folder that contains all. */
function named<Item extends { path: string }>(
  { folder }: Pick<SourcePlan, 'folder'>,
  items: readonly Item[],
): readonly Item[] {
  if (folder === '') return items;
  return items.map((item) => ({ ...item, path: sourceName(folder, item.path) }));
}

/** Sources of one site find the same in its configuration. */
const distinct = (messages: readonly Message[]): Message[] => [
  ...new Map(messages.map((message) => [JSON.stringify(message), message])).values(),
];

const outermost = (one: string, other: string): string =>
  isInside(one, other) ? one : isInside(other, one) ? other : outermost(dirname(one), other);

/**
 * Scans the pages of a plan for what links need.
 *
 * @param scans scans of pages by earlier builds; those of this build are added
 */
export function withSite(
  plan: DocumentPlan,
  scans?: Map<string, FileScan>,
  dropped?: ReadonlySet<string>,
): Plan {
  // For the others, a document that a stage drops is not a page.
  const pages = [...plan.outputs.keys()].filter((path) => !dropped?.has(path));
  const cut: Message[] = [];
  const sources = plan.sources.map((source): ScannedSource => {
    const { folder, sourceRoot, projectRoot, dialect, settings, onSite } = source;
    const { aliases, mayInclude } = settings;
    const inAll = (path: string) => sourceName(folder, path);
    const report = (path: string, reason: string) =>
      cut.push({ severity: 'warning', rule: 'site-config', path: inAll(path), reason });
    const includes = includeReader({ sourceRoot, projectRoot, aliases, mayInclude });
    const site = scanSite({
      sourceRoot,
      derived: derivedAmong(source.pages),
      paths: pages.flatMap((path) => (isInSource(folder, path) ? nameInSource(folder, path) : [])),
      scans: scans && {
        get: (path) => scans.get(inAll(path)),
        set: (path, scan) => scans.set(inAll(path), scan),
      },
      dialect: resolveDialect(dialect.name, settings),
      settings,
      outputPath: (path) => plan.outputs.get(inAll(path))!,
      sourceName: source.sourceName,
      servedName: source.servedName,
      onSite,
      aliases: readAliases({ sourceRoot, projectRoot, aliases, report }),
      include: (specifier, from) => includes.read(specifier, from),
    });
    return { ...source, site };
  });
  const unknown = sources.flatMap(({ folder, site }) => unknownLinks(site.unknown, folder));
  return { ...plan, sources, messages: [...plan.messages, ...distinct(cut), ...unknown] };
}

/** The plan of a single document without a source folder. */
export function planOne(settings: Settings): Plan {
  const { sourceRoot } = settings;
  const dialect =
    settings.dialect === 'auto'
      ? { name: 'generic', why: 'there is no source folder to recognise a framework by' }
      : { name: settings.dialect, why: 'set by "dialect"' };
  const about = { sourceRoot, dialect, settings: documentSettings(settings, dialect.name) };
  const source: ScannedSource = {
    ...about,
    folder: '',
    title: undefined,
    projectRoot: sourceRoot,
    sourceName: '',
    servedName: '',
    site: { pages: [] },
    pages: [],
    parts: [],
    targets: [],
    large: new Map(),
    messages: [],
    reads: () => [],
  };
  return {
    ...about,
    projectRoot: sourceRoot,
    sources: [source],
    all: [],
    files: [],
    outputs: new Map(),
    refused: [],
    withheld: new Set(),
    parts: [],
    messages: [],
  };
}

function noDocuments(
  settings: Settings,
  only: readonly string[],
  sources: readonly SourcePlan[],
): ContextorError {
  const patterns = only.length > 0 ? only : settings.include;
  const orHere = only.length > 0 ? ' or the current one' : '';
  const roots = sourceRoots(settings);
  const messages = only.length > 0 ? [] : sources.flatMap(({ messages }) => messages);
  const linked = messages.find(({ rule }) => rule === 'linked-folder');
  const remedy =
    remedyElsewhere(only, { cwd: settings.cwd, roots }) ??
    (linked && `Not read: ${linked.reason}.`);
  return new ContextorError(`no document in ${roots.join(', ')} matches ${patterns.join(', ')}`, {
    code: 'NO_DOCUMENTS',
    remedy:
      remedy ??
      `Check --src and the globs: they begin at the source folder${orHere}, with forward slashes.`,
  });
}
