import { join, posix } from 'node:path';
import type { Config } from '../../config/settings.ts';
import { Disk } from '../../files/disk.ts';
import { findSites } from '../../site/project.ts';
import type { ProjectSite, Setting, SiteSource } from '../../site/record.ts';
import { completed } from './completed.ts';
import { conventionalSite, farMore, fullerSite } from './conventions.ts';
import { candidatesIn, countDocuments, countPages, isServing } from './documents.ts';

/** A value and its place, such as `mkdocs.yml:3`. */
export interface Found<Value = string> {
  value: Value;
  place: string;
}

/** A documentation site of a project: what settings need of it. */
export interface FoundSite {
  /** How it was recognised, such as `vitepress, docs/.vitepress/config.ts`. */
  sign: string;
  /** Its place in the framework's configuration. */
  dialect?: string | undefined;
  /** Folder of the documents, relative to the project, forward slashes; `.` for the project itself. */
  src: Found;
  /** Whether only all parts together are the documentation: they are one tree, or the main one is missing or has few pages. */
  isSplit?: boolean;
  /** Further folders that the same site serves in the same language and version, such as its blog. */
  parts: readonly { src: Found; part: string }[];
  /** The site's own, else the name of its package. */
  title?: Found | undefined;
  /** Whether the title is the site's own. */
  titled: boolean;
  baseUrl?: Found | undefined;
  repo?: Found | undefined;
  ref?: Found | undefined;
  /** Tags or keys of all languages, the default one first; empty where there is one. */
  locales: readonly string[];
  /** The newest first. */
  versions: readonly string[];
}

export interface Survey {
  /** The sites of the project, the likeliest first. */
  sites: readonly FoundSite[];
  /** Folders with documents, where no site was found. */
  candidates: readonly { folder: string; documents: number }[];
}

/**
 * Looks at a project: the sites in the configuration of its frameworks, else a folder where
 * documentation usually is. Files are read as data; nothing is run.
 *
 * @param root absolute
 */
export async function surveyProject(root: string): Promise<Survey> {
  const disk = new Disk();
  const sites = await sitesOf(root, disk);
  return { sites, candidates: sites.length > 0 ? [] : candidatesIn(disk, root) };
}

/** The sites alone; candidates take a walk through the whole project. */
export async function sitesOf(root: string, disk: Disk): Promise<readonly FoundSite[]> {
  const sites = await findSites(root, disk);
  const ranked = sites.length > 1 ? likeliestFirst(sites, root, disk) : sites;
  const configured = ranked.flatMap((site) => {
    const found = configuredSite(site, root, disk);
    return found === undefined ? [] : [{ site, found }];
  });
  if (configured.length > 0) {
    const sites = configured.map(({ found }) => found);
    const isForAny = configured.every(({ site }) => isAnySite(site));
    const read = sites.flatMap(({ src, parts }) => [src, ...parts.map((one) => one.src)]);
    const folders = read.map(({ value }) => value);
    const fuller = isForAny ? fullerSite(root, folders, disk) : undefined;
    return fuller === undefined ? sites : [completed(fuller, { root, disk }), ...sites];
  }
  const usual = conventionalSite(root, disk);
  return usual === undefined ? [] : [completed(usual, { root, disk })];
}

function likeliestFirst(sites: readonly ProjectSite[], root: string, disk: Disk): ProjectSite[] {
  return sites
    .map((site) => ({ site, rank: rankOf(site, sites, { root, disk }) }))
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .map(({ site }) => site);
}

/**
 * How likely it is that a site is the one that people mean; the lower, the likelier. What counts, in this
 * order: it belongs to a framework for documentation, or is the largest and called `docs`, and is neither
 * a demo nor set aside (`_old`); it is near the root; no other site in its folder names its documents
 * more exactly; it has many documents, where those of a blog count half and those of a site called
 * `docs` four times.
 */
const rankOf = (site: ProjectSite, sites: readonly ProjectSite[], { root, disk }: Place) => [
  Number(isAnySite(site) && !isLargestDocs(site, sites, { root, disk })) +
    Number(/(?:^|\/)(?:demos?|_[^/]*)(?:\/|$)/.test(site.folder)),
  site.folder === '' ? 0 : site.folder.split('/').length,
  Number(takesAll(site) && sites.some((one) => one.folder === site.folder && !takesAll(one))),
  -documentsOf(site, { root, disk }) * weightOf(posix.basename(site.folder)),
];

const weightOf = (name: string): number =>
  name === 'blog' ? 0.5 : /^(?:docs|documentation|website)$/.test(name) ? 4 : 1;

const documentsOf = ({ sources }: ProjectSite, { root, disk }: Place) =>
  Math.max(0, ...sources.map(({ folder }) => countDocuments(disk, join(root, folder))));

/** Whether a site is the folder `docs`, with more documents than each other site, none of which reads it. */
function isLargestDocs(site: ProjectSite, sites: readonly ProjectSite[], place: Place): boolean {
  if (site.folder !== 'docs') return false;
  const documents = documentsOf(site, place);
  return sites.every(
    (one) =>
      one.folder === 'docs' ||
      (documentsOf(one, place) < documents &&
        !one.sources.some(({ folder }) => `${folder}/`.startsWith('docs/'))),
  );
}

interface Place {
  root: string;
  disk: Disk;
}

/** Whether its documents are all those beside its configuration. */
const takesAll = ({ folder, sources }: ProjectSite) =>
  sources.some((source) => source.folder === folder && source.include === undefined);

const compareRanks = (a: readonly number[], b: readonly number[]) =>
  a.map((rank, index) => rank - b[index]!).find((difference) => difference !== 0) ?? 0;

/** Whether its framework also serves demos and the like, or its file often outlives the site. */
const isAnySite = ({ framework }: ProjectSite) => anySite.has(framework);

const anySite = new Set(
  'astro content-collections eleventy gatsby gitbook jekyll next-mdx qwik-city solid-start sveltekit'.split(
    ' ',
  ),
);

/** The settings that `init` writes, and that a build without a configuration takes. */
export function configOf({ src, title, baseUrl, repo, ref, dialect }: FoundSite): Config {
  return {
    src: src.value,
    ...(title && { title: title.value }),
    ...(baseUrl && { baseUrl: baseUrl.value }),
    ...(repo && { repo: repo.value }),
    ...(ref && { ref: ref.value }),
    ...(dialect && { dialect: dialect as NonNullable<Config['dialect']> }),
  };
}

/**
 * The source that people mean: the first with documents, not pages of the site; of a framework for any
 * site, whose folder of content may hold anything, the pages if they are far more.
 */
function mainOf(site: ProjectSite, full: readonly SiteSource[], { root, disk }: Place) {
  const first = full.find(({ kind }) => kind === 'docs') ?? full[0];
  const count = ({ folder }: SiteSource) => countDocuments(disk, join(root, folder));
  if (first === undefined || !isAnySite(site)) return first;
  const least = Math.max(1, count(first)) * farMore;
  return full.find((one) => one.kind === 'pages' && count(one) >= least) ?? first;
}

function configuredSite(site: ProjectSite, root: string, disk: Disk): FoundSite | undefined {
  const isFull = (source: SiteSource) => isServing(disk, root, source);
  const full = site.sources.filter(isFull);
  const source = mainOf(site, full, { root, disk });
  if (source === undefined) return undefined;
  const { folder, config, locales, defaultLocale } = site;
  const shared = sharedFolder(site, isFull);
  const src = shared ?? source.folder;
  const folders = new Set([src]);
  const parts = site.sources.filter((one) => {
    const isOther = !folders.has(one.folder) && !isBelow(one.folder, shared);
    folders.add(one.folder);
    return isOther && isBeside(one, source) && isFull(one);
  });
  const keys = locales.map(({ key, lang }) => ({ key, name: lang ?? key }));
  keys.sort((a, b) => Number(b.key === defaultLocale) - Number(a.key === defaultLocale));
  return completed(
    {
      sign: `${site.framework}, ${config}`,
      dialect: site.dialect,
      src: { value: src || '.', place: placed(source) },
      isSplit:
        site.together === true ||
        isSplit(
          [source, ...parts].filter(({ kind }) => kind === 'docs'),
          (one) => countPages(disk, root, one),
        ),
      parts: parts.map((one) => ({
        src: { value: one.folder || '.', place: placed(one) },
        part: one.kind,
      })),
      title: found(site.title),
      baseUrl: found(site.baseUrl),
      repo: found(site.repo),
      ref: found(site.ref),
      locales: keys.map(({ name }) => name).filter(Boolean),
      versions: site.versions,
    },
    { root, folder, disk },
  );
}

/** Whether the first is not what people mean by the docs, or no more than leads to another with ten times its documents. */
function isSplit(
  [first, ...others]: readonly SiteSource[],
  count: (source: SiteSource) => number,
): boolean {
  if (first === undefined || others.length === 0) return false;
  const documents = count(first);
  const isOpening = documents < 5 && others.some((one) => count(one) >= 10 * documents);
  return !first.main || isOpening;
}

/** Whether a part of a site is in the language and version of another; one with versions of its own is read in its current one. */
function isBeside(part: SiteSource, main: SiteSource): boolean {
  const isOf = (own: string | undefined, other: string | undefined) =>
    own === undefined || own === other || own === 'current';
  return isOf(part.locale, main.locale) && isOf(part.version, main.version);
}

/** The folder of several collections of Astro that are the documents together; none where one is called so. */
function sharedFolder(
  { framework, sources }: ProjectSite,
  isFull: (source: SiteSource) => boolean,
): string | undefined {
  if (framework !== 'astro') return undefined;
  const docs = sources.filter((source) => source.kind === 'docs' && isFull(source));
  const [first] = docs;
  if (first === undefined || docs.length === 1 || posix.basename(first.folder) === 'docs')
    return undefined;
  const parent = posix.dirname(first.folder);
  return docs.every(({ folder }) => isBelow(folder, parent)) ? parent : undefined;
}

const isBelow = (folder: string, parent: string | undefined) =>
  parent !== undefined && folder.startsWith(`${parent}/`);

const found = (setting: Setting<string> | undefined): Found | undefined =>
  setting && { value: setting.value, place: placed(setting) };

const placed = ({ file, line }: { file: string; line: number }): string =>
  `${posix.normalize(file)}:${line}`;
