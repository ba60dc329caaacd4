import { listOf, member, type StaticData, stringMember } from '../config/values.ts';
import { titleFromPath } from '../title.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

/** The sidebars of Redocly's portals: pages, groups that may have a page of their own, and folders. */
export const redoclyNavigation = (place: NavigationPlace): NavigationNode[] =>
  nodesOf(place.onSite?.record.sidebar, place);

function nodesOf(items: StaticData, place: NavigationPlace): NavigationNode[] {
  return listOf(items).flatMap((item): NavigationNode[] => {
    const page = place.find(stringMember(item, 'page') ?? '\0');
    const own = page === undefined ? [] : [page];
    const inner = nodesOf(member(item, 'items'), place);
    const folder = stringMember(item, 'directory');
    const listed = pagesBelow(folder, place);
    if (inner.length + listed.length === 0) return own;
    const named = page === undefined ? titleFromPath(folder ?? '') : place.page(page)?.title;
    const title = stringMember(item, 'title') ?? named ?? '';
    return [{ title, items: [...own, ...inner, ...listed] }];
  });
}

const pagesBelow = (folder: string | undefined, { pages }: NavigationPlace): string[] =>
  folder === undefined
    ? []
    : pages.flatMap(({ path }) => (path.startsWith(`${folder}/`) ? [path] : []));
