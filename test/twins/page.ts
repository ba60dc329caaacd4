import type { TwinPage } from '../../src/twins/page.ts';

/** A page at a route, with what else a test says of it. */
export function twinPage(route: string, more: Partial<TwinPage> = {}): TwinPage {
  const name = route === '/' ? 'index' : route.slice(1);
  return {
    path: `${name}.md`,
    out: `${name}.mdc`,
    title: `Page ${route}`,
    description: '',
    topics: [],
    tokens: 1,
    route,
    address: route,
    twin: `${name}.md`,
    folder: false,
    ...more,
  };
}
