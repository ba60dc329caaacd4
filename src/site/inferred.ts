import { posix } from 'node:path';
import { withoutCode } from '../document/lines/scanner.ts';
import type { DeadEnds, Site } from '../document/site.ts';
import { isWithin } from '../files/source-name.ts';
import { countsOf } from '../maps.ts';
import { sampled } from './detect.ts';
import { normalRoute } from './routes.ts';
import { tryRead } from './scan-file.ts';

/** So many links must lead to pages below a folder, and so large a part of those that name it. */
const enough = 5;
const mostly = 0.8;
const maxDepth = 3;

const rootLink = /\]\((\/(?!\/)[^\s)#?]+)|(?:href|to)=["'](\/(?!\/)[^"'#?\s]+)/g;
/** A link to a file has an ending, one that is relative on purpose a dot; neither needs a route. */
const bareLink = /\]\(([\w@$-]+(?:\/[\w$-]+)*)(?:#[^\s)]*)?\)/g;

interface Pages {
  paths: readonly string[];
  /** The text of a page; may throw. */
  read(path: string): string;
}

/** Destinations of links in a sample of the pages, without query and fragment. */
interface SampledLinks {
  /** From the root of the site: `/guide/auth`. */
  root: readonly string[];
  /** From a page, without a dot: `auth`. */
  bare: readonly (readonly [from: string, destination: string])[];
}

export function sampledLinks({ paths, read }: Pages): SampledLinks {
  const root: string[] = [];
  const bare: [from: string, destination: string][] = [];
  for (const path of sampled(paths)) {
    const text = withoutCode(tryRead(read, path));
    for (const [, inText, inTag] of text.matchAll(rootLink)) {
      root.push(normalRoute(inText ?? inTag ?? ''));
    }
    for (const [, destination = ''] of text.matchAll(bareLink)) bare.push([path, destination]);
  }
  return { root, bare };
}

/** What is known of pages without a site configuration. */
interface Guessed {
  links: SampledLinks;
  /** Routes of the pages by their paths. */
  routes: ReadonlyMap<string, string>;
  /** Folders of addresses that the documents may be served below. */
  mounts: readonly string[];
}

/** What the links of the pages say about their site. */
export function inferred({ links, routes, mounts }: Guessed): Partial<Site> {
  const own = new Set(routes.values());
  const has: HasRoute = (route) => own.has(route);
  const found = inferredMounts(links.root, has);
  const below = [...found, ...mounts];
  const isFile = (route: string) => /\.\w+$/.test(route);
  const rooted = links.root.filter((route) => route !== '/' && !isFile(route));
  const others = otherParts(rooted, own, below);
  const judged = rooted.filter((route) => !others.some((one) => isWithin(one, route)));
  const leads: HasRoute = (route) =>
    has(route) || below.some((one) => route.startsWith(`${one}/`) && has(route.slice(one.length)));
  const root = deadEnds(judged, leads);
  const bare = deadEnds(links.bare, ([from, name]) => {
    const at = routes.get(from) ?? '/';
    const beside = posix.join(posix.dirname(from), name);
    return (
      has(posix.join(posix.dirname(at), name)) ||
      has(posix.join(at, name)) ||
      [...endings, ''].some((ending) => routes.has(beside + ending))
    );
  });
  return {
    mounts: below,
    ...(found.length > 0 && { inferredMounts: found }),
    ...(others.length > 0 && { others }),
    ...((root || bare) && { unknown: { ...(root && { root }), ...(bare && { bare }) } }),
  };
}

const endings = ['.md', '.mdx', '/index.md', '/index.mdx', '/README.md'];

/** Whether a page has a route. */
type HasRoute = (route: string) => boolean;

/**
 * Address prefixes that a site serves its documents below, where no configuration says so, by
 * the links in them: `/docs/4.x` if most links below it lead to pages without it.
 */
function inferredMounts(links: readonly string[], has: HasRoute): string[] {
  const named = new Map<string, { links: number; pages: number }>();
  for (const route of links) {
    if (has(route)) continue;
    const parts = route.split('/').slice(1);
    for (let depth = 1; depth < Math.min(parts.length, maxDepth + 1); depth++) {
      const mount = `/${parts.slice(0, depth).join('/')}`;
      const count = named.get(mount) ?? { links: 0, pages: 0 };
      count.links += 1;
      if (has(`/${parts.slice(depth).join('/')}`)) count.pages += 1;
      named.set(mount, count);
    }
  }
  return [...named]
    .filter(([, { links, pages }]) => pages >= enough && pages >= links * mostly)
    .map(([mount]) => mount);
}

/** How many links lead to a page, whatever folder of addresses the site serves its documents below. */
export function leadingLinks(links: readonly string[], has: HasRoute): number {
  return links.filter((route) => {
    const parts = route.split('/').slice(1);
    const depths = Math.min(parts.length, maxDepth + 1);
    return Array.from({ length: depths }, (_, depth) => parts.slice(depth).join('/')).some((rest) =>
      has(`/${rest}`),
    );
  }).length;
}

/** How many links lead to no page; undefined if most of them do lead to one. */
function deadEnds<Link>(
  links: readonly Link[],
  leads: (link: Link) => boolean,
): DeadEnds | undefined {
  const none = links.filter((link) => !leads(link)).length;
  return none >= enough && links.length - none < links.length * mostly
    ? { of: links.length, none }
    : undefined;
}

/**
 * Parts of a site that its documents do not cover: several links lead below one, none to a page,
 * and no page lies there.
 *
 * @param mounts folders of addresses that the documents may be served below
 */
function otherParts(
  links: readonly string[],
  routes: Iterable<string>,
  mounts: readonly string[],
): string[] {
  const own = new Set<string>();
  for (const route of routes) {
    const [, first = '', second = ''] = route.split('/');
    own.add(`/${first}`).add(`/${first}/${second}`);
  }
  const named = links.flatMap((route) => {
    const mount = mounts.find((one) => route.startsWith(`${one}/`)) ?? '';
    const part = `/${route.slice(mount.length).split('/')[1] ?? ''}`;
    return own.has(part) || own.has(mount + part) ? [] : [mount + part];
  });
  return [...countsOf(named)].filter(([, count]) => count >= enough).map(([address]) => address);
}
