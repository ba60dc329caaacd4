import type { SitePage } from '../../document/site.ts';
import type { NavigationPlace } from './place.ts';

/**
 * Pages and folders right in a folder as Starlight sorts them: by `order`, a folder by the lowest of
 * its pages, then by address in the default language. An index has no place of its own, and a page
 * beside a folder of its name stands in that folder.
 */
export function starlightItems(place: NavigationPlace, folder: string): string[] {
  const children = place.children(folder);
  const isFolder = (name: string) => children.includes(name) && place.page(name) === undefined;
  const items = children.filter(
    (name) => !isFolder(name.replace(/\.[^./]+$/, '')) || isFolder(name),
  );
  const { compare } = collatorOf(place);
  return [...items, ...besideOf(place, folder)]
    .map((name) => ({ name, order: orderOf(place, name), address: addressOf(place, name) }))
    .sort((a, b) => {
      if (a.order !== b.order) return a.order < b.order ? -1 : 1;
      return compare(a.address, b.address) || (a.name < b.name ? -1 : 1);
    })
    .map(({ name }) => name);
}

function besideOf(place: NavigationPlace, folder: string): string[] {
  return [`${folder}.md`, `${folder}.mdx`].filter((name) => place.page(name) !== undefined);
}

function orderOf(place: NavigationPlace, name: string): number {
  const shown = pagesIn(place, name).filter(({ visibility }) => visibility === undefined);
  return Math.min(...shown.map(({ order }) => order ?? Number.MAX_VALUE));
}

function pagesIn(place: NavigationPlace, name: string): SitePage[] {
  const page = place.page(name);
  if (page !== undefined) return [page];
  const beside = besideOf(place, name);
  return place.pages.filter(({ path }) => path.startsWith(`${name}/`) || beside.includes(path));
}

/** A page goes by its route, a folder by its path below the documents of the site. */
function addressOf(place: NavigationPlace, name: string): string {
  const page = place.page(name);
  if (page !== undefined) return page.route.slice(1);
  const { onSite } = place;
  const path = place.pages.find((one) => one.path.startsWith(`${name}/`))?.path ?? '';
  const inside = onSite?.record.sources
    .map((source) => onSite.inSource(path, source))
    .find((one) => one !== undefined);
  if (inside === undefined) return name;
  return path.length > inside.length
    ? name.slice(path.length - inside.length)
    : inside.slice(0, inside.length - path.length) + name;
}

// English too where the language is not known: what the machine speaks must not count.
function collatorOf({ onSite }: NavigationPlace): Intl.Collator {
  const key = onSite?.record.defaultLocale ?? '';
  const lang = onSite?.record.locales.find((locale) => locale.key === key)?.lang ?? key;
  try {
    return new Intl.Collator([lang, 'en']);
  } catch {
    return new Intl.Collator('en');
  }
}
