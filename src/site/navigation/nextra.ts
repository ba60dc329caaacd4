import { entriesOf, type StaticData, stringMember } from '../config/values.ts';
import { folderItems, folderTitle } from './folders.ts';
import { moduleNames, type NavigationNode, type NavigationPlace } from './place.ts';

/** A `_meta` file in each folder: keys in order, with titles; what it does not name follows. */
export function nextraNavigation(place: NavigationPlace): NavigationNode[] | undefined {
  const found = { any: false };
  const nodes = itemsOf('', { place, found });
  return found.any ? nodes : undefined;
}

interface Reading {
  place: NavigationPlace;
  found: { any: boolean };
}

function metaOf(folder: string, place: NavigationPlace): StaticData {
  const names = new Set(place.names(folder));
  const file = moduleNames('_meta').find((name) => names.has(name));
  return file === undefined ? undefined : place.data(folder === '' ? file : `${folder}/${file}`);
}

function itemsOf(folder: string, { place, found }: Reading): NavigationNode[] {
  const meta = entriesOf(metaOf(folder, place));
  if (meta.length > 0) found.any = true;
  const all = folderItems(place, folder);
  const named = new Map(all.map((item) => [nameOf(item), item]));
  const listed = new Map(meta);
  const ordered = [
    ...meta.flatMap(([key]) => named.get(key) ?? []),
    ...all.filter((item) => !listed.has(nameOf(item))),
  ];
  return ordered.flatMap((item): NavigationNode[] => {
    const entry = listed.get(nameOf(item));
    if (stringMember(entry, 'display') === 'hidden') return [];
    if (place.page(item) !== undefined) return [item];
    const items = itemsOf(item, { place, found });
    // A folder of the app router that holds one page is that page.
    if (items.length === 1 && typeof items[0] === 'string') return items;
    const title = typeof entry === 'string' ? entry : stringMember(entry, 'title');
    return [{ title: title ?? folderTitle(place, item), items }];
  });
}

function nameOf(item: string): string {
  return item.slice(item.lastIndexOf('/') + 1).replace(/\.mdx?$/, '');
}
