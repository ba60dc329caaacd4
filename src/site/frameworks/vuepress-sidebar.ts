import { entriesOf, listOf, member, type StaticData, stringMember } from '../config/values.ts';

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

/** The entries of a group; `structure` stands for all pages of its folder. */
function itemsOf(list: StaticData, prefix: string): StaticData[] {
  if (list === 'structure') return [{ autogenerate: { directory: prefix } }];
  return listOf(list).map((item): StaticData => {
    if (typeof item === 'string') return { link: joined(prefix, item) };
    const [link, text] = Array.isArray(item)
      ? item
      : [stringMember(item, 'link') ?? stringMember(item, 'path'), undefined];
    const title = text ?? stringMember(item, 'text') ?? stringMember(item, 'title');
    const inside = stringMember(item, 'prefix');
    const inner = inside === undefined ? prefix : joined(prefix, inside);
    const items = itemsOf(member(item, 'children') ?? member(item, 'items'), inner);
    return {
      ...(typeof title === 'string' && { text: title }),
      ...(typeof link === 'string' && { link: joined(prefix, link) }),
      ...(items.length > 0 && { items }),
    };
  });
}

function joined(prefix: string, link: string): string {
  return /^(?:\/|[a-z][\w+.-]*:)/i.test(link) ? link : `${prefix.replace(/\/*$/, '/')}${link}`;
}
