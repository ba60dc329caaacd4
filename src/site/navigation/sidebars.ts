import { posix } from 'node:path';
import { entriesOf, listOf, member, type StaticData, stringMember } from '../config/values.ts';
import type { SiteSource } from '../record.ts';
import { inDivision } from './by-language.ts';
import { folderItems, folderNode } from './folders.ts';
import { moduleNames, type NavigationNode, type NavigationPlace } from './place.ts';

/** Docusaurus: the sidebars of each set of documents; without one, the tree with its `_category_` files. */
export function docusaurusNavigation(place: NavigationPlace): NavigationNode[] {
  const { onSite } = place;
  const sources = (onSite?.record.sources ?? []).filter(({ kind }) => kind === 'docs');
  if (sources.every(({ sidebar }) => sidebar === undefined)) {
    const sidebars = place.config(moduleNames('sidebars'));
    if (sidebars !== undefined) return sidebarsOf(sidebars, place);
  }
  return sources.flatMap((source) =>
    source.sidebar === undefined
      ? generatedSidebar(place, source)
      : sidebarsOf(source.sidebar, { ...place, find: docIds(place, source) }),
  );
}

const sidebarsOf = (sidebars: StaticData, place: NavigationPlace): NavigationNode[] =>
  entriesOf(sidebars).flatMap(([, items]) => sidebarItems(items, place));

/** Without a sidebar, all documents of the set in the order of their folders. */
function generatedSidebar(place: NavigationPlace, source: SiteSource): NavigationNode[] {
  for (const { path } of place.pages) {
    const inside = place.onSite!.inSource(path, source);
    if (inside === undefined || !path.endsWith(inside)) continue;
    const folder = path.slice(0, path.length - inside.length).replace(/\/$/, '');
    return folderItems(place, folder, { isRoot: true }).map((item) => folderNode(place, item));
  }
  return [];
}

/** Documents by their ids: folders without number prefixes, and the `id` of the front matter or the name. */
function docIds(place: NavigationPlace, source: SiteSource): NavigationPlace['find'] {
  const ids = new Map<string, string>();
  for (const { path, id } of place.pages) {
    const inside = place.onSite?.inSource(path, source);
    if (inside === undefined) continue;
    const parts = inside.replace(/\.mdx?$/, '').split('/');
    const plain = parts.map((part) => part.replace(/^\d+\s*[-_.]+\s*(?=[^-_.\s])/, ''));
    for (const names of [parts, plain]) {
      if (!ids.has(names.join('/'))) ids.set(names.join('/'), path);
    }
    if (id !== undefined) ids.set([...plain.slice(0, -1), id].join('/'), path);
  }
  return (reference) => ids.get(reference.replace(/^\.?\/+|\/+$/g, ''));
}

/** VitePress and Vocs: the sidebar of their configuration, one list or one a path. */
export function vitepressNavigation(place: NavigationPlace): NavigationNode[] {
  const { sidebar } = place.onSite?.record ?? {};
  const lists = Array.isArray(sidebar) ? sidebar : entriesOf(sidebar).map(([, list]) => list);
  return lists.flatMap((list) => sidebarItems(Array.isArray(list) ? list : [list], place));
}

/**
 * Starlight: the `sidebar` of the integration in `astro.config`, which names pages without their
 * language; without one, all pages in the order of their folders. Other languages follow the default
 * one, each with those of its pages that it has.
 */
export function starlightNavigation(place: NavigationPlace): NavigationNode[] {
  const { defaultLocale: main = '', locales = [] } = place.onSite?.record ?? {};
  const tagOf = (locale: string) => locales.find(({ key }) => key === locale)?.lang ?? locale;
  const others = locales.map(({ key }) => key).filter((key) => key !== main);
  return [
    ...starlightItems(place, { main, locale: main, lang: tagOf(main) }),
    ...others.flatMap((locale) => {
      const lang = tagOf(locale);
      return inDivision(starlightItems(place, { main, locale, lang }), lang);
    }),
  ];
}

/** The pages of one language; `main` and `locale` are the folders of the default one and of this one, empty for the root. */
function starlightItems(
  place: NavigationPlace,
  { main, locale, lang }: { main: string; locale: string; lang: string },
): NavigationNode[] {
  const { locales = [], sidebar } = place.onSite?.record ?? {};
  const translated = (node: NavigationNode): NavigationNode[] => {
    if (locale === main) return [node];
    if (typeof node !== 'string') return [{ ...node, items: node.items.flatMap(translated) }];
    const path = posix.join(locale, main === '' ? node : node.slice(main.length + 1));
    return place.page(path) === undefined ? [] : [path];
  };
  if (place.onSite !== undefined && sidebar === undefined) {
    const others = new Set(locales.map(({ key }) => key).filter((key) => key !== main));
    const items = folderItems(place, main).filter((name) => !others.has(name));
    return items.flatMap((item) => translated(folderNode(place, item)));
  }
  const find = (reference: string) => {
    const inMain = main && place.find(posix.join(main, reference.replace(/^\/+/, '')));
    const page = inMain || place.find(reference);
    return page && (translated(page)[0] as string | undefined);
  };
  return sidebarItems(listOf(sidebar), { ...place, find, lang, generated: { main, translated } });
}

// The three frameworks name the same things differently; a key that one lacks does no harm.
function sidebarItems(items: StaticData, place: NavigationPlace, base = ''): NavigationNode[] {
  if (!Array.isArray(items)) return shorthand(items, place);
  return items.flatMap((item): NavigationNode[] => {
    if (typeof item === 'string') return found(item, place);
    const generated =
      stringMember(item, 'dirName') ?? stringMember(member(item, 'autogenerate'), 'directory');
    const title =
      stringMember(item, 'translations', place.lang ?? '') ??
      stringMember(item, 'label') ??
      stringMember(item, 'text');
    if (generated !== undefined) return generatedItems(generated, { place, title });
    const own = stringMember(item, 'base') ?? base;
    const reference =
      stringMember(item, 'id') ??
      stringMember(item, 'slug') ??
      stringMember(item, 'link') ??
      stringMember(member(item, 'link'), 'id');
    const page = reference === undefined ? [] : found(reference, place, own);
    const inner = member(item, 'items');
    if (inner === undefined) return page.length > 0 ? page : shorthand(item, place);
    const children = [...page, ...sidebarItems(inner, place, own)];
    return title === undefined ? children : [{ title, items: children }];
  });
}

// `{ 'Getting started': ['intro', 'install'] }`
function shorthand(item: StaticData, place: NavigationPlace): NavigationNode[] {
  return entriesOf(item).flatMap(([title, items]) =>
    Array.isArray(items) ? [{ title, items: sidebarItems(items, place) }] : [],
  );
}

function found(reference: string, place: NavigationPlace, base = ''): string[] {
  const page = place.find(base + reference) ?? place.find(reference);
  return page === undefined ? [] : [page];
}

function generatedItems(
  folder: string,
  { place, title }: { place: NavigationPlace; title: string | undefined },
): NavigationNode[] {
  const plain = folder.replace(/^\.?\/+|^\.$|\/+$/g, '');
  const { main = '', translated = (one: NavigationNode) => [one] } = place.generated ?? {};
  const inMain = posix.join(main, plain);
  const named = main !== '' && place.children(inMain).length > 0 ? inMain : plain;
  const [node] = translated(folderNode(place, named, { isRoot: true }));
  if (node === undefined || typeof node === 'string') return node === undefined ? [] : [node];
  return title === undefined ? node.items : [{ title, items: node.items }];
}
