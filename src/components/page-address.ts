import { addressOf } from '../static/address.ts';
import { known } from '../static/globals.ts';
import { fn, Opaque, unknown, type Value } from '../static/value.ts';
import type { Reader } from './reader.ts';

/** A part of the address of the page; unknown where the site has none, which says what stands before its paths. */
function partOf(name: string, { host }: Reader): Value {
  const { base, path } = host.location() ?? {};
  const url = base === undefined ? unknown : addressOf([path, base]);
  return url instanceof Opaque ? url.member(name) : unknown;
}

/** The address of the page, which is looked up when something of it is asked: `Astro.url`, `page.url` of SvelteKit. */
export class PageUrl extends Opaque {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    super();
    this.#reader = reader;
  }

  override member(name: string): Value {
    return partOf(name, this.#reader);
  }
}

/** What `useRoute()` of Nuxt gives. */
export class Route extends PageUrl {
  override member(name: string): Value {
    return name === 'path' ? super.member('pathname') : unknown;
  }
}

/** Docusaurus and Rspress hand on what their router gives: https://reactrouter.com/api/hooks/useLocation */
const routers = /^(?:@docusaurus\/router|react-router(?:-dom)?|@?rspress(?:\/core)?\/runtime)$/;

/** What modules give that know the address of the page; `page` is SvelteKit's. */
export function addressExport(specifier: string, name: string, reader: Reader): Value {
  if (specifier === '$app/state' && name === 'page') return known({ url: new PageUrl(reader) });
  if (routers.test(specifier) && name === 'useLocation') return fn(() => new PageUrl(reader));
  return undefined;
}
