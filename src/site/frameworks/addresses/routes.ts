import type { PageAddress } from '../../record.ts';
import type { SiteMatter } from '../../scan-frontmatter.ts';

export const documentEnding = /\.(?:mdx?|markdown|mdown|mkdn|mkd|mdwn|mdoc|svx|ipynb)$/i;

/** How a site writes the addresses of its pages. */
export interface AddressStyle {
  /** `folder`: `/a/`; `plain`: `/a`; `file`: `/a.html`. */
  pages: 'folder' | 'plain' | 'file';
  /** The same for the index page of a folder. */
  indexes: 'folder' | 'plain' | 'file';
}

/** The address of a route: `a/b` or `/a/b`, without ending. */
export function addressOf(
  route: string,
  style: AddressStyle,
  { isIndex = false, aliases }: { isIndex?: boolean; aliases?: readonly string[] } = {},
): PageAddress {
  const plain = `/${route}`.replace(/\/{2,}/g, '/').replace(/(?<=.)\/+$/, '');
  const ending = isIndex ? style.indexes : style.pages;
  const address = plain === '/' ? '/' : plain + { folder: '/', plain: '', file: '.html' }[ending];
  return { route: plain, address, ...(aliases && aliases.length > 0 && { aliases }) };
}

/** The route from the root that a page states itself, which code that serves documents goes by. */
export const statedRoute = ({ path, slug, permalink }: SiteMatter): string | undefined =>
  [path, slug, permalink].find((one) => one?.startsWith('/'));

interface FileOptions {
  /** Route that the source of the file is served under. Default: the root. */
  prefix?: string;
  /** Names of index pages. Default: `index`. */
  index?: RegExp;
}

/** The address of a file by its path: `a/b.md` -> `/a/b`, `a/index.md` -> `/a`. */
export function fileAddress(
  path: string,
  style: AddressStyle,
  { prefix = '', index = /^index$/ }: FileOptions = {},
): PageAddress {
  const { folders, name } = partsOf(path);
  const isIndex = index.test(name);
  const route = [prefix, ...folders, ...(isIndex ? [] : [name])].join('/');
  return addressOf(route, style, { isIndex });
}

/** Takes a document's path apart: `a/b/index.md` -> folders `a`, `b` and name `index`. */
export function partsOf(path: string): { folders: string[]; name: string } {
  const folders = path.replace(documentEnding, '').split('/');
  const name = folders.pop() ?? '';
  return { folders, name };
}
