/** What one page is to the links of others. Plain data: it crosses threads. */
export interface SitePage {
  /** Source path relative to the source root, forward slashes. */
  path: string;
  /** Path of the output relative to the output root, forward slashes. */
  out: string;
  /** Route on the site, with leading slash and without trailing one: `/guides/auth`; `/` for the root. */
  route: string;
  title: string;
  /**
   * Ids that links may use -> the GitHub slug of the heading in the output. One compact string, since
   * a site has many: lines `slug`, or `id TAB slug` where they differ; see `src/site/anchors.ts`.
   */
  anchors: string;
  /** Set where the page is not listed on the site. */
  visibility?: 'draft' | 'hidden' | 'unlisted';
  /** Shorter title for navigation, where front matter has one. */
  label?: string;
  /** Position among its siblings, where front matter has one. */
  order?: number;
}

/** The scan of the whole source tree that links need. */
export interface Site {
  /** In path order. As JSON, a list; between threads, memory that they share (`src/site/page-table.ts`). */
  pages: Iterable<SitePage>;
  /** Other files of the tree that links may point to (images, downloads), relative to the source root. */
  assets: readonly string[];
  /** Route prefixes under which the site may serve the source root, such as `/docs`. */
  mounts?: readonly string[];
  /** Path of the source root in its repository, such as `docs`; empty where they are the same or unknown. */
  source?: string;
}

/** A page as a stage sees it; its anchors are asked one by one, so that each is recorded. */
export type SiteTarget = Readonly<Pick<SitePage, 'path' | 'out' | 'route' | 'title'>>;

/** The lookups that stages use. Each lookup is recorded, so that a cached document knows what it depended on. */
export interface SiteView {
  /** See `Site.source`. */
  readonly source: string;
  /** Also finds `guide/intro` where `guide/intro.md` or `guide/intro/index.md` is a page. */
  pageByPath(path: string): SiteTarget | undefined;
  /** Route with or without one of the site's mounts, no trailing slash. */
  pageByRoute(route: string): SiteTarget | undefined;
  /** The GitHub slug that the output has for an id of the page; undefined where there is no such id. */
  anchor(path: string, id: string): string | undefined;
  /** Whether a file that is no page exists in the source tree. */
  hasAsset(path: string): boolean;
}
