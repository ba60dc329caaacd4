import type { RouteRules } from '../contract/dialect.ts';
import type { SitePage } from '../document/site.ts';
import type { SiteMatter } from './scan-frontmatter.ts';

/** How a framework makes routes of paths, beyond what all have in common. */
interface RouteConvention extends RouteRules {
  /** Leading folders that are not part of routes. */
  roots?: readonly string[];
  /** The front matter's `id` replaces the file name. */
  ids?: boolean;
}

const indexNames = ['index', 'readme', '_index'];

const conventions: Readonly<Record<string, RouteConvention>> = {
  docusaurus: { numberPrefixes: true, ids: true },
  fumadocs: { groups: true },
  nextra: {
    groups: true,
    indexNames: [...indexNames, 'page'],
    roots: ['src/app', 'src/content', 'src/pages', 'app', 'content', 'pages'],
  },
  starlight: { roots: ['src/content/docs'] },
  hugo: { roots: ['content'] },
  mdc: { numberPrefixes: true, roots: ['content'] },
};

const numberPrefix = /^\d+\s*[-_.]+\s*(?=[^\d\s])/;

interface RouteInput {
  /** Relative to the source root, forward slashes. */
  path: string;
  dialect: { name: string; routes?: RouteRules };
  matter?: Pick<SiteMatter, 'slug' | 'permalink' | 'id'>;
}

export const pageExtension = /\.(?:mdx?|markdown|mdoc|svx|ipynb)$/i;

/** The route of a page: leading slash, no trailing one; `/` for the root. */
export function routeOf({ path, dialect, matter = {} }: RouteInput): string {
  const convention = { ...conventions[dialect.name], ...dialect.routes };
  const parts = withoutRoot(path, convention.roots ?? [])
    .replace(pageExtension, '')
    .split('/');
  let name = parts.pop() ?? '';
  let folders = parts;
  if (convention.numberPrefixes) {
    folders = folders.map((folder) => folder.replace(numberPrefix, ''));
    name = name.replace(numberPrefix, '');
  }
  if (convention.groups) folders = folders.filter((folder) => !/^\(.*\)$/.test(folder));
  if (matter.permalink !== undefined) return normalRoute(matter.permalink);
  if (matter.slug !== undefined) return slugRoute(matter.slug, folders);
  if (convention.ids && matter.id !== undefined) name = matter.id;
  const isIndex =
    (convention.indexNames ?? indexNames).includes(name.toLowerCase()) ||
    (convention.ids === true && folders.at(-1)?.toLowerCase() === name.toLowerCase());
  return normalRoute(isIndex ? folders.join('/') : [...folders, name].join('/'));
}

// A slug with a leading slash counts from the root, another one from the folder. Starlight's slugs
// include their folders, so they contain slashes.
function slugRoute(slug: string, folders: readonly string[]): string {
  if (slug.startsWith('/') || /^[^.].*\//.test(slug)) return normalRoute(slug);
  const parts = [...folders];
  for (const part of slug.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return normalRoute(parts.join('/'));
}

function withoutRoot(path: string, roots: readonly string[]): string {
  const root = roots.find((folder) => path.startsWith(`${folder}/`));
  return root === undefined ? path : path.slice(root.length + 1);
}

/** One spelling of a route: leading slash, no trailing one, no `.html`, no `index`. */
export function normalRoute(route: string): string {
  const trimmed = `/${route}`
    .replace(/\/{2,}/g, '/')
    .replace(/\.html?$/i, '')
    .replace(/\/index$/i, '/')
    .replace(/(?<=.)\/$/, '');
  return trimmed === '' ? '/' : trimmed;
}

/** The URL of a route under the site's base URL. */
export function pageUrl(baseUrl: string, route: string): string {
  const base = baseUrl.replace(/\/+$/, '');
  return route === '/' ? base || '/' : base + route.split('/').map(encodeSegment).join('/');
}

/** The URL of a page, as the site writes it; undefined where that of the site or of the page is not known. */
export function urlOfPage(
  baseUrl: string | undefined,
  { route, address = route, guessed }: Pick<SitePage, 'route' | 'address' | 'guessed'>,
): string | undefined {
  return baseUrl === undefined || guessed ? undefined : pageUrl(baseUrl, address);
}

const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment).replace(/%(?:40|3A|24|26|2B|2C|3B|3D)/g, decodeURIComponent);
