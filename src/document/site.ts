/** What one page is to the links of others. Plain data: it crosses threads. */
export interface SitePage {
  /** Source path relative to the source root, forward slashes. */
  path: string;
  /** Path of the output relative to the output root, forward slashes. */
  out: string;
  /** Route on the site, with leading slash and without trailing one: `/guides/auth`; `/` for the root. */
  route: string;
  title: string;
  /** Ids of the page's headings as its readers may use them -> the GitHub slug that the output has. */
  anchors: Readonly<Record<string, string>>;
}

/** The scan of the whole source tree that links need. Plain data, in path order. */
export interface Site {
  pages: readonly SitePage[];
  /** Other files of the tree that links may point to (images, downloads), relative to the source root. */
  assets: readonly string[];
}

/** The lookups that stages use. Each lookup is recorded, so that a cached document knows what it depended on. */
export interface SiteView {
  pageByPath(path: string): SitePage | undefined;
  pageByRoute(route: string): SitePage | undefined;
  hasAsset(path: string): boolean;
}
