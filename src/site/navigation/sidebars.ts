import { entriesOf, listOf, member, type StaticData, stringMember } from '../static-config.ts';
import { folderNode } from './folders.ts';
import { moduleNames, type NavigationNode, type NavigationPlace } from './place.ts';

/** Docusaurus: `sidebars.{js,ts,json}`; without one, the tree with its `_category_` files. */
export function docusaurusNavigation(place: NavigationPlace): NavigationNode[] | undefined {
  const sidebars = entriesOf(place.config(moduleNames('sidebars')));
  if (sidebars.length === 0) return undefined;
  const nodes = sidebars.flatMap(([, items]) => sidebarItems(items, place));
  return nodes.length > 0 ? nodes : undefined;
}

/** VitePress: `themeConfig.sidebar` of `.vitepress/config`, one list or one a path. */
export function vitepressNavigation(place: NavigationPlace): NavigationNode[] | undefined {
  const config = place.config(moduleNames('.vitepress/config'));
  const sidebar = member(member(config, 'themeConfig'), 'sidebar');
  const lists = Array.isArray(sidebar) ? [sidebar] : entriesOf(sidebar).map(([, list]) => list);
  const nodes = lists.flatMap((list) => sidebarItems(Array.isArray(list) ? list : [list], place));
  return nodes.length > 0 ? nodes : undefined;
}

/** Starlight: the `sidebar` of the integration in `astro.config`. */
export function starlightNavigation(place: NavigationPlace): NavigationNode[] | undefined {
  const integrations = listOf(member(place.config(moduleNames('astro.config')), 'integrations'));
  const sidebar = integrations.flatMap((options) => listOf(member(options, 'sidebar')));
  const nodes = sidebarItems(sidebar, place);
  return nodes.length > 0 ? nodes : undefined;
}

// The three frameworks name the same things differently; a key that one lacks does no harm.
function sidebarItems(items: StaticData, place: NavigationPlace, base = ''): NavigationNode[] {
  if (!Array.isArray(items)) return shorthand(items, place);
  return items.flatMap((item): NavigationNode[] => {
    if (typeof item === 'string') return found(item, place);
    const generated =
      stringMember(item, 'dirName') ?? stringMember(member(item, 'autogenerate'), 'directory');
    const title = stringMember(item, 'label') ?? stringMember(item, 'text');
    if (generated !== undefined) return generatedItems(generated, { place, title });
    const own = stringMember(item, 'base') ?? base;
    const reference =
      stringMember(item, 'id') ??
      stringMember(item, 'slug') ??
      stringMember(item, 'link') ??
      stringMember(member(item, 'link'), 'id');
    const page = reference === undefined ? [] : found(reference, place, own);
    const inner = member(item, 'items');
    if (inner === undefined) return page.length > 0 ? page : shorthand(item, place);
    const children = [...page, ...sidebarItems(inner, place, own)];
    return title === undefined ? children : [{ title, items: children }];
  });
}

// `{ 'Getting started': ['intro', 'install'] }`
function shorthand(item: StaticData, place: NavigationPlace): NavigationNode[] {
  return entriesOf(item).flatMap(([title, items]) =>
    Array.isArray(items) ? [{ title, items: sidebarItems(items, place) }] : [],
  );
}

function found(reference: string, place: NavigationPlace, base = ''): string[] {
  const page = place.find(base + reference) ?? place.find(reference);
  return page === undefined ? [] : [page];
}

function generatedItems(
  folder: string,
  { place, title }: { place: NavigationPlace; title: string | undefined },
): NavigationNode[] {
  const node = folderNode(place, folder.replace(/^\.?\/+|^\.$|\/+$/g, ''));
  if (typeof node === 'string') return [node];
  return title === undefined ? node.items : [{ title, items: node.items }];
}
