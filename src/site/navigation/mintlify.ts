import { listOf, member, type StaticData, stringMember } from '../config/values.ts';
import type { NavigationGroup, NavigationNode, NavigationPlace } from './place.ts';

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

// Languages, tabs and the like are no sections of their own: their groups are.
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

/** Pages that stand beside groups are sections of the division's name, each where it stands. */
function inSections(nodes: readonly NavigationNode[], title: string): NavigationGroup[] {
  const sections: NavigationGroup[] = [];
  let run: NavigationGroup | undefined;
  for (const node of nodes) {
    if (typeof node !== 'string') {
      run = undefined;
      sections.push(node);
    } else if (run === undefined) {
      run = { title, items: [node] };
      sections.push(run);
    } else run.items.push(node);
  }
  return sections;
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
