import { readFrontmatter } from '../document/frontmatter.ts';
import {
  Callable,
  fn,
  textOf,
  toValue,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import { pagesOf } from './pages-of.ts';
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
