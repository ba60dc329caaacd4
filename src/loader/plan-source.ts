import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ignore from 'ignore';
import { resolveDialect } from '../../transforms/dialects/index.ts';
import { dialectRecords } from '../../transforms/dialects/records.ts';
import { documentSettings } from '../config/document-settings.ts';
import { defaultInclude } from '../config/schema.ts';
import type { DocumentSettings, Settings } from '../config/settings.ts';
import type { Message } from '../contract/message.ts';
import { isNotebook } from '../document/notebook.ts';
import { outputPath } from '../files/output-path.ts';
import { byPath } from '../files/source-name.ts';
import { aliasesBeside } from '../site/aliases.ts';
import { type BuildSite, buildSite, type ReadProjects, siteBase } from '../site/build-site.ts';
import { type Detected, type DetectOptions, detectDialect } from '../site/detect.ts';
import type { ProjectSite } from '../site/record.ts';
import { normalRoute } from '../site/routes.ts';
import { selectVariants } from '../site/variants.ts';
import type { Target } from './collisions.ts';
import { derivedFiles } from './derived.ts';
import type { SourceFile } from './discover.ts';
import type { SourceDiscovery } from './discover-sources.ts';
import { tooLarge } from './faults.ts';
import { unreadFormat, withoutEnding } from './other-formats.ts';

/** How the documents of one source read and where they go. Paths are relative to the source. */
export interface SourcePlan {
  /** Path of the source in the folder that contains all, forward slashes; empty if it is the only one. */
  folder: string;
  /** Title of its sections, if the configuration has one. */
  title: string | undefined;
  sourceRoot: string;
  projectRoot: string;
  /** Path of the source root in its repository. */
  sourceName: string;
  /** See `ProjectPlace`. */
  servedName: string;
  dialect: Detected;
  settings: DocumentSettings;
  /** The site that serves the documents, where its configuration is known. */
  onSite?: BuildSite | undefined;
  /** Documents that are pages, in path order. */
  pages: readonly SourceFile[];
  /** Paths of those that are parts of pages, by their folder or by how their names begin. */
  parts: readonly string[];
  /** Where each would be written. */
  targets: readonly Target[];
  /** Documents that are too large, with the error that each gets. */
  large: ReadonlyMap<string, Message>;
  /** What was found beside the documents. */
  messages: readonly Message[];
  /** Files of the project that were read for its sites, or looked for; absolute. */
  reads(): string[];
}

/** @param read gives the sites of a project, each read once */
export async function planSource(found: SourceDiscovery, read: ReadProjects): Promise<SourcePlan> {
  const { settings, sourceRoot, messages } = found;
  const { projectRoot, sourceName, servedName } = found.place;
  const isLarge = tooLarge(found.files, settings);
  const dialect = settleDialect(settings, {
    sourceRoot,
    projectRoot,
    paths: found.files.flatMap(({ path }) => (isLarge.has(path) || isNotebook(path) ? [] : path)),
    sample: (path) => readFileSync(join(sourceRoot, path), 'utf8'),
  });
  const onSite = buildSite({ sourceRoot, projectRoot, read });
  const { files, unread } = withoutOtherNotebooks(found.files, {
    include: settings.include,
    onSite,
    dialect: dialect.name,
  });
  const shaping = {
    ...documentSettings(settings, dialect.name),
    baseUrl: baseOf(settings, onSite),
    aliases: {
      ...(onSite && aliasesBeside(onSite.record.folder, { sourceRoot, projectRoot })),
      ...onSite?.record.aliases,
      ...settings.aliases,
    },
    ...(onSite && saidBySite(onSite.record)),
  };
  const partials = settings.partials ?? resolveDialect(dialect.name, shaping).partials;
  const all = [...files, ...derivedFiles(onSite, files, settings)].sort(byPath);
  const wanted = ofVariants(all, settings.variants, onSite);
  const pages = withoutPartials(wanted, partials, onSite).filter(
    ({ path }) => onSite?.leavesOut(path) !== true,
  );
  return {
    folder: settings.folder ?? '',
    title: settings.folder === undefined ? undefined : settings.title,
    sourceRoot,
    projectRoot,
    sourceName,
    servedName,
    dialect,
    settings: shaping,
    onSite,
    pages,
    parts: partsAmong(wanted, { pages, partials }),
    targets: pages.map(({ path }) => ({ path, out: outputPath(path, settings) })),
    large: tooLarge(files, settings),
    messages: [...messages, ...unread, ...(onSite?.messages ?? [])],
    reads() {
      const { files } = read(projectRoot);
      return files.names().map((name) => join(files.root, name));
    },
  };
}

/** How documents read, as the configuration of their site says it. */
function saidBySite({
  markdown,
  math,
  magicComments,
  locales,
}: ProjectSite): Pick<DocumentSettings, 'markdown' | 'math' | 'magicComments' | 'languages'> {
  const languages = locales.map(({ key, lang }) => [key, lang ?? (key || 'en')] as const);
  return {
    ...(markdown && { markdown }),
    ...(math && { math }),
    ...(magicComments && { magicComments }),
    ...(languages.length > 0 && { languages: Object.fromEntries(languages) }),
  };
}

/**
 * The URL that the routes of a source start from. Of several sources, one whose site is known is served
 * as its site says; another one under its prefix, if the configuration names one.
 */
function baseOf(settings: Settings, onSite: BuildSite | undefined): string | undefined {
  const { baseUrl, commonUrl, prefix = '', prefixed } = settings;
  if (baseUrl !== undefined || commonUrl === undefined) return siteBase(baseUrl, onSite);
  if (onSite !== undefined) return siteBase(commonUrl, onSite);
  if (!prefixed) return undefined;
  return posix.join(prefix) === '.' ? commonUrl : `${commonUrl.replace(/\/+$/, '')}/${prefix}`;
}

function settleDialect({ dialect }: Settings, options: Omit<DetectOptions, 'dialects'>): Detected {
  if (dialect !== 'auto') return { name: dialect, why: 'set by "dialect"' };
  return detectDialect({ ...options, dialects: dialectRecords });
}

/** What the navigation of the site names is a page, whatever folder it is in. */
function withoutPartials(
  files: readonly SourceFile[],
  partials: readonly string[] = [],
  onSite: BuildSite | undefined,
): readonly SourceFile[] {
  if (partials.length === 0) return files;
  const rules = ignore().add([...partials]);
  const named = new Set(onSite?.record.named.map(normalRoute));
  const isNamed = (path: string) => {
    const route = onSite?.addressOf(path, {})?.route;
    return route !== undefined && named.has(normalRoute(route));
  };
  return files.filter(({ path }) => !rules.ignores(path) || isNamed(path));
}

/** A whole name, such as `_Sidebar.md`, is that of something else than a part. */
function partsAmong(
  files: readonly SourceFile[],
  {
    pages,
    partials = [],
  }: { pages: readonly SourceFile[]; partials?: readonly string[] | undefined },
): readonly string[] {
  const rules = ignore().add(partials.filter((rule) => /[*!]|\/$/.test(rule)));
  const own = new Set(pages);
  return files.flatMap((file) => (!own.has(file) && rules.ignores(file.path) ? file.path : []));
}

/** Without the locales and versions that are not wanted. */
function ofVariants(
  files: readonly SourceFile[],
  variants: Settings['variants'],
  onSite: BuildSite | undefined,
): readonly SourceFile[] {
  const wanted = new Set(
    selectVariants(
      files.map(({ path }) => path),
      variants,
      onSite,
    ),
  );
  return files.filter(({ path }) => wanted.has(path));
}

interface NotebookOptions {
  include: readonly string[];
  onSite: BuildSite | undefined;
  /** Name of the dialect. */
  dialect: string;
}

/**
 * Files without the notebooks that are not pages. They are pages where the site shows them, where the
 * documents are MyST without a site, or where a glob of `include` names them. One beside its
 * Markdown is the same page.
 */
function withoutOtherNotebooks<File extends { path: string }>(
  files: readonly File[],
  { include, onSite, dialect }: NotebookOptions,
): { files: readonly File[]; unread: Message[] } {
  const isNamed = include.some((glob) => glob.includes('ipynb') && glob !== defaultInclude);
  const isLeftOut = (path: string) => onSite?.leavesOut(path) === true;
  const texts = new Set(
    files.flatMap(({ path }) => (isNotebook(path) || isLeftOut(path) ? [] : withoutEnding(path))),
  );
  const isShown = (path: string) =>
    isNamed || (onSite === undefined ? dialect === 'myst' : showsNotebook(onSite, path));
  let count = 0;
  const pages = files.filter(({ path }) => {
    if (!isNotebook(path)) return true;
    if (texts.has(withoutEnding(path)) || isLeftOut(path)) return false;
    if (isShown(path)) return true;
    count++;
    return false;
  });
  return { files: pages, unread: count === 0 ? [] : [unreadFormat('.ipynb', count)] };
}

function showsNotebook(site: BuildSite, path: string): boolean {
  const shows = site.record.sources.filter(({ further }) => further?.includes('ipynb'));
  return shows.some((source) => site.inSource(path, source) !== undefined);
}
