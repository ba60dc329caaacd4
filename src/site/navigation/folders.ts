import type { SitePage } from '../../document/site.ts';
import { titleFromPath } from '../title.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

const indexName = /(?:^|\/)(?:index|readme|_index|page)\.[^./]+$/i;

/** Direct pages and folders of a folder, as they stand in the tree: by `order`, the index first, then by name. */
export function folderItems(place: NavigationPlace, folder: string): string[] {
  const isStarlight = place.onSite?.record.framework === 'starlight';
  const rank = (name: string): number => {
    if (indexName.test(name)) return Number.NEGATIVE_INFINITY;
    const own = place.page(name);
    // Starlight places a folder where the first of its pages would be.
    if (own === undefined && isStarlight) return Math.min(...pagesBelow(place, name).map(rankOf));
    return rankOf(own ?? place.page(place.find(name) ?? ''));
  };
  const key = (name: string) => (isStarlight ? name.toLowerCase() : name);
  return [...place.children(folder)].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left === right ? (key(a) < key(b) ? -1 : 1) : left - right;
  });
}

function rankOf(page: SitePage | undefined): number {
  return page?.order ?? Number.POSITIVE_INFINITY;
}

function pagesBelow(place: NavigationPlace, folder: string): SitePage[] {
  return place.pages.filter(({ path }) => path.startsWith(`${folder}/`));
}

/** The page itself, or the group of all that a folder holds. */
export function folderNode(place: NavigationPlace, name: string): NavigationNode {
  if (place.page(name) !== undefined) return name;
  const items = folderItems(place, name).map((item) => folderNode(place, item));
  return { title: folderTitle(place, name), items };
}

export function folderTitle(place: NavigationPlace, folder: string): string {
  const index = folderItems(place, folder)[0];
  const page = index !== undefined && indexName.test(index) ? place.page(index) : undefined;
  return page?.label ?? page?.title ?? titleFromPath(folder.replace(/\(([^)]+)\)$/, '$1'));
}

/** The fallback of all: the tree of folders, pages above folders first. */
export function folderNavigation(place: NavigationPlace): NavigationNode[] {
  const nodes = folderItems(place, '').map((item) => folderNode(place, item));
  const isPage = (node: NavigationNode) => typeof node === 'string';
  return [...nodes.filter(isPage), ...nodes.filter((node) => !isPage(node))];
}
