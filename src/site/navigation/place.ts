import { join } from 'node:path';
import type { SitePage } from '../../document/site.ts';
import { readOrdinaryFile, tryList } from '../../files/disk.ts';
import { isReallyInside } from '../../files/inside.ts';
import { firstOf } from '../../first-of.ts';
import type { BuildSite } from '../build-site.ts';
import { ProjectFiles } from '../config/files.ts';
import type { StaticData } from '../config/values.ts';
import { foldersUp } from '../detect.ts';
import { Folder } from '../frameworks/readers/folder.ts';
import { normalRoute } from '../routes.ts';

/** A group of pages; `division` is the version or language whose navigation it is part of. */
export interface NavigationGroup {
  title: string;
  items: NavigationNode[];
  division?: string;
}

/** A page of the navigation by its source path, or a group of them. */
export type NavigationNode = string | NavigationGroup;

/** Reads one kind of navigation file; nothing where the site has none. */
export type NavigationReader = (place: NavigationPlace) => NavigationNode[];

/** What readers see of the project: its pages, and configuration files that lie inside it. */
export interface NavigationPlace {
  pages: readonly SitePage[];
  /** The site that serves the pages, where its configuration is known. */
  onSite?: BuildSite | undefined;
  /** Tag of the language whose navigation is read, where that is one of several. */
  lang?: string;
  /** Where groups that are made of a folder have the folders of one language for all: its own, and what stands for a page or group of it. */
  generated?: { main: string; translated(node: NavigationNode): NavigationNode[] };
  /** Path of the page that a reference of a navigation file means: a path, a path without extension, or a route. */
  find(reference: string): string | undefined;
  page(path: string): SitePage | undefined;
  /** The same of some of the pages. */
  among(pages: readonly SitePage[]): NavigationPlace;
  /** Paths of the pages and folders right in a folder, those of folders without pages excepted. */
  children(folder: string): readonly string[];
  /** Text of a file of the source root. */
  read(path: string): string | undefined;
  /** Names in a folder of the source root, sorted. */
  names(folder: string): string[];
  /** Data of the first of the files in the source root or a folder above it. */
  config(names: readonly string[]): StaticData;
  /** Text of the first of the files in the source root or a folder above it. */
  above(names: readonly string[]): string | undefined;
  /** Data of a file of the source root: JSON, or a module read statically. */
  data(path: string): StaticData;
}

interface PlaceOptions {
  sourceRoot: string;
  projectRoot: string;
  pages: readonly SitePage[];
  onSite?: BuildSite | undefined;
}

export function navigationPlace(options: PlaceOptions): NavigationPlace {
  const { sourceRoot, projectRoot, pages, onSite } = options;
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const children = childrenOf(pages);
  const readFile = (file: string): string | undefined => {
    return isReallyInside([projectRoot, sourceRoot], file) ? readOrdinaryFile(file) : undefined;
  };
  const firstAbove = <T>(names: readonly string[], read: (file: string) => T | undefined) =>
    firstOf(foldersUp(sourceRoot, projectRoot), (folder) =>
      firstOf(names, (name) => read(join(folder, name))),
    );
  const project = new ProjectFiles(projectRoot);
  const dataOf = (file: string): Exclude<StaticData, undefined> | undefined => {
    if (readFile(file) === undefined) return undefined;
    return new Folder('', project).data(project.name(file));
  };
  return {
    pages,
    onSite,
    find: pageFinder(pages),
    page: (path) => byPath.get(path),
    among: (some) => navigationPlace({ ...options, pages: some }),
    children: (folder) => [...(children.get(folder) ?? [])],
    read: (path) => readFile(join(sourceRoot, path)),
    names: (folder) => tryList(join(sourceRoot, folder)).map(({ name }) => name),
    config: (names) => firstAbove<Exclude<StaticData, undefined>>(names, dataOf),
    above: (names) => firstAbove(names, readFile),
    data: (path) => dataOf(join(sourceRoot, path)),
  };
}

/** Finds the path of the page that a reference means. */
function pageFinder(pages: readonly SitePage[]): NavigationPlace['find'] {
  const paths = new Set(pages.map(({ path }) => path));
  const byStem = new Map<string, string>();
  const byRoute = new Map<string, string>();
  for (const { path, route } of pages) {
    const stem = path.replace(/\.[^./]+$/, '');
    for (const name of [stem, stem.replace(/\/(?:index|readme|page)$/i, '')]) {
      if (!byStem.has(name)) byStem.set(name, path);
    }
    if (!byRoute.has(route)) byRoute.set(route, path);
  }
  return (reference) => {
    const name = reference.replace(/^\.?\/+|[#?].*$|\/+$/g, '');
    if (paths.has(name)) return name;
    return (
      byStem.get(name) ??
      byStem.get(name.replace(/\.(?:mdx?|html)$/i, '')) ??
      byRoute.get(normalRoute(name)) ??
      byRoute.get(normalRoute(`docs/${name}`))
    );
  };
}

function childrenOf(pages: readonly SitePage[]): Map<string, Set<string>> {
  const children = new Map<string, Set<string>>();
  for (const { path } of pages) {
    for (let child = path; child !== ''; ) {
      const folder = child.includes('/') ? child.slice(0, child.lastIndexOf('/')) : '';
      const known = children.get(folder);
      if (known?.has(child)) break;
      if (known === undefined) children.set(folder, new Set([child]));
      else known.add(child);
      child = folder;
    }
  }
  return children;
}

/** A name with each of the extensions that configuration modules have. */
export function moduleNames(name: string): string[] {
  return ['json', 'js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'jsx', 'tsx'].map(
    (extension) => `${name}.${extension}`,
  );
}
