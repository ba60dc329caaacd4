import { member, type StaticData, stringMember } from '../config/values.ts';
import type { NavigationPlace } from './place.ts';

/** Of a name with a date or a version in front, the number is not a place. */
const numbered = /^(?!\d+[-_.]\d+)(\d+)\s*[-_.]+\s*(?=[^-_.\s])/;

/**
 * Pages and folders right in a folder as Docusaurus sorts them: by position, then by name; what has no
 * position comes last. The page that stands for a folder is its first.
 *
 * @param isRoot whether the sidebar is generated from this folder, so that no page stands for it
 */
export function docusaurusItems(place: NavigationPlace, folder: string, isRoot: boolean): string[] {
  const own = isRoot ? undefined : linkedPage(place, folder);
  const key = (name: string) => ({
    name,
    position: name === own ? Number.NEGATIVE_INFINITY : positionOf(place, name),
    source: baseName(name),
  });
  return place
    .children(folder)
    .map(key)
    .sort((a, b) => {
      if (a.position !== b.position) return a.position < b.position ? -1 : 1;
      return a.source < b.source ? -1 : 1;
    })
    .map(({ name }) => name);
}

/** The label that `_category_` gives a folder. */
export function categoryLabel(place: NavigationPlace, folder: string): string | undefined {
  return stringMember(categoryOf(place, folder), 'label');
}

function positionOf(place: NavigationPlace, name: string): number {
  const page = place.page(name);
  const stated = page === undefined ? member(categoryOf(place, name), 'position') : page.order;
  const linked = page === undefined ? place.page(linkedPage(place, name) ?? '')?.order : undefined;
  const prefix = numbered.exec(baseName(name))?.[1];
  const position = stated ?? linked ?? (prefix === undefined ? undefined : Number(prefix));
  return typeof position === 'number' ? position : Number.POSITIVE_INFINITY;
}

/** `index`, `README`, or a page with the name of the folder. */
function linkedPage(place: NavigationPlace, folder: string): string | undefined {
  const names = ['index', 'readme', baseName(folder).replace(numbered, '').toLowerCase()];
  return place.children(folder).find((name) => {
    const stem = baseName(name).replace(/\.mdx?$/, '');
    const plain = stem.replace(numbered, '').toLowerCase();
    return place.page(name) !== undefined && names.includes(plain);
  });
}

function categoryOf(place: NavigationPlace, folder: string): StaticData {
  for (const ending of ['json', 'yml', 'yaml']) {
    const data = place.data(`${folder}/_category_.${ending}`);
    if (data !== undefined) return data;
  }
  return undefined;
}

function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
