import { posix } from 'node:path';
import { listOf, member, type StaticData, stringMember } from '../config/values.ts';
import { byLanguage, entryName } from './by-language.ts';
import { folderItems, folderTitle } from './folders.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

/**
 * A `meta.json` in each folder, `meta.fr.json` for a language: `pages` in order, `...` for the rest,
 * `---Title---` between.
 */
export function fumadocsNavigation(place: NavigationPlace): NavigationNode[] {
  const folders = new Set(place.pages.map(({ path }) => path.split('/').slice(0, -1).join('/')));
  return byLanguage(place, (own, lang) => {
    const reading = { place: own, lang };
    const hasMeta = [...folders].some((folder) => metaOf(folder, reading) !== undefined);
    return hasMeta ? itemsOf('', reading) : [];
  });
}

interface Reading {
  place: NavigationPlace;
  lang: string | undefined;
}

/** A language without a file of its own has that of the default one. */
function metaOf(folder: string, { place, lang }: Reading): StaticData {
  const own = lang === undefined ? undefined : place.data(posix.join(folder, `meta.${lang}.json`));
  return own ?? place.data(posix.join(folder, 'meta.json'));
}

function itemsOf(folder: string, reading: Reading): NavigationNode[] {
  const { place, lang } = reading;
  const meta = metaOf(folder, reading);
  const all = folderItems(place, folder);
  const nameOf = (item: string) => entryName(item, lang);
  const entries = listOf(member(meta, 'pages')).filter((entry) => typeof entry === 'string');
  if (entries.length === 0) return all.map((item) => nodeOf(item, reading));
  const named = new Map(all.map((item) => [nameOf(item), item]));
  const listed = new Set(entries.map((entry) => entry.replace(/^(?:\.\.\.|!)/, '')));
  return entries.flatMap((entry): NavigationNode[] => {
    if (entry === '...' || entry === 'z...a' || entry.startsWith('...(')) {
      const rest = all.filter((item) => !listed.has(nameOf(item)));
      return (entry === 'z...a' ? rest.reverse() : rest).map((item) => nodeOf(item, reading));
    }
    if (/^(?:---.*---|!|\[)/.test(entry)) return [];
    const name = entry.replace(/^\.\.\./, '').replace(/^\.\//, '');
    const item = named.get(name) ?? place.find(posix.join(folder, name));
    if (item === undefined) return [];
    return entry.startsWith('...') ? itemsOf(item, reading) : [nodeOf(item, reading)];
  });
}

function nodeOf(item: string, reading: Reading): NavigationNode {
  const { place } = reading;
  if (place.page(item) !== undefined) return item;
  const meta = metaOf(item, reading);
  const title = stringMember(meta, 'title') ?? folderTitle(place, item);
  return { title, items: itemsOf(item, reading) };
}
