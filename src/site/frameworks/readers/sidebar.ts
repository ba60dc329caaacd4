import {
  entriesOf,
  listOf,
  member,
  objectOf,
  type StaticData,
  stringMember,
} from '../../config/values.ts';

/** Routes that a sidebar names, and folders that it lists whole. */
interface Named {
  routes: string[];
  folders: string[];
}

/**
 * What the entries of a sidebar lead to: `link`, `slug` and plain texts, with the `base` of their
 * group, and the folders of `autogenerate`. Addresses elsewhere are left out.
 */
export function namedIn(sidebar: StaticData): Named {
  const found: Named = { routes: [], folders: [] };
  collect(sidebar, '', found);
  return found;
}

function collect(entry: StaticData, base: string, found: Named): void {
  if (Array.isArray(entry)) {
    for (const one of entry) collect(one, base, found);
    return;
  }
  if (typeof entry === 'string') {
    addRoute(entry, base, found);
    return;
  }
  const own = stringMember(entry, 'base') ?? base;
  const folder = stringMember(entry, 'autogenerate', 'directory');
  if (folder !== undefined) found.folders.push(folder);
  for (const key of ['link', 'slug']) addRoute(stringMember(entry, key) ?? '', own, found);
  const items = member(entry, 'items');
  if (items !== undefined) collect(items, own, found);
  // One list a path: `{ '/guide/': [...] }`.
  for (const [, list] of entriesOf(entry)) {
    if (Array.isArray(list) && list !== items) collect(listOf(list), own, found);
  }
}

function addRoute(reference: string, base: string, { routes }: Named): void {
  if (reference === '' || /^[a-z][\w+.-]*:|^\/\/|^#/i.test(reference)) return;
  routes.push(base + reference.replace(/[?#].*$/, ''));
}

/**
 * A sidebar of VuePress as one of VitePress, with absolute links: one list, or one a path, which the
 * links of the list count from. Entries are links, pairs of link and text, or groups.
 *
 * @example
 * vuepressSidebar({ '/guide/': ['', { title: 'Firing', children: ['kilns'] }] });
 * // [[{ link: '/guide/' }, { text: 'Firing', items: [{ link: '/guide/kilns' }] }]]
 */
export function vuepressSidebar(sidebar: StaticData): StaticData[] {
  if (Array.isArray(sidebar)) return [itemsOf(sidebar, '/')];
  return entriesOf(sidebar).flatMap(([path, list]) => {
    const items = itemsOf(list, path);
    return items.length > 0 ? [items] : [];
  });
}

/** The entries of a group; `structure` means all pages of its folder. */
function itemsOf(list: StaticData, prefix: string): StaticData[] {
  if (list === 'structure') return [objectOf({ autogenerate: objectOf({ directory: prefix }) })];
  return listOf(list).map((item): StaticData => {
    if (typeof item === 'string') return objectOf({ link: joined(prefix, item) });
    const [link, text] = Array.isArray(item)
      ? item
      : [stringMember(item, 'link') ?? stringMember(item, 'path'), undefined];
    const title = text ?? stringMember(item, 'text') ?? stringMember(item, 'title');
    const inside = stringMember(item, 'prefix');
    const inner = inside === undefined ? prefix : joined(prefix, inside);
    const items = itemsOf(member(item, 'children') ?? member(item, 'items'), inner);
    return objectOf({
      ...(typeof title === 'string' && { text: title }),
      ...(typeof link === 'string' && { link: joined(prefix, link) }),
      ...(items.length > 0 && { items }),
    });
  });
}

function joined(prefix: string, link: string): string {
  return /^(?:\/|[a-z][\w+.-]*:)/i.test(link) ? link : `${prefix.replace(/\/*$/, '/')}${link}`;
}
