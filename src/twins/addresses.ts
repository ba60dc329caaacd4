import { pageUrl } from '../site/routes.ts';

/** Makes addresses of files of the site: whole ones where its address is known, else from its root. */
export interface Addresses {
  /** Address of a file, relative to the folder of the site. */
  of(path: string): string;
  /** Path on the site that an address leads to, from its root; undefined for one elsewhere. */
  pathOf(address: string): string | undefined;
}

/**
 * @param base address of the site's root, such as `https://acme.dev/docs`, or its path, `/docs`; undefined where neither is known
 * @param known further addresses of the same site, such as the public one while it is served locally
 */
export function addressesUnder(base: string | undefined, known: readonly string[] = []): Addresses {
  const roots = [base, ...known].flatMap((one) => (one === undefined ? [] : [rootOf(one)]));
  return {
    of: (path) => pageUrl(base ?? '', `/${path}`),
    pathOf(address) {
      const root = roots.find(
        ({ origin }) => origin !== '' && (address === origin || address.startsWith(`${origin}/`)),
      );
      if (root === undefined && !address.startsWith('/')) return undefined;
      const path = root === undefined ? address : address.slice(root.origin.length) || '/';
      const prefixes = (root === undefined ? roots : [root]).map(({ pathname }) =>
        pathname.replace(/\/+$/, ''),
      );
      const prefix = prefixes.find((one) => path === one || path.startsWith(`${one}/`));
      if (prefix === undefined) return root === undefined ? path : undefined;
      return path.slice(prefix.length) || '/';
    },
  };
}

/** A path has no origin. */
function rootOf(base: string): { origin: string; pathname: string } {
  return base.startsWith('/') ? { origin: '', pathname: base } : new URL(base);
}
