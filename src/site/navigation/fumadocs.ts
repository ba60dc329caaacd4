import { listOf, member, stringMember } from '../config/values.ts';
import { folderItems, folderTitle } from './folders.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

/** A `meta.json` in each folder: `pages` in order, `...` for the rest, `---Title---` between. */
export function fumadocsNavigation(place: NavigationPlace): NavigationNode[] | undefined {
  const folders = new Set(place.pages.map(({ path }) => path.split('/').slice(0, -1).join('/')));
  const hasMeta = [...folders].some(
    (folder) => place.data(inFolder(folder, 'meta.json')) !== undefined,
  );
  return hasMeta ? itemsOf('', place) : undefined;
}

function itemsOf(folder: string, place: NavigationPlace): NavigationNode[] {
  const meta = place.data(inFolder(folder, 'meta.json'));
  const all = folderItems(place, folder);
  const entries = listOf(member(meta, 'pages')).filter((entry) => typeof entry === 'string');
  if (entries.length === 0) return all.map((item) => nodeOf(item, place));
  const named = new Map(all.map((item) => [nameOf(item), item]));
  const listed = new Set(entries.map((entry) => entry.replace(/^(?:\.\.\.|!)/, '')));
  return entries.flatMap((entry): NavigationNode[] => {
    if (entry === '...' || entry === 'z...a' || entry.startsWith('...(')) {
      const rest = all.filter((item) => !listed.has(nameOf(item)));
      return (entry === 'z...a' ? rest.reverse() : rest).map((item) => nodeOf(item, place));
    }
    if (/^(?:---.*---|!|\[)/.test(entry)) return [];
    const name = entry.replace(/^\.\.\./, '').replace(/^\.\//, '');
    const item = named.get(name) ?? place.find(inFolder(folder, name));
    if (item === undefined) return [];
    return entry.startsWith('...') ? itemsOf(item, place) : [nodeOf(item, place)];
  });
}

function nodeOf(item: string, place: NavigationPlace): NavigationNode {
  if (place.page(item) !== undefined) return item;
  const meta = place.data(inFolder(item, 'meta.json'));
  const title = stringMember(meta, 'title') ?? folderTitle(place, item);
  return { title, items: itemsOf(item, place) };
}

function nameOf(item: string): string {
  return item.slice(item.lastIndexOf('/') + 1).replace(/\.mdx?$/, '');
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
