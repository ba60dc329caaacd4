import { posix } from 'node:path';
import { fitting } from '../../glob.ts';
import { entriesOf, listOf, member, type StaticData, stringMember } from '../config/values.ts';
import { readYaml } from '../config/yaml.ts';
import { folderItems, folderTitle } from './folders.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

const names = ['.nav.yml', '.pages'];
const isPattern = /[*?[{]|@\(/;

/**
 * The plugins awesome-nav and awesome-pages of MkDocs: a `.nav.yml` or `.pages` in each folder, whose `nav`
 * names pages and folders in order, with patterns, or `...`, for the rest.
 */
export function awesomeNavigation(place: NavigationPlace): NavigationNode[] {
  const folders = new Set(['', ...place.pages.map(({ path }) => parentOf(path))]);
  const isThere = [...folders].some((folder) => navOf(place, folder) !== undefined);
  return isThere ? awesomeItems(place, '') : [];
}

const parentOf = (path: string) => path.split('/').slice(0, -1).join('/');

function navOf(place: NavigationPlace, folder: string): StaticData {
  for (const name of names) {
    const path = posix.join(folder, name);
    const text = place.read(path);
    if (text !== undefined) return readYaml(text, path, () => {});
  }
  return undefined;
}

/** What is in a folder, as its own file orders it; else pages before folders. Folders that were listed before are left out. */
export function awesomeItems(
  place: NavigationPlace,
  folder: string,
  listed = new Set<string>(),
): NavigationNode[] {
  listed.add(folder);
  const nav = navOf(place, folder);
  const isPage = (name: string) => place.page(name) !== undefined;
  const found = folderItems(place, folder);
  const all = [...found.filter(isPage), ...found.filter((name) => !isPage(name))];
  const arranged = listOf(member(nav, 'arrange'));
  const stated = listOf(member(nav, 'nav'));
  const entries = stated.length > 0 ? stated : arranged;
  if (entries.length === 0) return all.flatMap((name) => nodeOf(name, { place, listed }));
  const named = new Set(referencesIn(entries).map((name) => posix.join(folder, name)));
  const rest = all.filter((name) => !named.has(name));
  const reading = { place, folder, rest, listed };
  const isWhole = stated.length > 0 || arranged.includes('...');
  return entriesIn(isWhole ? entries : [...entries, '...'], reading);
}

interface Reading {
  place: NavigationPlace;
  folder: string;
  /** What its file does not name. */
  rest: readonly string[];
  listed: Set<string>;
}

function referencesIn(entries: readonly StaticData[]): string[] {
  return entries.flatMap((entry) => {
    if (typeof entry === 'string') return entry.replace(/\/$/, '');
    return Array.isArray(entry)
      ? referencesIn(entry)
      : referencesIn(entriesOf(entry).map(([, value]) => value));
  });
}

function entriesIn(entries: readonly StaticData[], reading: Reading): NavigationNode[] {
  return entries.flatMap((entry): NavigationNode[] => {
    if (typeof entry === 'string') return nodesOf(entry, reading);
    const pattern = stringMember(entry, 'glob');
    if (pattern !== undefined) return nodesOf(pattern, reading);
    return entriesOf(entry).flatMap(([title, value]): NavigationNode[] => {
      if (typeof value === 'string') return nodesOf(value, reading, title);
      return Array.isArray(value) ? [{ title, items: entriesIn(value, reading) }] : [];
    });
  });
}

/** What an entry names: the rest, what matches a pattern, a page, or a folder. */
function nodesOf(entry: string, reading: Reading, title?: string): NavigationNode[] {
  if (entry.startsWith('...') || isPattern.test(entry))
    return matching(entry, reading).flatMap((name) => nodeOf(name, reading));
  return nodeOf(posix.join(reading.folder, entry).replace(/\/$/, ''), reading, title);
}

function matching(entry: string, { place, folder, rest }: Reading): readonly string[] {
  const pattern = entry.replace(/^\.\.\.\s*(?:\|\s*)?(?:flat\s*\|?\s*)?(?:regex=.*|glob=)?/, '');
  if (pattern === '') return rest;
  const matches = fitting([pattern.replace(/\/$/, '')]);
  if (pattern.replace(/\/$/, '').includes('/')) {
    const paths = place.pages.map(({ path }) => path);
    return paths.filter((path) => matches(posix.relative(folder, path)));
  }
  return rest.filter((name) => {
    const isFolder = place.page(name) === undefined;
    return (isFolder || !pattern.endsWith('/')) && matches(posix.basename(name));
  });
}

/** A page, or the group of a folder that is not hidden. */
function nodeOf(
  name: string,
  { place, listed }: Pick<Reading, 'place' | 'listed'>,
  title?: string,
): NavigationNode[] {
  if (place.page(name) !== undefined) return [name];
  if (place.children(name).length === 0 || listed.has(name)) return [];
  const nav = navOf(place, name);
  if (member(nav, 'hide') === true) return [];
  const shown = title ?? stringMember(nav, 'title') ?? folderTitle(place, name);
  return [{ title: shown, items: awesomeItems(place, name, listed) }];
}
