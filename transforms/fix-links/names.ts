import type { Nodes } from 'mdast';
import type { SiteTarget, SiteView } from '../../src/document/site.ts';
import { isNameRoute, routeOfName } from '../../src/site/labels.ts';

/** What a name that pages of MyST give to places in them leads to. */
export type NamedPlace =
  | { kind: 'page'; page: SiteTarget; fragment: string }
  | { kind: 'elsewhere'; address: string; fragment: string }
  /** It may be an object in code, or a name in another project. */
  | { kind: 'unknown' };

/** Finds a name in the whole project; undefined where it is none for sure. */
export function placeOfName(name: string, site: SiteView): NamedPlace | undefined {
  const route = routeOfName(name);
  const page = site.pageByRoute(route);
  if (page !== undefined) {
    const isKnown = site.anchor(page.path, name) !== undefined;
    return { kind: 'page', page, fragment: isKnown ? name : '' };
  }
  const found = site.elsewhere(route);
  if (found === undefined) return undefined;
  if (isNameRoute(found)) return { kind: 'unknown' };
  const [address = '', fragment = ''] = found.split('#');
  return { kind: 'elsewhere', address, fragment };
}

/** A link without words is called by the title of its page, where it leads to no place within. */
export function setTitle(node: Nodes, { title }: SiteTarget, fragment: string): void {
  if (node.type === 'link' && node.data?.unnamed && (fragment === '' || node.data.given))
    node.children = [{ type: 'text', value: title }];
}
