/** What one page is to the links of others. Plain data: it crosses threads. */
export interface SitePage {
  /** Source path relative to the source root, forward slashes. */
  path: string;
  /** Path of the output relative to the output root, forward slashes. */
  out: string;
  /** Route on the site, with leading slash and without trailing one: `/guides/auth`; `/` for the root. */
  route: string;
  /** Path as the site writes it, such as `/guides/auth/` or `/guides/auth.html`, where that is not the route. */
  address?: string;
  /** Further routes of the page. */
  aliases?: readonly string[];
  /** Set where nothing says that the site serves the page there; it has no URL then. */
  guessed?: true;
  title: string;
  /** Set where the navigation of the site gave the title, since the page says none. */
  named?: true;
  /**
   * Ids that links may use -> the GitHub slug of the heading in the output. One compact string, since
   * a site has many: lines `slug`, or `id TAB slug` where they differ; see `src/site/anchors.ts`.
   */
  anchors: string;
  /** Set where the page is not listed on the site. */
  visibility?: 'draft' | 'hidden' | 'unlisted';
  /** Shorter title for navigation, where front matter has one. */
  label?: string;
  /** Name that sidebars know it by, where front matter gives one. */
  id?: string;
  /** Position among its siblings, where front matter has one. */
  order?: number;
}

/** What the framework's configuration says of addresses beyond those of the pages. Plain data. */
export interface SiteRoutes {
  /** Addresses that lead to others, fixed ones and patterns. */
  redirects: readonly (readonly [from: string, to: string])[];
  /** First parts of routes that stand for a language; a page that one lacks is served from `fallback`. */
  locales: readonly string[];
  /** First part of the routes of the language that others fall back to; empty for none. */
  fallback: string;
  /** Destinations that the site's own template replaces, and the routes that they lead to. */
  made?: readonly (readonly [destination: string, route: string])[];
  /** Pages of the site that are not part of the output: lines of route, or route, tab and address. */
  elsewhere: string;
  /** Routes below which the site makes pages that are not known here. */
  generated: readonly string[];
  /** Folders of the site by the routes they are served under, and what `.gitignore` files say in them: paths relative to the project. */
  unwritten?: {
    sources: readonly (readonly [prefix: string, folder: string])[];
    rules: readonly (readonly [folder: string, lines: string])[];
  };
}

/** Links that need a route: `/guide/auth` from the root of the site, and the bare name `auth`. */
export type LinkKind = 'root' | 'bare';

/** Links of a kind that were looked at, and those of them that lead to no page. */
export interface DeadEnds {
  of: number;
  none: number;
}

/** The scan of the whole source tree that links need. */
export interface Site {
  /** In path order. */
  pages: readonly SitePage[];
  /** Route prefixes under which the site may serve the source root, such as `/docs`. */
  mounts?: readonly string[];
  /** Those that only the links of the pages tell: the site serves other things beside them. */
  inferredMounts?: readonly string[];
  /** Parts of the site that hold no page of the output, as the links tell where no configuration does. */
  others?: readonly string[];
  /** Kinds of links that mostly lead to no page, where no configuration says how the site serves them. */
  unknown?: Readonly<Partial<Record<LinkKind, DeadEnds>>>;
  /** Folders whose files the site serves from its root, relative to the source root. */
  publics?: readonly string[];
  /** Import aliases: patterns with at most one `*`, and what they stand for, relative to the source root. */
  aliases?: readonly (readonly [pattern: string, targets: readonly string[]])[];
  /** Absent where no configuration of a framework was found. */
  routes?: SiteRoutes | undefined;
  /** Path of the source root in its repository, such as `docs`; empty where they are the same or unknown. */
  source?: string;
}

/** A page as a stage sees it; its anchors are asked one by one, so that each is recorded. */
export type SiteTarget = Readonly<
  Pick<SitePage, 'path' | 'out' | 'route' | 'address' | 'guessed' | 'title' | 'named'> & {
    /** Its whole address, where it is a page of another source and that is known. */
    url?: string;
  }
>;

/** Pages of the other sources of a build. Paths are relative to the own source, so they begin with `../`. */
export interface OtherSources {
  byPath(path: string): SiteTarget | undefined;
  byRoute(route: string): SiteTarget | undefined;
  /** @param url whole address of a page */
  byAddress(url: string): SiteTarget | undefined;
  anchor(path: string, id: string): string | undefined;
}

/** The lookups that stages use. Each lookup is recorded, so that a cached document knows what it depended on. */
export interface SiteView {
  /** See `Site.source`. */
  readonly source: string;
  /** A path that begins with `../` is one of another source. Also finds `guide/intro` where `guide/intro.md` or `guide/intro/index.md` is a page, by `:intro` the only page of that name, and by `::guide/intro|folder` that nearest to the folder whose path ends so, else that in the fewest folders. */
  pageByPath(path: string): SiteTarget | undefined;
  /** Paths of the pages in a folder and below, relative to it, in order; the empty name is the source root. */
  pagesBelow(folder: string): readonly string[];
  /** The page of another source of the build that has this whole address. */
  pageByAddress(url: string): SiteTarget | undefined;
  /** Route with or without one of the site's mounts, no trailing slash. */
  pageByRoute(route: string): SiteTarget | undefined;
  /** Address on the site, or whole URL, of what a route leads to where that is not a page of the output. */
  elsewhere(route: string): string | undefined;
  /** Whether an address is of a part of the site that its documents say nothing of. */
  isBeside(address: string): boolean;
  /** Whether the targets of links of a kind cannot be known, since the routes of the site are not. */
  isUnknown(kind: LinkKind): boolean;
  /** Route that a template of the site puts in place of a destination, such as `g`. */
  madeRoute(destination: string): string | undefined;
  /** The GitHub slug that the output has for an id of the page; undefined where there is no such id. */
  anchor(path: string, id: string): string | undefined;
  /** Path, relative to the source root, of the file that an alias or the root of the site stands for; by `:plan.png` of the file of that name. */
  fileOf(specifier: string): string | undefined;
  /** Path of the first picture in a folder, relative to the source root, whose name contains a text. */
  pictureIn(folder: string, part: string): string | undefined;
  /** Whether a file that is not a page exists in the source tree. */
  hasAsset(path: string): boolean;
}
