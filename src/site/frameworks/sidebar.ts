import { entriesOf, listOf, member, type StaticData, stringMember } from '../config/values.ts';

/** Routes that a sidebar names, and folders that it lists whole. */
export interface Named {
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
