import { posix } from 'node:path';
import picomatch from 'picomatch';
import { fitting } from '../glob.ts';
import type { Host } from './host.ts';

const isNegated = (glob: string): boolean => glob.startsWith('!');

/** Paths of the documents that patterns name, from the folder of the site, without those of `!drafts/*.md`. */
export function pagesOf(globs: readonly string[], host: Host): string[] {
  const isLeftOut = fitting(globs.filter(isNegated).map((glob) => glob.slice(1)));
  const pages = globs.filter((glob) => !isNegated(glob)).flatMap((glob) => pathsOf(glob, host));
  return [...new Set(pages)].filter((path) => !isLeftOut(path)).sort();
}

function pathsOf(glob: string, host: Host): string[] {
  const { base } = picomatch.scan(glob);
  const matches = fitting([glob]);
  const paths = host.pagesBelow(`/${base}`) ?? [];
  return paths.map((path) => posix.join(base, path)).filter((path) => matches(path));
}
