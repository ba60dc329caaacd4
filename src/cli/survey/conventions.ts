import { createRequire } from 'node:module';
import { basename, join, posix } from 'node:path';
import { dialectRecords } from '../../../transforms/dialects/records.ts';
import type { Disk } from '../../files/disk.ts';
import { isRecord } from '../../is-record.ts';
import { signsOfFolder } from '../../site/detect.ts';
import { areNested } from './choices.ts';
import {
  countDocuments,
  enoughDocuments,
  foldersOfDocuments,
  hasDocuments,
  hasReadme,
  isMadeOfDocuments,
} from './documents.ts';
import type { FoundSite } from './survey.ts';
import { noFramework } from './tell.ts';

const require = createRequire(import.meta.url);

/** Folders where documents usually are, the most usual first. */
const documentFolders = [
  'src/content/docs',
  'content/docs',
  'website/docs',
  'docs',
  'src/docs',
  'documentation',
  'doc',
  'content',
  'src/content',
  'pages',
  'src/pages',
  'app',
];

const siteFolders = ['.', 'website', 'docs', 'site', 'documentation'];

type Usual = Omit<FoundSite, 'titled'>;

/** A site whose framework has no setting for the folder of its documents. */
export function conventionalSite(root: string, disk: Disk): Usual | undefined {
  const src =
    usualFolder(root, disk) ??
    atRoot(root, disk) ??
    onlyFolder(root, disk) ??
    fullestFolder(root, disk) ??
    (isMadeOfDocuments(disk, root) ? '.' : undefined);
  if (src === undefined) return undefined;
  const beside = besideDocs(root, src, disk);
  const isWhole = beside.length > 0 && !beside.some((folder) => isNews.test(basename(folder)));
  const main = isWhole ? posix.dirname(src) : src;
  const at = (folder: string) => ({ value: folder, place: `folder ${folder}` });
  return {
    sign: frameworkIn(root, disk) ?? noFramework,
    src: main === '.' ? { value: '.', place: 'documents in the project itself' } : at(main),
    parts: isWhole ? [] : beside.map((folder) => ({ src: at(folder), part: basename(folder) })),
    ...jekyllFacts(root, disk),
    locales: [],
    versions: [],
  };
}

/** Folders of what is new, which is not what people mean by the docs. */
const isNews = /^(?:blog|posts?|news|articles?|changelogs?|releases?)$/;

/** Folders of documents beside the one called `docs` in a folder of content: `content/guides`. */
function besideDocs(root: string, src: string, disk: Disk): string[] {
  const parent = posix.dirname(src);
  if (basename(src) !== 'docs' || basename(parent) !== 'content') return [];
  return disk
    .list(join(root, parent))
    .filter((entry) => entry.isDirectory() && entry.name !== 'docs' && !noSite.test(entry.name))
    .map(({ name }) => posix.join(parent, name))
    .filter((folder) => countIn(root, folder, disk) >= enoughDocuments)
    .sort();
}

/** A less usual folder is preferred if it has this many times as many documents. */
export const farMore = 10;

function usualFolder(root: string, disk: Disk): string | undefined {
  const [first, ...others] = documentFolders.filter((name) => hasDocuments(disk, join(root, name)));
  if (first === undefined) return undefined;
  const least = countIn(root, first, disk) * farMore;
  const holdsMore = (name: string) => countIn(root, name, disk) >= least;
  return others.find(holdsMore) ?? innerFolders(root, disk).find(holdsMore) ?? first;
}

/**
 * The usual folder that holds far more documents than a site of a framework that serves any site, and
 * that the site does not read; undefined where there is none.
 *
 * @param site the folders that it reads
 */
export function fullerSite(root: string, site: readonly string[], disk: Disk): Usual | undefined {
  const least = Math.max(1, ...site.map((folder) => countIn(root, folder, disk))) * farMore;
  const folders = [...documentFolders.slice(0, -3), ...innerFolders(root, disk)];
  const src = folders.find(
    (folder) => !site.some((own) => areNested(own, folder)) && countIn(root, folder, disk) >= least,
  );
  if (src === undefined) return undefined;
  const place = `folder ${src}`;
  return { sign: noFramework, src: { value: src, place }, parts: [], locales: [], versions: [] };
}

const countIn = (root: string, folder: string, disk: Disk) =>
  countDocuments(disk, join(root, folder));

/** Folders of packages and apps, which may be sites of their own. */
const grouping = /^(?:apps|packages|sites|websites|www)$/;
const noSite =
  /^(?:\..*|_.*|node_modules|dist|vendor|.*(?:demo|example|fixture|template|test)s?)$/i;

/** A package that is called after the documentation: `apps/docs`. */
const isOfSite = /\/(?:docs|documentation)$/;

/** Folders where documents usually are in sites below the project: `site/docs`, `apps/docs/content`. */
function innerFolders(root: string, disk: Disk): string[] {
  const inside = (folder: string) =>
    disk
      .list(join(root, folder))
      .filter((entry) => entry.isDirectory() && !noSite.test(entry.name))
      .map(({ name }) => posix.join(folder, name));
  const outer = inside('.').flatMap((name) => (grouping.test(name) ? inside(name) : [name]));
  return outer
    .filter((name) => !documentFolders.includes(name))
    .flatMap((name) => {
      const usual = documentFolders.slice(0, -1).map((folder) => posix.join(name, folder));
      // The sources of a site may be in a folder of any name.
      const others = isOfSite.test(name) ? inside(name) : [];
      const folders = [...usual, ...others];
      return folders.filter((folder) => hasDocuments(disk, join(root, folder))).slice(0, 1);
    });
}

/**
 * A project that is its own documentation has pages beside its README, is made with a framework, or
 * is a folder that is called so.
 */
function atRoot(root: string, disk: Disk): string | undefined {
  const isWhole = frameworkIn(root, disk) !== undefined || documentFolders.includes(basename(root));
  return hasDocuments(disk, root, { deep: isWhole ? 5 : 1 }) ? '.' : undefined;
}

/** The folder that contains all documents, if there is one; a README is the documentation if there are none. */
function onlyFolder(root: string, disk: Disk): string | undefined {
  let only: string | undefined;
  let documents = 0;
  for (const folder of foldersOfDocuments(disk, root)) {
    only ??= folder;
    // The rest of the project need not be walked.
    if (folder !== only) return undefined;
    documents += 1;
  }
  if (only === undefined) return hasReadme(disk, root) ? '.' : undefined;
  return documents >= enoughDocuments ? only : undefined;
}

/** The usual folder of an app or a package that holds far more documents than all others together. */
function fullestFolder(root: string, disk: Disk): string | undefined {
  const inner = innerFolders(root, disk);
  if (inner.length === 0) return undefined;
  const all = [...foldersOfDocuments(disk, root)];
  return inner.find((name) => {
    const others = all.filter((folder) => !name.startsWith(`${folder}/`)).length;
    return countIn(root, name, disk) >= Math.max(1, others) * farMore;
  });
}

/** Dialect and sign of a framework, in words. */
function frameworkIn(root: string, disk: Disk): string | undefined {
  for (const name of siteFolders) {
    const [first] = signsOfFolder(join(root, name), dialectRecords, disk);
    if (first === undefined) continue;
    const what = first.what.replace(/,$/, '');
    return `${first.dialect}, ${name === '.' ? what : `${what} in ${name}`}`;
  }
  return undefined;
}

/** Jekyll's configuration shows where the site is, not where its documents are. */
function jekyllFacts(root: string, disk: Disk): Pick<Usual, 'title' | 'baseUrl'> {
  for (const folder of siteFolders) {
    const file = join(root, folder, '_config.yml');
    const text = disk.read(file);
    if (text === undefined) continue;
    const place = folder === '.' ? '_config.yml' : `${folder}/_config.yml`;
    const { title, url, baseurl } = scalarsOf(text);
    const origin = URL.canParse(String(url)) ? new URL(String(baseurl ?? ''), String(url)) : null;
    return {
      ...(typeof title === 'string' && title !== '' && { title: { value: title, place } }),
      ...(origin && { baseUrl: { value: origin.href.replace(/\/$/, ''), place } }),
    };
  }
  return {};
}

function scalarsOf(text: string): Record<string, unknown> {
  const { parse }: typeof import('yaml') = require('yaml');
  try {
    const data: unknown = parse(text);
    return isRecord(data) ? data : {};
  } catch {
    return {};
  }
}
