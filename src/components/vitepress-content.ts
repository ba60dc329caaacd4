import { posix } from 'node:path';
import picomatch from 'picomatch';
import { readFrontmatter } from '../document/frontmatter.ts';
import { fitting } from '../glob.ts';
import {
  Callable,
  fn,
  textOf,
  toValue,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import type { Host } from './host.ts';
import type { Reader } from './reader.ts';

/**
 * The pages of the site as data, `createContentLoader('posts/*.md', { transform })`; what they show is not part of it.
 *
 * https://vitepress.dev/guide/data-loading#createcontentloader
 */
export const contentLoader = (reader: Reader): Value =>
  fn((patterns, options) => {
    const transform = options instanceof Map ? options.get('transform') : undefined;
    const load = fn(() => {
      const globs = [patterns].flat().map((one) => textOf(one) ?? '');
      const entries = pagesOf(globs, reader.host).map((path) => entryOf(path, reader));
      return transform instanceof Callable ? transform.call([entries], undefined) : entries;
    });
    return new Map([['load', load]]);
  });

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

function entryOf(path: string, { host }: Reader): ValueMap {
  const file = host.include(`/${path}`, host.path);
  const data = file.ok ? toValue(readFrontmatter(file.text).data) : unknown;
  const route = path.replace(/(?:^|(?<=\/))index(?=\.md$)/, '').replace(/\.md$/, '');
  return new Map<string, Value>([
    ['url', `/${route}`],
    ['frontmatter', data],
    ['src', unknown],
    ['html', unknown],
    ['excerpt', unknown],
  ]);
}
