import { posix } from 'node:path';
import { listOf, member, type StaticData, stringMember } from '../config/values.ts';
import { inDivision } from './by-language.ts';
import { folderItems, folderTitle } from './folders.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

/**
 * Rspress: a `_meta.json` in each folder, and `_nav.json` at the root, whose folders then stand in its
 * order; the same in the folder of each language, the default one first.
 */
export function rspressNavigation(place: NavigationPlace): NavigationNode[] {
  const { locales = [] } = place.onSite?.record ?? {};
  const ordered = [...locales].sort((a, b) => Number(b.key === '') - Number(a.key === ''));
  const nodes = ordered.flatMap(({ key, lang = key }) => {
    const items = rootItems(place, lang);
    return key === '' ? items : inDivision(items, lang);
  });
  return ordered.length === 0 ? rootItems(place, '') : nodes;
}

function rootItems(place: NavigationPlace, folder: string): NavigationNode[] {
  const nav = place.data(posix.join(folder, '_nav.json'));
  if (nav === undefined || metaOf(place, folder) !== undefined) return itemsOf(place, folder);
  const mentioned = linksOf(nav);
  const rank = (item: string) => {
    const name = `/${item.slice(item.lastIndexOf('/') + 1)}/`;
    const at = mentioned.findIndex((link) => `${link}/`.includes(name));
    return place.page(item) !== undefined ? -1 : at < 0 ? mentioned.length : at;
  };
  return folderItems(place, folder)
    .sort((a, b) => rank(a) - rank(b))
    .map((item) => (place.page(item) !== undefined ? item : group(place, item)));
}

function linksOf(nav: StaticData): string[] {
  return listOf(nav).flatMap((item) => [
    stringMember(item, 'link') ?? '',
    ...linksOf(member(item, 'items')),
  ]);
}

function metaOf(place: NavigationPlace, folder: string): StaticData {
  const isThere = place.names(folder).includes('_meta.json');
  return isThere ? place.data(posix.join(folder, '_meta.json')) : undefined;
}

/** What a folder lists, with an index that it does not list first; without a list, all its pages. */
function itemsOf(place: NavigationPlace, folder: string): NavigationNode[] {
  const meta = metaOf(place, folder);
  const all = folderItems(place, folder);
  if (!Array.isArray(meta)) {
    return all.map((item) => (place.page(item) !== undefined ? item : group(place, item)));
  }
  const listed = meta.flatMap((item) => listedItems(place, folder, item));
  const index = all.filter((item) => /(?:^|\/)index\.\w+$/.test(item) && !listed.includes(item));
  return [...index, ...listed];
}

function listedItems(place: NavigationPlace, folder: string, item: StaticData): NavigationNode[] {
  const name = typeof item === 'string' ? item : stringMember(item, 'name');
  const title = stringMember(item, 'label');
  const type = stringMember(item, 'type') ?? 'file';
  if (name !== undefined && type.startsWith('dir'))
    return [group(place, posix.join(folder, name), title)];
  if (name !== undefined && type === 'file')
    return [place.find(posix.join(folder, name)) ?? []].flat();
  if (type !== 'custom-link') return [];
  const page = place.find(stringMember(item, 'link') ?? '\0');
  const inner = listOf(member(item, 'items')).flatMap((one) =>
    listedItems(place, folder, { ...Object(one), type: 'custom-link' }),
  );
  return [
    ...(page === undefined ? [] : [page]),
    ...(title === undefined ? inner : groupOf(title, inner)),
  ];
}

const groupOf = (title: string, items: NavigationNode[]): NavigationNode[] =>
  items.length > 0 ? [{ title, items }] : [];

/** A folder, with the page of its name beside it. */
function group(place: NavigationPlace, folder: string, title?: string): NavigationNode {
  const beside = ['mdx', 'md'].map((ending) => `${folder}.${ending}`);
  const own = beside.filter((path) => place.page(path) !== undefined);
  return { title: title ?? folderTitle(place, folder), items: [...own, ...itemsOf(place, folder)] };
}
