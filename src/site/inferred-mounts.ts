import { normalRoute } from './routes.ts';
import { tryRead } from './scan-file.ts';

/** Pages whose links are looked at, spread evenly. */
const sampleSize = 60;
/** So many links must lead to pages below a folder, and so large a part of those that name it. */
const enough = 5;
const mostly = 0.8;
const maxDepth = 3;

const rootLink = /\]\((\/(?!\/)[^\s)#?]+)|(?:href|to)=["'](\/(?!\/)[^"'#?\s]+)/g;

interface Pages {
  paths: readonly string[];
  /** Whether a page has a route. */
  has(route: string): boolean;
  /** The text of a page; may throw. */
  read(path: string): string;
}

/**
 * Folders of addresses that a site serves its documents below, where no configuration says it, as
 * their own links tell: `/docs/4.x` where most links below it lead to pages without it.
 */
export function inferredMounts({ paths, has, read }: Pages): string[] {
  const named = new Map<string, { links: number; pages: number }>();
  const step = Math.max(1, paths.length / sampleSize);
  for (let at = 0; at < paths.length; at += step) {
    const text = tryRead(read, paths[Math.floor(at)]!);
    for (const [, inText, inTag] of text.matchAll(rootLink)) {
      const route = normalRoute(inText ?? inTag ?? '');
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
  }
  return [...named]
    .filter(([, { links, pages }]) => pages >= enough && pages >= links * mostly)
    .map(([mount]) => mount);
}
