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
import { vitepressData } from './theme-data.ts';

/** What the package `vitepress` gives to components and loaders of data. */
export function vitepressExport(name: string, reader: Reader): Value {
  if (name === 'useData') return vitepressData(reader);
  return name === 'createContentLoader' ? contentLoader(reader) : undefined;
}

/**
 * The pages of the site as data, `createContentLoader('posts/*.md', { includeSrc, excerpt, transform })`; what they
 * show as a whole (`render`) is not known. An excerpt is its Markdown, which is read where it is set as HTML.
 *
 * https://vitepress.dev/guide/data-loading#createcontentloader
 */
const contentLoader = (reader: Reader): Value =>
  fn((patterns, given) => {
    const options: ValueMap = given instanceof Map ? given : new Map();
    const transform = options.get('transform');
    const load = fn(() => {
      const globs = [patterns].flat().map((one) => textOf(one) ?? '');
      const entries = pagesOf(globs, reader.host).map((path) => entryOf(path, options, reader));
      return transform instanceof Callable ? transform.call([entries], undefined) : entries;
    });
    return new Map([['load', load]]);
  });

function entryOf(path: string, options: ValueMap, { host }: Reader): ValueMap {
  const file = host.include(`/${path}`, host.path);
  const { data, end } = readFrontmatter(file.ok ? file.text : '');
  const route = path.replace(/(?:^|(?<=\/))index(?=\.md$)/, '').replace(/\.md$/, '');
  const asked = (name: string, value: Value): [string, Value] => [
    name,
    options.get(name === 'src' ? 'includeSrc' : name) ? value : undefined,
  ];
  return new Map<string, Value>([
    ['url', `/${route}`],
    ['frontmatter', file.ok ? toValue(data) : unknown],
    asked('src', file.ok ? file.text : unknown),
    ['html', options.get('render') ? unknown : undefined],
    asked('excerpt', file.ok ? excerptOf(file.text.slice(end), options.get('excerpt')) : unknown),
  ]);
}

/** What stands before the first line that separates, `---` by default; empty if no line separates. */
function excerptOf(text: string, separator: Value): Value {
  if (separator instanceof Callable) return unknown;
  const line = typeof separator === 'string' ? separator : '---';
  const end = text.indexOf(`\n${line}`);
  return end < 0 ? undefined : text.slice(0, end).trim() || undefined;
}
