import { readFrontmatter } from '../../document/frontmatter.ts';
import type { SitePage } from '../../document/site.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

interface Child {
  page: SitePage;
  /** Title of the page above it, and of the page above that. */
  parent: string | undefined;
  grandparent: string | undefined;
}

/**
 * Pages that name the page above them in their front matter, as Jekyll's theme Just the Docs reads it:
 * `parent`, and `grand_parent` where two of one name have children
 * (https://just-the-docs.com/docs/navigation/main/). Those without a place come last, by title.
 */
export function parentNavigation(place: NavigationPlace): NavigationNode[] {
  const all = place.pages.flatMap((page) => childOf(page, place) ?? []).sort(byOrder);
  if (!all.some(({ parent }) => parent !== undefined)) return [];
  const titles = new Set(all.map(({ page }) => page.title));
  const nodeOf = (child: Child, above: readonly string[]): NavigationNode => {
    const { title, path } = child.page;
    const isBelow = ({ parent, grandparent }: Child) =>
      parent === title && (grandparent === undefined || above.includes(grandparent));
    const below = above.includes(title) ? [] : all.filter((one) => one !== child && isBelow(one));
    if (below.length === 0) return path;
    return { title, items: [path, ...below.map((one) => nodeOf(one, [...above, title]))] };
  };
  return all
    .filter(({ parent }) => parent === undefined || !titles.has(parent))
    .map((child) => nodeOf(child, []));
}

function childOf(page: SitePage, place: NavigationPlace): Child | undefined {
  const { data } = readFrontmatter(place.read(page.path) ?? '');
  if (data.nav_exclude === true) return undefined;
  const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return { page, parent: textOf(data.parent), grandparent: textOf(data.grand_parent) };
}

function byOrder({ page: a }: Child, { page: b }: Child): number {
  const [left, right] = [a.order ?? Number.POSITIVE_INFINITY, b.order ?? Number.POSITIVE_INFINITY];
  if (left !== right) return left < right ? -1 : 1;
  return a.title < b.title ? -1 : 1;
}
