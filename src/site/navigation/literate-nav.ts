import { posix } from 'node:path';
import { fitting } from '../../glob.ts';
import { literateFile } from '../frameworks/mkdocs/plugins.ts';
import { folderItems, folderNode, folderTitle } from './folders.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';
import { summaryTarget } from './summary-target.ts';

const item = /^(\s*)[*+-]\s+(\S.*)/;

/** The plugin literate-nav of MkDocs: lists of links in a `SUMMARY.md`, which may lead to folders with one of their own. */
export function literateNavigation(place: NavigationPlace): NavigationNode[] {
  const file = literateFile(place.config(['mkdocs.yml', 'mkdocs.yaml']));
  return file === undefined ? [] : (navOf('', { place, file, listed: new Set() }) ?? []);
}

interface Reading {
  place: NavigationPlace;
  file: string;
  /** Folders that the navigation has already. */
  listed: Set<string>;
}

interface Entry {
  indent: number;
  text: string;
}

function navOf(folder: string, reading: Reading): NavigationNode[] | undefined {
  reading.listed.add(folder);
  const text = reading.place.read(posix.join(folder, reading.file));
  if (text === undefined) return undefined;
  const entries = text.split('\n').flatMap((line): Entry[] => {
    const [, lead, content] = item.exec(line) ?? [];
    return content === undefined ? [] : [{ indent: lead!.length, text: content.trimEnd() }];
  });
  const links = entries.map((entry) => posix.join(folder, summaryTarget(entry.text) ?? '.'));
  return nodesOf(entries, { ...reading, folder, named: new Set(links) });
}

interface ListReading extends Reading {
  folder: string;
  /** What the list links to. */
  named: ReadonlySet<string>;
}

function nodesOf(entries: readonly Entry[], reading: ListReading): NavigationNode[] {
  const nodes: NavigationNode[] = [];
  for (let at = 0; at < entries.length; ) {
    const { indent, text } = entries[at]!;
    let end = at + 1;
    while (end < entries.length && entries[end]!.indent > indent) end++;
    const inner = nodesOf(entries.slice(at + 1, end), reading);
    const own = ownNodes(text, reading);
    const title = labelIn(text) ?? text;
    if (inner.length > 0) nodes.push({ title, items: [...own, ...inner] });
    else nodes.push(...own);
    at = end;
  }
  return nodes;
}

const labelIn = (text: string): string | undefined => /^\[([^\]]*)\]/.exec(text)?.[1];

/** What an item leads to: a page, a folder, or what matches a pattern. */
function ownNodes(text: string, reading: ListReading): NavigationNode[] {
  const { place, folder, named, listed } = reading;
  const target = summaryTarget(text);
  if (target === undefined) {
    if (!text.includes('*')) return [];
    const matches = fitting([text.replace(/\/$/, '')]);
    const rest = folderItems(place, folder).filter((name) => !named.has(name));
    const isWanted = (name: string) => !text.endsWith('/') || place.page(name) === undefined;
    return rest
      .filter((name) => matches(posix.relative(folder, name)) && isWanted(name))
      .map((name) => folderNode(place, name));
  }
  const path = posix.join(folder, target).replace(/\/$/, '');
  if (!target.endsWith('/')) return [place.find(path) ?? []].flat();
  if (place.children(path).length === 0 || listed.has(path)) return [];
  const title = labelIn(text) ?? folderTitle(place, path);
  const items =
    navOf(path, reading) ?? folderItems(place, path).map((one) => folderNode(place, one));
  return [{ title, items }];
}
