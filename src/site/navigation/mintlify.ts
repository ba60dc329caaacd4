import { entriesOf, listOf, member, type StaticData, stringMember } from '../config/values.ts';
import { inSections } from './by-language.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

/** Divisions of `navigation`, and the key of their name. */
const divisions: ReadonlyMap<string, string> = new Map([
  ['languages', 'language'],
  ['versions', 'version'],
  ['products', 'product'],
  ['tabs', 'tab'],
  ['dropdowns', 'dropdown'],
  ['anchors', 'anchor'],
  ['menu', 'item'],
]);

/** `docs.json`, and `mint.json` before it. */
export function mintlifyNavigation(place: NavigationPlace): NavigationNode[] {
  const navigation =
    place.onSite?.record.sidebar ?? member(place.config(['docs.json', 'mint.json']), 'navigation');
  return Array.isArray(navigation) ? pagesOf(navigation, place) : divided(navigation, place);
}

// Languages, tabs and the like are not sections of their own: their groups are. The schema has one
// kind of them in each object; where there are several, they keep the order of the file.
function divided(data: StaticData, place: NavigationPlace): NavigationNode[] {
  return entriesOf(data).flatMap(([key, value]) => {
    if (key === 'groups' || key === 'pages') return pagesOf(listOf(value), place);
    const name = divisions.get(key);
    if (name === undefined) return [];
    const repeats = key === 'versions' || key === 'languages';
    return listOf(value).flatMap((part) => {
      const own = stringMember(part, name) ?? '';
      return inSections(divided(part, place), own).map((node) =>
        repeats && node.division === undefined ? { ...node, division: own } : node,
      );
    });
  });
}

function pagesOf(entries: readonly StaticData[], place: NavigationPlace): NavigationNode[] {
  return entries.flatMap((entry): NavigationNode[] => {
    if (typeof entry === 'string') return [place.find(entry) ?? []].flat();
    const group = stringMember(entry, 'group');
    if (group === undefined) return [];
    const root = place.find(stringMember(entry, 'root') ?? '\0') ?? [];
    return [{ title: group, items: [root, pagesOf(listOf(member(entry, 'pages')), place)].flat() }];
  });
}
