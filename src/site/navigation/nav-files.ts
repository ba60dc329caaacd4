import { entriesOf, listOf, member, type StaticData } from '../config/values.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

/** MkDocs: `nav` of `mkdocs.yml`, beside the source folder. */
export function mkdocsNavigation(place: NavigationPlace): NavigationNode[] | undefined {
  const nav = listOf(
    place.onSite?.record.sidebar ?? member(place.config(['mkdocs.yml', 'mkdocs.yaml']), 'nav'),
  );
  const nodes = navItems(nav, place);
  return nodes.length > 0 ? nodes : undefined;
}

function navItems(items: readonly StaticData[], place: NavigationPlace): NavigationNode[] {
  return items.flatMap((item): NavigationNode[] => {
    if (typeof item === 'string') return [place.find(item) ?? []].flat();
    return entriesOf(item).flatMap(([title, value]): NavigationNode[] => {
      if (typeof value === 'string') return [place.find(value) ?? []].flat();
      return Array.isArray(value) ? [{ title, items: navItems(value, place) }] : [];
    });
  });
}

/** GitBook and mdBook: the list of `SUMMARY.md`, its headings as sections. */
export function summaryNavigation(place: NavigationPlace): NavigationNode[] | undefined {
  const text = place.read('SUMMARY.md') ?? place.read('src/SUMMARY.md');
  if (text === undefined) return undefined;
  const nodes: NavigationNode[] = [];
  let section = nodes;
  for (const line of text.split('\n')) {
    const title = /^#{2,}\s+(.+?)\s*#*\s*$/.exec(line)?.[1];
    if (title !== undefined) {
      section = [];
      nodes.push({ title, items: section });
    }
    const target = /^\s*(?:[-*+]\s+)?\[[^\]]*\]\(<?([^)>]+)>?\)/.exec(line)?.[1];
    const page = target === undefined ? undefined : place.find(target);
    if (page !== undefined) section.push(page);
  }
  return nodes.length > 0 ? nodes : undefined;
}
