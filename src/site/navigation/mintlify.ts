import { listOf, member, type StaticData, stringMember } from '../config/values.ts';
import { inSections } from './by-language.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

/** Divisions of `navigation`, outermost first, and the key that holds their name. */
const divisions = {
  languages: 'language',
  versions: 'version',
  products: 'product',
  tabs: 'tab',
  dropdowns: 'dropdown',
  anchors: 'anchor',
  menu: 'item',
} as const;

/** `docs.json`, and `mint.json` before it. */
export function mintlifyNavigation(place: NavigationPlace): NavigationNode[] | undefined {
  const navigation =
    place.onSite?.record.sidebar ?? member(place.config(['docs.json', 'mint.json']), 'navigation');
  if (navigation === undefined) return undefined;
  const nodes = Array.isArray(navigation) ? pagesOf(navigation, place) : divided(navigation, place);
  return nodes.length > 0 ? nodes : undefined;
}

// Languages, tabs and the like are not sections of their own: their groups are.
function divided(data: StaticData, place: NavigationPlace): NavigationNode[] {
  const nodes = [
    ...pagesOf(listOf(member(data, 'groups')), place),
    ...pagesOf(listOf(member(data, 'pages')), place),
  ];
  for (const [key, name] of Object.entries(divisions)) {
    for (const part of listOf(member(data, key))) {
      const own = stringMember(part, name) ?? '';
      const repeats = key === 'versions' || key === 'languages';
      const inner = divided(part, place);
      for (const node of inSections(inner, own)) {
        nodes.push(repeats && node.division === undefined ? { ...node, division: own } : node);
      }
    }
  }
  return nodes;
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
