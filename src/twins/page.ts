import type { PublishedPage } from '../output/publish/page.ts';

/** A page with its place on the site and that of its Markdown twin. */
export interface TwinPage extends PublishedPage {
  /** Leading slash, no trailing one; `/` for the root. */
  route: string;
  /** Path as the site writes it, such as `/guide/`. */
  address: string;
  /** The twin, relative to the folder of the site: `guide/intro.md`. */
  twin: string;
  /** Whether the site serves the page as a folder: the twin then also stands in it as `index.md`. */
  folder: boolean;
  /** Language tag, where the page is of one of several. */
  locale?: string | undefined;
  /** Name of the version, where the page is of one of several. */
  version?: string | undefined;
}

/** A file that is added to a site. */
export interface SiteFile {
  /** Relative to the folder of the site, forward slashes. */
  path: string;
  text: string;
}

/** `/guide/intro` -> `guide/intro.md`, `/` -> `index.md`. */
export function twinPath(route: string): string {
  return route === '/' ? 'index.md' : `${route.slice(1)}.md`;
}

/** All files of a twin: the one that links name first. */
export function twinPaths({ twin, route, folder }: TwinPage): string[] {
  return folder && route !== '/' ? [twin, `${route.slice(1)}/index.md`] : [twin];
}
