import type { SitePage } from '../document/site.ts';
import { firstOf } from '../first-of.ts';
import { type BuildSite, buildSite } from './build-site.ts';
import { awesomeNavigation } from './navigation/awesome-nav.ts';
import { docfxNavigation } from './navigation/docfx.ts';
import { folderNavigation } from './navigation/folders.ts';
import { fumadocsNavigation } from './navigation/fumadocs.ts';
import { literateNavigation } from './navigation/literate-nav.ts';
import { mintlifyNavigation } from './navigation/mintlify.ts';
import { docsifyNavigation, mkdocsNavigation, summaryNavigation } from './navigation/nav-files.ts';
import { nextraNavigation } from './navigation/nextra.ts';
import { parentNavigation } from './navigation/parents.ts';
import { type NavigationNode, type NavigationReader, navigationPlace } from './navigation/place.ts';
import { readmeNavigation } from './navigation/readme.ts';
import { redoclyNavigation } from './navigation/redocly.ts';
import { rspressNavigation } from './navigation/rspress.ts';
import {
  docusaurusNavigation,
  starlightNavigation,
  vitepressNavigation,
} from './navigation/sidebars.ts';
import { docBuilderNavigation, tocNavigation, toctreeNavigation } from './navigation/toctree.ts';
import { zudokuNavigation } from './navigation/zudoku.ts';
import { normalRoute } from './routes.ts';

interface NavigationOptions {
  /** Absolute. */
  sourceRoot: string;
  /** Absolute; configuration is looked for from the source root up to here. */
  projectRoot: string;
  pages: readonly SitePage[];
  /** Name of the dialect, which decides on the files to look for. */
  dialect: string;
  /** The site that serves the pages; default: it is looked for. */
  onSite?: BuildSite | undefined;
}

/** One section of the navigation; an empty title for pages above all sections. */
export interface SiteSection {
  title: string;
  /** Source paths of its pages, in order. */
  paths: string[];
}

const readers: Readonly<Record<string, readonly NavigationReader[]>> = {
  'doc-builder': [docBuilderNavigation],
  docfx: [docfxNavigation],
  docsify: [docsifyNavigation],
  docusaurus: [docusaurusNavigation],
  fern: [mintlifyNavigation],
  fumadocs: [fumadocsNavigation],
  liquid: [parentNavigation],
  markdoc: [redoclyNavigation, summaryNavigation],
  mintlify: [mintlifyNavigation],
  'mkdocs-material': [literateNavigation, mkdocsNavigation, awesomeNavigation],
  myst: [tocNavigation, toctreeNavigation],
  nextra: [nextraNavigation],
  readme: [readmeNavigation],
  rspress: [vitepressNavigation, rspressNavigation],
  starlight: [starlightNavigation],
  vitepress: [vitepressNavigation],
  vocs: [vitepressNavigation],
  zudoku: [zudokuNavigation],
};

/**
 * The pages in the order of the site's navigation, as sections. Read from the framework's files
 * without running any; where there are none, or they name no page, from the folder tree. Pages that
 * the navigation does not name are left out: the caller lists them last.
 */
export function readNavigation(options: NavigationOptions): SiteSection[] {
  const place = navigationPlace({ ...options, onSite: options.onSite ?? buildSite(options) });
  const own = readers[options.dialect] ?? [summaryNavigation];
  const sections = firstOf([...own, folderNavigation], (read) => {
    const found = sectionsOf(read(place));
    return found.length > 0 ? found : undefined;
  });
  return sections ?? [];
}

/** An entry of a sidebar as the framework has worked it out. */
export interface SidebarEntry {
  title?: string | undefined;
  /** Route of its page, such as `/guide/intro`. */
  route?: string | undefined;
  items?: readonly SidebarEntry[] | undefined;
}

/** The sections of a sidebar whose pages are known by their routes. */
export function sidebarSections(
  entries: readonly SidebarEntry[],
  pathOf: (route: string) => string | undefined,
): SiteSection[] {
  const nodesOf = ({ title, route, items }: SidebarEntry): NavigationNode[] => {
    const page = (route !== undefined && pathOf(normalRoute(route))) || [];
    if (items === undefined) return [page].flat();
    const inner = [...[page].flat(), ...items.flatMap(nodesOf)];
    return title === undefined ? inner : [{ title, items: inner }];
  };
  return sectionsOf(entries.flatMap(nodesOf));
}

function sectionsOf(nodes: readonly NavigationNode[]): SiteSection[] {
  const sections: SiteSection[] = [{ title: '', paths: [] }];
  const seen = new Set<string>();
  const add = (section: SiteSection, path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    section.paths.push(path);
  };
  const titles = new Set<string>();
  for (const node of nodes.flatMap((one) => divisionsOf(one, { isAlone: nodes.length === 1 }))) {
    const last = sections.at(-1)!;
    if (typeof node === 'string') {
      if (last.title !== '') sections.push({ title: '', paths: [] });
      add(sections.at(-1)!, node);
      continue;
    }
    const { title, division } = node;
    const isNamed = titles.has(title) && division !== undefined && division !== title;
    const name = isNamed ? `${title} (${division})` : title;
    const section = last.title === name ? last : { title: name, paths: [] };
    if (section !== last) sections.push(section);
    titles.add(title);
    for (const path of pagesIn(node)) add(section, path);
  }
  return sections.filter(({ paths }) => paths.length > 0);
}

// A group of nothing but groups, and one group around everything, are not sections of their own.
function divisionsOf(node: NavigationNode, { isAlone = false } = {}): NavigationNode[] {
  if (typeof node === 'string') return [node];
  const groups = node.items.filter((item) => typeof item !== 'string');
  const divides = groups.length > 1 && (isAlone || groups.length === node.items.length);
  return divides ? node.items.flatMap((item) => divisionsOf(item)) : [node];
}

const pagesIn = (node: NavigationNode): string[] =>
  typeof node === 'string' ? [node] : node.items.flatMap(pagesIn);
