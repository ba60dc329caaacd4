import { posix } from 'node:path';
import { listOf, member, type StaticData, stringMember } from '../config/values.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

const names = ['toc.yml', 'TOC.yml'];

/** DocFX: the table of contents of the root, and those that it names. A name alone begins a section. */
export function docfxNavigation(place: NavigationPlace): NavigationNode[] {
  const seen = new Set<string>();
  const read = (path: string): NavigationNode[] => {
    if (seen.has(path)) return [];
    seen.add(path);
    const data = place.data(path);
    return nodesOf(Array.isArray(data) ? data : member(data, 'items'), posix.dirname(path));
  };
  const target = (href: string, folder: string): NavigationNode[] => {
    const path = posix.join(folder, href.replace(/^~\//, '').replace(/[?#].*$/, ''));
    if (/^[a-z]+:/i.test(href)) return [];
    if (/\.ya?ml$/i.test(path)) return read(path);
    if (path.endsWith('/')) return tocIn(path);
    return [place.find(path) ?? []].flat();
  };
  const tocIn = (folder: string): NavigationNode[] => {
    const name = names.find((one) => place.read(posix.join(folder, one)) !== undefined);
    return name === undefined ? [] : read(posix.join(folder, name));
  };
  const nodesOf = (items: StaticData, folder: string): NavigationNode[] => {
    const nodes: NavigationNode[] = [];
    let section = nodes;
    for (const item of listOf(items)) {
      const href = stringMember(item, 'href') ?? stringMember(item, 'topicHref');
      const title = stringMember(item, 'name');
      const inner = member(item, 'items');
      if (href === undefined && inner === undefined && title !== undefined) {
        section = [];
        nodes.push({ title, items: section });
        continue;
      }
      const found = [
        ...(href === undefined ? [] : target(href, folder)),
        ...nodesOf(inner, folder),
      ];
      const isGroup = title !== undefined && (inner !== undefined || found.length > 1);
      if (isGroup) section.push({ title, items: found });
      else section.push(...found);
    }
    return nodes;
  };
  return tocIn('.');
}
