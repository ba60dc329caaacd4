import { posix } from 'node:path';
import { firstOf } from '../../first-of.ts';
import { fitting } from '../../glob.ts';
import { listOf, member, type StaticData, stringMember } from '../config/values.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';

const sourceEnding = /\.(?:mdx?|rst|ipynb|tex)$/;

/** Jupyter Book's `_toc.yml`, and the `toc` of `myst.yml`. */
export function tocNavigation(place: NavigationPlace): NavigationNode[] {
  const { record } = place.onSite ?? {};
  const toc = record?.sidebar;
  if (record === undefined || toc === undefined) return [];
  const walk = (entry: StaticData): NavigationNode[] => {
    const file = stringMember(entry, 'file') ?? stringMember(entry, 'root');
    const glob = stringMember(entry, 'glob') ?? stringMember(entry, 'pattern');
    const own = file === undefined ? undefined : pageOf(place, file);
    const inner = ['toc', 'parts', 'chapters', 'sections', 'entries', 'subtrees', 'children']
      .flatMap((key) => listOf(member(entry, key)))
      .flatMap(walk);
    const items = [...[own ?? []].flat(), ...(glob ? pagesOf(place, glob) : []), ...inner];
    const title = stringMember(entry, 'caption') ?? stringMember(entry, 'title');
    const isGroup = inner.length > 0 && title !== undefined && own === undefined;
    return isGroup ? [{ title, items }] : items;
  };
  return walk(toc);
}

/** doc-builder's `_toctree.yml`, of the source or of each folder in it. */
export const docBuilderNavigation = (place: NavigationPlace): NavigationNode[] =>
  ['', ...place.names('')].flatMap((folder) => {
    const walk = (entry: StaticData): NavigationNode[] => {
      const [title, local] = [stringMember(entry, 'title'), stringMember(entry, 'local')];
      const page = local === undefined ? undefined : pageOf(place, posix.join(folder, local));
      const own = [page ?? []].flat();
      const inner = listOf(member(entry, 'sections')).flatMap(walk);
      return title !== undefined && inner.length > 0
        ? [{ title, items: [...own, ...inner] }]
        : [...own, ...inner];
    };
    return listOf(place.data(posix.join(folder, '_toctree.yml'))).flatMap(walk);
  });

/** Sphinx: the `toctree` of the root page, and those of the pages that it names, as they come. */
export function toctreeNavigation(place: NavigationPlace): NavigationNode[] {
  const seen = new Set<string>();
  const walk = (name: string): NavigationNode[] => {
    const stem = name.replace(sourceEnding, '');
    if (seen.has(stem)) return [];
    seen.add(stem);
    const page = pageOf(place, stem);
    const text = readSource(place, stem) ?? '';
    const own = [page ?? []].flat();
    const inner = toctreesIn(text).flatMap(({ caption, entries }) => {
      const items = entries
        .flatMap((entry) => namesOf(place, entry, posix.dirname(stem)))
        .flatMap(walk);
      return caption !== undefined && items.length > 0 ? [{ title: caption, items }] : items;
    });
    const title = page === undefined ? undefined : place.page(page)?.title;
    const isGroup = title !== undefined && inner.length > 0 && seen.size > 1 && stem !== root;
    return isGroup ? [{ title, items: [...own, ...inner] }] : [...own, ...inner];
  };
  const root = ['index', 'contents'].find((stem) => readSource(place, stem) !== undefined);
  const nodes = root === undefined ? [] : walk(root);
  return nodes.length > 1 ? nodes : [];
}

const readSource = (place: NavigationPlace, stem: string): string | undefined =>
  firstOf(['md', 'rst'], (ending) => place.read(`${stem}.${ending}`));

/** Names without endings, from the root of the source; a pattern gives the pages that it matches. */
function namesOf(place: NavigationPlace, entry: string, folder: string): string[] {
  const path = entry.startsWith('/') ? entry.slice(1) : posix.join(folder, entry);
  return /[*?[]/.test(entry) ? pagesOf(place, path) : [path];
}

function pagesOf({ pages }: NavigationPlace, glob: string): string[] {
  const fits = fitting([posix.normalize(glob).replace(sourceEnding, '')]);
  return pages.map(({ path }) => path).filter((path) => fits(path.replace(sourceEnding, '')));
}

function pageOf(place: NavigationPlace, name: string): string | undefined {
  const stem = posix.normalize(name).replace(sourceEnding, '');
  return ['md', 'mdx', 'markdown', 'ipynb']
    .map((ending) => `${stem}.${ending}`)
    .find((path) => place.page(path) !== undefined);
}

interface Toctree {
  caption?: string | undefined;
  entries: string[];
}

const opening = /^([ \t]*)(?:(`{3,}|~{3,}|:{3,})[ \t]*\{toctree\}|\.\.[ ]toctree::)[ \t]*$/;

/** The toctrees of a page of MyST or reStructuredText, in order. */
function toctreesIn(text: string): Toctree[] {
  const found: Toctree[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [all, indent = '', mark] = opening.exec(lines[at]!.trimEnd()) ?? [];
    if (all === undefined) continue;
    const ends = (line: string) =>
      mark === undefined ? isLeftOf(line, indent.length) : line.trim().startsWith(mark);
    const end = lines.findIndex((line, below) => below > at && ends(line));
    const last = end === -1 ? lines.length : end;
    found.push(treeOf(lines.slice(at + 1, last)));
    at = mark === undefined ? last - 1 : last;
  }
  return found;
}

/** Whether a line has text that is indented by at most so many characters. */
const isLeftOf = (line: string, indent: number): boolean => {
  const column = line.search(/\S/);
  return column !== -1 && column <= indent;
};

function treeOf(lines: readonly string[]): Toctree {
  const tree: Toctree = { entries: [] };
  for (const line of lines.map((one) => one.trim())) {
    const caption = /^:?caption:[ ]*(.+)$/.exec(line)?.[1];
    if (caption !== undefined) tree.caption = caption.replace(/^["']|["']$/g, '');
    const entry = /^(?:.*<([^<>]+)>|([^:\s#-].*))$/.exec(line);
    const name = entry?.[1] ?? entry?.[2];
    const isOption = /^:?\w+:(?:\s|$)/.test(line) || line === '---';
    if (name !== undefined && !isOption && !/^https?:/.test(name)) tree.entries.push(name);
  }
  return tree;
}
