import { realpathSync } from 'node:fs';
import { posix, relative } from 'node:path';
import type { Message } from '../contract/message.ts';
import type { SiteRoutes } from '../document/site.ts';
import { isWithin, slashed } from '../files/source-name.ts';
import { getOrMake } from '../maps.ts';
import { ProjectFiles } from './config/files.ts';
import { unwrittenIn } from './git-ignored.ts';
import { otherPages } from './other-pages.ts';
import { sitesIn } from './read-site.ts';
import type { DerivedPage, PageAddress, ProjectSite, SiteFinding, SiteSource } from './record.ts';
import { matterOf, type SiteMatter } from './scan-frontmatter.ts';
import { servedBy } from './source-globs.ts';

/** Characters of a document that are looked through for the names in it. */
const longestText = 4 * 1024 * 1024;

/** What the site of a build says about its documents. */
export interface BuildSite {
  record: ProjectSite;
  /**
   * Where the site serves a document; undefined where it is not a page of the site.
   *
   * @param path relative to the source root, forward slashes
   */
  addressOf(path: string, matter: SiteMatter): PageAddress | undefined;
  /** Path of a document relative to the folder of a source; undefined where it lies elsewhere. */
  inSource(path: string, source: SiteSource): string | undefined;
  /** Whether a document is one that the configuration of the site leaves out. */
  leavesOut(path: string): boolean;
  /** Pages that the framework makes from other files; paths are relative to the source root. */
  derived: readonly DerivedPage[];
  /** What links need beyond the addresses of the documents, which are given by their paths. */
  routes(paths: readonly string[]): SiteRoutes;
  /** Folders whose files the site serves from its root, relative to the source root. */
  publics: readonly string[];
  /** What could not be read, each once; paths are relative to the source root. */
  messages: readonly Message[];
  /** Files that were read or looked for, relative to the source root. */
  reads: readonly string[];
}

/** The sites of a project, and its files. */
export type ReadProjects = (projectRoot: string) => {
  files: ProjectFiles;
  sites: readonly ProjectSite[];
};

/** Reads each project once, so that several sources of one site have the same record. */
export function projectReader(): ReadProjects {
  const known = new Map<string, ReturnType<ReadProjects>>();
  return (projectRoot) =>
    getOrMake(known, projectRoot, () => {
      const files = new ProjectFiles(realpathSync(projectRoot));
      return { files, sites: sitesIn(files) };
    });
}

interface BuildSiteOptions {
  /** Both absolute. */
  sourceRoot: string;
  projectRoot: string;
  /** Default: the project is read for this source alone. */
  read?: ReadProjects;
}

/** The site that serves the documents of a source root; undefined if no configuration names them. */
export function buildSite({
  sourceRoot,
  projectRoot,
  read = projectReader(),
}: BuildSiteOptions): BuildSite | undefined {
  const { files, sites } = read(projectRoot);
  const root = slashed(relative(files.root, realpathSync(sourceRoot)));
  const record = nearest(sites, root);
  if (record === undefined) return undefined;
  const locate = locator(record);
  const inProject = (path: string) => posix.join(root, path);
  const isAside = isLeftOut(root, record);
  return {
    record,
    addressOf(path, matter) {
      const at = locate(inProject(path));
      return at?.source === undefined ? undefined : record.addressOf(at.path, at.source, matter);
    },
    inSource(path, source) {
      const at = locate(inProject(path));
      return at?.source === source ? at.path : undefined;
    },
    leavesOut(path) {
      if (isAside) return false;
      const at = locate(inProject(path));
      if (at === undefined) return false;
      return at.source === undefined || record.addressOf(at.path, at.source, {}) === undefined;
    },
    derived: isAside ? [] : derivedBelow(root, record),
    routes: (paths) => routesOf(record, { files, inOutput: new Set(paths.map(inProject)) }),
    publics: record.publics.map((folder) => posix.relative(root, folder)),
    get messages() {
      return record.findings.map((finding) => messageOf(finding, root));
    },
    get reads() {
      return files.names().map((name) => posix.relative(root, name));
    },
  };
}

function derivedBelow(root: string, { derived = [] }: ProjectSite): DerivedPage[] {
  const below = (path: string) => posix.relative(root, path);
  return derived
    .map(({ path, from, text }) => ({ path: below(path), from: below(from), text }))
    .filter(({ path }) => !path.startsWith('../'));
}

/** @param inOutput documents that have an output, relative to the project */
function routesOf(
  record: ProjectSite,
  { files, inOutput }: { files: ProjectFiles; inOutput: ReadonlySet<string> },
): SiteRoutes {
  const { redirects, locales, defaultLocale, strictLocales, made } = record;
  const hasFallback = defaultLocale !== undefined && !strictLocales;
  return {
    redirects: redirects.map(({ from, to }) => [from, to] as const),
    locales: hasFallback ? locales.map(({ key }) => key).filter(Boolean) : [],
    fallback: defaultLocale ?? '',
    ...(made && { made }),
    unwritten: unwrittenIn(record, files),
    ...otherPages(record, {
      files,
      inOutput,
      matterOf: (name) => matterOf(files.head(name) ?? ''),
      textOf: (name) => files.head(name, longestText) ?? '',
    }),
  };
}

function messageOf({ setting, reason, file, line }: SiteFinding, root: string): Message {
  const path = posix.relative(root, file);
  const isFile = setting === '';
  return {
    severity: isFile ? 'warning' : 'info',
    rule: 'site-config',
    ...(!isFile && { about: setting }),
    reason: isFile
      ? `The site's sources, addresses and navigation could not be read, so defaults are used: ${reason}`
      : `The site's setting \`${setting}\` could not be read: it is ${reason}`,
    path,
    line,
  };
}

/**
 * The URL of the site's root, where `baseUrl` is that of the source folder: with Docusaurus,
 * `https://acme.dev/docs` for documents that are served under `/docs`.
 */
export function siteBase(
  baseUrl: string | undefined,
  site: BuildSite | undefined,
): string | undefined {
  if (baseUrl === undefined || site === undefined) return baseUrl;
  const plain = baseUrl.replace(/\/+$/, '');
  const stated = site.record.baseUrl?.value;
  const prefix = site.record.sources
    .map((source) => source.prefix)
    .find((one) => one !== '' && plain.endsWith(one) && plain !== stated);
  return prefix === undefined ? baseUrl : plain.slice(0, -prefix.length);
}

/** The site with the source that a folder is, or that it lies in, or that lies in it. */
function nearest(sites: readonly ProjectSite[], root: string): ProjectSite | undefined {
  const contains = (outer: string, inner: string) => outer === '' || isWithin(outer, inner);
  const fits = (folder: string): number => {
    if (folder === root) return Number.POSITIVE_INFINITY;
    if (contains(folder, root)) return 1000 + folder.length;
    return contains(root, folder) ? 1 : 0;
  };
  const ranked = sites
    .map((site) => {
      // Its configuration is above the documents, though it names others or cannot be read.
      const unread = site.findings.some(({ setting }) => setting === '') ? 0.25 : 0;
      const beside = contains(site.folder, root) ? 0.5 : unread;
      return { site, fit: Math.max(beside, ...site.sources.map(({ folder }) => fits(folder))) };
    })
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit);
  return ranked[0]?.site;
}

/**
 * Whether a folder is in one that the site serves, which leaves it out with all that it holds, as Jekyll does with
 * `_src`. A plugin may make pages of it: whoever names it as a source wants what is there.
 */
function isLeftOut(root: string, { sources }: ProjectSite): boolean {
  if (sources.some(({ folder }) => folder === root)) return false;
  return sources.some((source) => {
    const { folder } = source;
    if (folder !== '' && !isWithin(folder, root)) return false;
    const isServed = servedBy({ ...source, include: ['**'] });
    return !isServed(`${folder === '' ? root : root.slice(folder.length + 1)}/`);
  });
}

interface Located {
  /** Undefined where the source leaves the file out. */
  source: SiteSource | undefined;
  /** Relative to the folder of the source. */
  path: string;
}

/** Finds the source that a file of the project belongs to, the innermost one first. */
function locator({ sources }: ProjectSite): (path: string) => Located | undefined {
  const rules = [...sources]
    .sort((a, b) => b.folder.length - a.folder.length)
    .map((source) => ({ source, isServed: servedBy(source) }));
  return (file) => {
    let outside: Located | undefined;
    for (const { source, isServed } of rules) {
      const inside =
        source.folder === ''
          ? file
          : file.startsWith(`${source.folder}/`)
            ? file.slice(source.folder.length + 1)
            : undefined;
      if (inside === undefined) continue;
      if (outside !== undefined && source.folder.length < outside.path.length - inside.length)
        return outside;
      if (isServed(inside)) return { source, path: inside };
      outside ??= { source: undefined, path: inside };
    }
    return outside;
  };
}
