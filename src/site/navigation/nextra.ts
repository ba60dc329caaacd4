import { posix } from 'node:path';
import { entriesOf, type StaticData, stringMember } from '../config/values.ts';
import { byLanguage, entryName } from './by-language.ts';
import { folderItems, folderTitle } from './folders.ts';
import { moduleNames, type NavigationNode, type NavigationPlace } from './place.ts';

/**
 * A `_meta` file in each folder, `_meta.fr` for a language: keys in order, with titles; what it does
 * not name follows.
 */
export function nextraNavigation(place: NavigationPlace): NavigationNode[] {
  return byLanguage(place, (own, lang) => {
    const found = { any: false };
    const nodes = itemsOf('', { place: own, lang, found });
    return found.any ? nodes : [];
  });
}

interface Reading {
  place: NavigationPlace;
  lang: string | undefined;
  found: { any: boolean };
}

/** A language without a file of its own has that of all. */
function metaOf(folder: string, { place, lang }: Reading): StaticData {
  const names = new Set(place.names(folder));
  const own = lang === undefined ? [] : moduleNames(`_meta.${lang}`);
  const all = [...own, ...moduleNames('_meta')];
  const file = all.find((name) => names.has(name));
  return file === undefined ? undefined : place.data(posix.join(folder, file));
}

function itemsOf(folder: string, reading: Reading): NavigationNode[] {
  const { place, lang, found } = reading;
  const nameOf = (item: string) => entryName(item, lang);
  const meta = entriesOf(metaOf(folder, reading));
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
    const items = itemsOf(item, reading);
    // A folder of the app router with only one page is that page.
    if (items.length === 1 && typeof items[0] === 'string') return items;
    const title = typeof entry === 'string' ? entry : stringMember(entry, 'title');
    return [{ title: title ?? folderTitle(place, item), items }];
  });
}
