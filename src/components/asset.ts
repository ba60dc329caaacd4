import { posix } from 'node:path';

/** The path of an image that a component names, as the document that shows it would write it. */
export function assetFor(document: string, specifier: string, component: string): string {
  if (!/^\.\.?\//.test(specifier)) return specifier;
  const file = posix.join(posix.dirname(withoutPart(component)), specifier);
  const path = posix.relative(posix.dirname(document), file);
  return path.startsWith('.') ? path : `./${path}`;
}

/** `a.astro#template` -> `a.astro` */
function withoutPart(path: string): string {
  return path.replace(/#.*$/, '');
}
