import { posix } from 'node:path';
import type { Nodes } from 'mdast';
import type { SiteTarget, SiteView } from '../../src/document/site.ts';
import { headingOfName, isNameRoute, routeOfName } from '../../src/site/labels.ts';
import { folderOf, type LinkTarget } from './target.ts';

/** A link by a path. */
export type PathTarget = Extract<LinkTarget, { kind: 'relative' | 'root' }>;

/** Where a link leads. Paths are relative to the source root. */
export type Resolution =
  /** `guessed`: not there as written, but plainly meant. `made`: a template of the site leads there. */
  | { kind: 'page'; page: SiteTarget; guessed?: boolean; made?: boolean }
  /** `ending`: what the link leaves out of the file's name. */
  | { kind: 'asset'; path: string; ending?: string }
  /** A page that the site has and the output has not: its address on the site, or a whole URL. */
  | { kind: 'elsewhere'; address: string }
  /** A path of the site that no source file stands for, such as a file of its public folder. */
  | { kind: 'site'; path: string }
  /** A file of the repository beside the source root; the path begins with `../`. `named`: by an alias, or served from the root. */
  | { kind: 'beside'; path: string; named?: boolean }
  /** `unknown`: only the site, whose configuration is not known, could say where it leads. */
  | { kind: 'missing'; unknown?: boolean };

export interface LinkOrigin {
  /** The page that holds the link. */
  page: SiteTarget;
  /** The file that the link was written in, where that is another one. */
  source?: string | undefined;
  site: SiteView;
  /** Name of the dialect; it tells what extension-less links are relative to. */
  dialect: string;
  baseUrl?: string | undefined;
}

/**
 * A relative path as the included file has it: links of included files come here as the page would
 * have to write them.
 */
export function asWritten(path: string, source: string, page: string): string {
  const written = posix.relative(folderOf(source), posix.join(folderOf(page), path));
  return path.endsWith('/') && written !== '' ? `${written}/` : written;
}

/**
 * Whether a link in an included file is one of the page that includes it: MkDocs, Sphinx and Jekyll include
 * text before they read links; Docusaurus takes for a path of files only what has an extension.
 */
export function isOfPage(path: string, dialect: string): boolean {
  if (dialect === 'docusaurus') return !/\.\w+$/.test(path);
  return ['liquid', 'mkdocs-material', 'myst'].includes(dialect);
}

/** What a name that pages of MyST give to places in them leads to. */
type NamedPlace =
  | { kind: 'page'; page: SiteTarget; fragment: string }
  | { kind: 'elsewhere'; address: string; fragment: string }
  /** It may be an object in code, or a name in another project. */
  | { kind: 'unknown' };

/** Finds a name in the whole project; undefined where it is none for sure. */
export function placeOfName(name: string, site: SiteView): NamedPlace | undefined {
  const route = routeOfName(name);
  const page = site.pageByRoute(route);
  if (page !== undefined) {
    const isKnown = site.anchor(page.path, name) !== undefined;
    return { kind: 'page', page, fragment: isKnown ? name : '' };
  }
  const found = site.elsewhere(route);
  if (found === undefined) return undefined;
  if (isNameRoute(found)) return { kind: 'unknown' };
  const [address = '', fragment = ''] = found.split('#');
  return { kind: 'elsewhere', address, fragment };
}

/** Gives a link without words the title of its page, or the heading whose name it uses. */
export function nameLink(
  node: Nodes,
  { page, fragment }: { page: SiteTarget; fragment: string },
  site: SiteView,
): void {
  if (node.type !== 'link' || !node.data?.unnamed) return;
  const isPage = fragment === '' || node.data.given;
  const value = isPage ? page.title : site.anchor(page.path, headingOfName(fragment));
  if (value) node.children = [{ type: 'text', value }];
}

const imageEndings = ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.svg'];

/** Hugo's shortcodes name the images of a page without their endings. */
export function imageOf(
  file: string | undefined,
  { site, dialect }: LinkOrigin,
): Resolution | undefined {
  if (dialect !== 'hugo' || file === undefined) return undefined;
  const ending = imageEndings.find((one) => site.hasAsset(file + one));
  return ending === undefined ? undefined : { kind: 'asset', path: file + ending, ending };
}
