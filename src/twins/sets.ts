import type { TwinPage } from './page.ts';

/** The pages of one locale and version; each set has an index of its own. */
export interface PageSet {
  /** Folder of the set on the site, without slashes at its ends; empty for the one at the root. */
  folder: string;
  /** What tells it from the others, such as `fr` or `2.x`; empty for the one at the root. */
  name: string;
  pages: TwinPage[];
}

export interface SetOptions {
  /** Tag of the locale that the site serves by default. */
  locale?: string | undefined;
  /** Name of the version that people mean by "the docs". */
  version?: string | undefined;
}

/** Parts the pages into sets, the one of the root first: default locale and stable version, and pages of none. */
export function pageSets(pages: readonly TwinPage[], main: SetOptions): PageSet[] {
  const groups = new Map<string, TwinPage[]>();
  for (const page of pages) {
    const name = [page.locale, page.version].filter((part) => part !== undefined).join(' ');
    groups.set(name, [...(groups.get(name) ?? []), page]);
  }
  const rank = ([, [first]]: [string, TwinPage[]]) =>
    Number(first!.locale !== undefined && first!.locale !== main.locale) +
    Number(first!.version !== undefined && first!.version !== main.version);
  const ranked = [...groups].sort(
    (a, b) => rank(a) - rank(b) || b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1),
  );
  const sets: PageSet[] = [{ folder: '', name: '', pages: [] }];
  for (const [at, [name, group]] of ranked.entries()) {
    const isMain = at === 0 || rank([name, group]) === 0;
    const folder = isMain ? '' : commonFolder(group);
    const place = sets.find((set) => set.folder === folder);
    if (place !== undefined) place.pages.push(...group);
    else sets.push({ folder, name, pages: group });
  }
  return sets;
}

/** The folder that all of these pages are served below; a page may be that of the folder. */
function commonFolder(pages: readonly TwinPage[]): string {
  const own = pages.length === 1 ? -1 : undefined;
  const routes = pages.map(({ route }) => route.split('/').slice(1, own));
  const shortest = routes.reduce((a, b) => (b.length < a.length ? b : a));
  let same = 0;
  while (same < shortest.length && routes.every((parts) => parts[same] === shortest[same])) same++;
  return shortest.slice(0, same).join('/');
}
