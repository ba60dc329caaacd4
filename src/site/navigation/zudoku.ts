import { listOf, member, type StaticData, stringMember } from '../config/values.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

/** Zudoku: `navigation` of the configuration, whose entries are pages by their files, and categories. */
export function zudokuNavigation(place: NavigationPlace): NavigationNode[] {
  return listOf(place.onSite?.record.sidebar).flatMap((entry) => nodesOf(entry, place));
}

function nodesOf(entry: StaticData, place: NavigationPlace): NavigationNode[] {
  const file = typeof entry === 'string' ? entry : stringMember(entry, 'file');
  const page = (file !== undefined && place.find(file)) || [];
  const items = member(entry, 'items');
  if (items === undefined) return [page].flat();
  const inner = [member(entry, 'link'), ...listOf(items)].flatMap((one) => nodesOf(one, place));
  return [{ title: stringMember(entry, 'label') ?? '', items: inner }];
}
