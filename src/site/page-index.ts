import type { SitePage } from '../document/site.ts';

/** Finds pages; of those with one key, the first, and a page before those that have its route as an alias. */
export interface PageIndex {
  byPath(path: string): SitePage | undefined;
  byRoute(route: string): SitePage | undefined;
  /** `a/b/index.md` is found by `a/b/index` and by `a/b`. */
  byStem(stem: string): SitePage | undefined;
  /** The one page with a name, `b` of `a/b.md` and of `a/b/index.md`, in any letter case. */
  byName(name: string): SitePage | undefined;
}

export function pageIndex(pages: readonly SitePage[]): PageIndex {
  const paths = new Map<string, SitePage>();
  const routes = new Map<string, SitePage>();
  const stems = new Map<string, SitePage>();
  let names: Map<string, SitePage | undefined> | undefined;
  for (const page of pages) {
    add(paths, page.path, page);
    add(routes, page.route, page);
    for (const stem of stemsOf(page.path)) add(stems, stem, page);
  }
  for (const page of pages) for (const alias of page.aliases ?? []) add(routes, alias, page);
  return {
    byPath: (path) => paths.get(path),
    byRoute: (route) => routes.get(route),
    byStem: (stem) => stems.get(stem),
    byName(name) {
      names ??= namesOf(pages);
      return names.get(name.toLowerCase());
    },
  };
}

function add(pages: Map<string, SitePage>, key: string, page: SitePage): void {
  if (!pages.has(key)) pages.set(key, page);
}

/** Name -> the page that has it; undefined where several have. */
function namesOf(pages: readonly SitePage[]): Map<string, SitePage | undefined> {
  const names = new Map<string, SitePage | undefined>();
  for (const page of pages) {
    const name = stemsOf(page.path).at(-1)!.split('/').at(-1)!.toLowerCase();
    names.set(name, names.has(name) ? undefined : page);
  }
  return names;
}

/** How a link may name a file in short. */
function stemsOf(path: string): string[] {
  const stem = path.replace(/\.[^./]+$/, '');
  const folder = stem.replace(/(?:^|\/)(?:index|_index|readme|page)$/i, '');
  return stem === folder ? [stem] : [stem, folder];
}
