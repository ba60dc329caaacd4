import { posix } from 'node:path';
import { textsOf } from '../config/values.ts';
import { folderItems, folderTitle } from './folders.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

/** ReadMe: `_order.yaml` names what is in its folder, in order and without endings; what it does not name follows. */
export function readmeNavigation(place: NavigationPlace): NavigationNode[] {
  return nodesIn('', place);
}

function nodesIn(folder: string, place: NavigationPlace): NavigationNode[] {
  const names = textsOf(place.data(posix.join(folder, '_order.yaml')));
  const rank = (item: string) => {
    const name = posix.basename(item).replace(/\.mdx?$/, '');
    if (name === 'index') return -1;
    return names.includes(name) ? names.indexOf(name) : names.length;
  };
  const items = folderItems(place, folder).toSorted((a, b) => rank(a) - rank(b));
  return items.map((item) =>
    place.page(item) === undefined
      ? { title: folderTitle(place, item), items: nodesIn(item, place) }
      : item,
  );
}
