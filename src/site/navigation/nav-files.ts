import { entriesOf, listOf, member, type StaticData, stringMember } from '../config/values.ts';
import { awesomeItems } from './awesome-nav.ts';
import { inDivision } from './by-language.ts';
import { folderTitle } from './folders.ts';
import type { NavigationNode, NavigationPlace } from './place.ts';
import { summaryTarget } from './summary-target.ts';

/** MkDocs: `nav` of `mkdocs.yml`, beside the source folder; of each language, the default one first. */
export function mkdocsNavigation(place: NavigationPlace): NavigationNode[] {
  const { sidebar = member(place.config(['mkdocs.yml', 'mkdocs.yaml']), 'nav'), locales = [] } =
    place.onSite?.record ?? {};
  return Array.isArray(sidebar)
    ? navItems(sidebar, { place })
    : [...locales]
        .sort((a, b) => Number(b.key === '') - Number(a.key === ''))
        .flatMap(({ key, lang = key }) => {
          const own = member(sidebar, lang);
          const inLanguage = { ...place, find: findIn(place, { lang, isMain: key === '' }) };
          const titles = member(own, 'titles');
          const items = navItems(listOf(member(own, 'nav')), { place: inLanguage, titles });
          return key === '' ? items : inDivision(items, lang);
        });
}

/** A file is named without its language: `a.md` is `a.fr.md`, or `fr/a.md`; of the default language, itself too. */
function findIn(
  place: NavigationPlace,
  { lang, isMain }: { lang: string; isMain: boolean },
): NavigationPlace['find'] {
  return (reference) => {
    const suffixed = reference.replace(/(?=\.[^./]+$)/, `.${lang}`);
    const names = [...(isMain ? [reference] : []), suffixed, `${lang}/${reference}`];
    return names.find((name) => place.page(name) !== undefined);
  };
}

interface Nav {
  place: NavigationPlace;
  /** Titles of a language, by those of `nav`. */
  titles?: StaticData;
}

function navItems(items: readonly StaticData[], nav: Nav): NavigationNode[] {
  const { place, titles } = nav;
  return items.flatMap((item): NavigationNode[] => {
    if (typeof item === 'string') return named(item, place);
    return entriesOf(item).flatMap(([title, value]): NavigationNode[] => {
      if (typeof value === 'string') return named(value, place, title);
      if (!Array.isArray(value)) return [];
      return [{ title: stringMember(titles, title) ?? title, items: navItems(value, nav) }];
    });
  });
}

/** A page; with plugins such as literate-nav, `guide/` is a folder. */
function named(name: string, place: NavigationPlace, title?: string): NavigationNode[] {
  const folder = name.replace(/\/$/, '');
  if (!name.endsWith('/') || place.children(folder).length === 0)
    return [place.find(name) ?? []].flat();
  const items = awesomeItems(place, folder);
  return [{ title: title ?? folderTitle(place, folder), items }];
}

/** `## Title ##` */
function headingText(line: string): string {
  const text = line.trim();
  let end = text.length;
  while (text[end - 1] === '#') end--;
  return text.slice(0, end).replace(/^#+/, '').trim();
}

/** GitBook and mdBook: the list of `SUMMARY.md`, its headings below the title as sections. */
export function summaryNavigation(place: NavigationPlace): NavigationNode[] {
  const text = place.read('SUMMARY.md') ?? place.read('src/SUMMARY.md');
  if (text === undefined) return [];
  const nodes: NavigationNode[] = [];
  let section = nodes;
  let isTitled = false;
  for (const line of text.split('\n')) {
    const title = /^#+\s/.test(line) ? headingText(line) : '';
    const isTitle = title !== '' && !isTitled && /^#\s/.test(line);
    isTitled ||= line.trim() !== '';
    if (title !== '' && !isTitle) {
      section = [];
      nodes.push({ title, items: section });
    }
    const target = /^\s*(?:[-*+]\s+)?\[/.test(line) ? summaryTarget(line) : undefined;
    const page = target === undefined ? undefined : place.find(target);
    if (page !== undefined) section.push(page);
  }
  return nodes;
}

interface SidebarItem {
  title: string;
  page?: string | undefined;
  items: SidebarItem[];
}

/** Docsify's `_sidebar.md`: a list in lists; what stands below an item is a group of its name. */
export function docsifyNavigation(place: NavigationPlace): NavigationNode[] {
  const root: SidebarItem = { title: '', items: [] };
  const open = [{ indent: -1, items: root.items }];
  for (const line of place.read('_sidebar.md')?.split('\n') ?? []) {
    const [, blanks, words] = /^([ \t]*)(?:[-*+]|\d+[.)])[ \t]+(\S.*)/.exec(line) ?? [];
    if (blanks === undefined || words === undefined) continue;
    const indent = blanks.replaceAll('\t', '    ').length;
    while (open.at(-1)!.indent >= indent) open.pop();
    const target = summaryTarget(words);
    const title = words
      .trimEnd()
      .replace(/!?\[([^\][]*)\]\([^()]*\)/g, '$1')
      .replace(/[*_`]/g, '');
    const item = { title, page: target && place.find(target), items: [] };
    open.at(-1)!.items.push(item);
    open.push({ indent, items: item.items });
  }
  return root.items.flatMap(sidebarNodes);
}

function sidebarNodes({ title, page, items }: SidebarItem): NavigationNode[] {
  const own = page === undefined ? [] : [page];
  if (items.length === 0) return own;
  return [{ title, items: [...own, ...items.flatMap(sidebarNodes)] }];
}
