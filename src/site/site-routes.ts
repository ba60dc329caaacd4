import type { SitePage, SiteRoutes } from '../document/site.ts';
import { firstOf } from '../first-of.ts';
import { compilePattern, fillPattern, isPattern } from './frameworks/addresses/patterns.ts';
import { normalRoute } from './routes.ts';
import { unwrittenFinder } from './unwritten.ts';

/** Where routes lead by the configuration of the site. */
export interface RouteFinder {
  page(route: string): SitePage | undefined;
  /** Address on the site, or whole URL, of what is not a page of the output. */
  elsewhere(route: string): string | undefined;
}

type FindPage = (route: string) => SitePage | undefined;

/** Redirects that lead to redirects; more is a circle. */
const maxRedirects = 5;

/**
 * Follows redirects and falls back to the default language, as the site does.
 *
 * @param options with `inFolders`, addresses of its pages end in a slash
 */
export function siteRoutes(
  routes: SiteRoutes | undefined,
  find: FindPage,
  { inFolders }: { inFolders: boolean },
): RouteFinder {
  if (routes === undefined) return { page: find, elsewhere: () => undefined };
  const redirect = redirector(routes.redirects);
  const others = othersOf(routes, (route) =>
    inFolders && !/\.\w+$/.test(route) ? `${route}/` : route,
  );
  const served: FindPage = (route) => {
    const page = find(route);
    if (page !== undefined) return page;
    const rest = withoutLocale(route, routes);
    return rest === undefined || others.has(route) ? undefined : find(rest);
  };
  const lead = <Found>(
    route: string,
    look: (route: string) => Found | undefined,
  ): Found | undefined => {
    let at: string | undefined = route;
    for (let n = 0; n <= maxRedirects && at !== undefined; n++) {
      const found = look(at);
      if (found !== undefined) return found;
      const target = redirect(at);
      at =
        target === undefined || isUrl(target)
          ? undefined
          : normalRoute(target.replace(/[?#].*$/, ''));
    }
    return undefined;
  };
  return {
    page: (route) => lead(route, served),
    elsewhere(route) {
      const own = lead(route, others.find);
      if (own !== undefined) return own;
      const target = redirect(route);
      // A file of the public folder is not a page either.
      return target !== undefined && /^https?:|\.\w+$/.test(target) ? target : undefined;
    },
  };
}

function isUrl(target: string): boolean {
  return /^https?:\/\//.test(target);
}

/** `/fr/a` -> `/en/a`, or `/a`; undefined for what is in no other language. */
function withoutLocale(route: string, { locales, fallback }: SiteRoutes): string | undefined {
  const [, first = ''] = route.split('/');
  if (first === '' || first === fallback || !locales.includes(first)) return undefined;
  const rest = route.slice(first.length + 1);
  return normalRoute(fallback === '' ? rest : `/${fallback}${rest}`);
}

/** Fixed redirects count before patterns, as with all hosts. */
function redirector(redirects: SiteRoutes['redirects']): (route: string) => string | undefined {
  const fixed = new Map<string, string>();
  const patterns: (readonly [match: ReturnType<typeof compilePattern>, to: string])[] = [];
  for (const [written, to] of redirects) {
    // The slash of `/a/?` may be missing, as it is in routes.
    const from = written.replace(/\/\?$/, '');
    if (isPattern(from)) patterns.push([compilePattern(from), to]);
    else if (!fixed.has(normalRoute(from))) fixed.set(normalRoute(from), to);
  }
  return (route) =>
    fixed.get(route) ??
    firstOf(patterns, ([match, to]) => {
      const values = match(route) ?? match(`${route}/`);
      return values && fillPattern(to, values);
    });
}

interface OtherPages {
  /** Whether a route is that of a page, not of its language alone. */
  has(route: string): boolean;
  find(route: string): string | undefined;
}

function othersOf(routes: SiteRoutes, addressOf: (route: string) => string): OtherPages {
  let known: Map<string, string> | undefined;
  const isUnwritten = unwrittenFinder(routes.unwritten);
  const pages = () => {
    known ??= new Map(
      routes.elsewhere.split('\n').map((line) => {
        const [own = '', address = addressOf(own)] = line.split('\t');
        return [own, address];
      }),
    );
    return known;
  };
  const find = (route: string) => {
    const rest = withoutLocale(route, routes);
    const found = pages().get(route) ?? (rest === undefined ? undefined : pages().get(rest));
    if (found !== undefined && route !== '') return found;
    const isGenerated = (one: string) =>
      routes.generated.some((prefix) =>
        `${one}/`.startsWith(prefix === '/' ? '/' : `${prefix}/`),
      ) || isUnwritten(one);
    const isPage = isGenerated(route) || (rest !== undefined && isGenerated(rest));
    return isPage ? addressOf(route) : undefined;
  };
  return { has: (route) => pages().has(route), find };
}
