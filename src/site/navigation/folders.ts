import type { SitePage } from '../../document/site.ts';
import { titleFromPath } from '../title.ts';
import { categoryLabel, docusaurusItems } from './docusaurus-folder.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';
import { starlightItems } from './starlight-folder.ts';

const indexName = /(?:^|\/)(?:index|readme|_index|page)\.[^./]+$/i;

/**
 * Direct pages and folders of a folder, as they stand in the tree: by `order`, the index first, then by
 * name; of Starlight and Docusaurus, as these sort them.
 *
 * @param isRoot whether the navigation is made from this folder
 */
export function folderItems(place: NavigationPlace, folder: string, isRoot = false): string[] {
  const framework = place.onSite?.record.framework;
  if (framework === 'starlight') return starlightItems(place, folder);
  if (framework === 'docusaurus') return docusaurusItems(place, folder, isRoot);
  const rank = (name: string): number => {
    if (indexName.test(name)) return Number.NEGATIVE_INFINITY;
    return rankOf(place.page(name) ?? place.page(place.find(name) ?? ''));
  };
  return [...place.children(folder)].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left === right ? (a < b ? -1 : 1) : left - right;
  });
}

function rankOf(page: SitePage | undefined): number {
  return page?.order ?? Number.POSITIVE_INFINITY;
}

/** The page itself, or the group of all that a folder holds. */
export function folderNode(place: NavigationPlace, name: string, isRoot = false): NavigationNode {
  if (place.page(name) !== undefined) return name;
  const items = folderItems(place, name, isRoot).map((item) => folderNode(place, item));
  return { title: folderTitle(place, name), items };
}

export function folderTitle(place: NavigationPlace, folder: string): string {
  const stated = place.onSite?.record.framework === 'docusaurus' && categoryLabel(place, folder);
  if (stated) return stated;
  const index = folderItems(place, folder).find((name) => indexName.test(name));
  const page = index === undefined ? undefined : place.page(index);
  return page?.label ?? page?.title ?? titleFromPath(folder.replace(/\(([^)]+)\)$/, '$1'));
}

/** The fallback of all: the tree of folders, pages above folders first. */
export function folderNavigation(place: NavigationPlace): NavigationNode[] {
  const nodes = folderItems(place, '').map((item) => folderNode(place, item));
  const isPage = (node: NavigationNode) => typeof node === 'string';
  return [...nodes.filter(isPage), ...nodes.filter((node) => !isPage(node))];
}
