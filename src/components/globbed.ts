import { posix } from 'node:path';
import { readFrontmatter } from '../document/frontmatter.ts';
import {
  Callable,
  fn,
  Opaque,
  textOf,
  toValue,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import { pagesOf } from './pages-of.ts';
import type { Reader } from './reader.ts';

/**
 * Vite's `import.meta.glob('./demos/*.vue')`: all files where they are documents of the site, else those whose paths
 * are asked for. https://vite.dev/guide/features#glob-import
 *
 * @param from the file that asks
 */
export const globbed = (from: string, reader: Reader): Value =>
  fn((patterns, given) => {
    const options: ValueMap = given instanceof Map ? given : new Map();
    const globs = [patterns].flat().flatMap((one) => textOf(one) ?? []);
    const pages = pagesAt(globs, from, reader);
    const files = new Files(options, from, reader);
    return pages.length === 0
      ? files
      : new Map(pages.map((path): [string, Value] => [path, files.member(path)]));
  });

/** The documents of patterns, by their paths as these write them. */
function pagesAt(globs: readonly string[], from: string, { host }: Reader): string[] {
  const folder = posix.join('/', host.root, posix.dirname(from));
  const ofPages = globs.filter((glob) => /^!|\.(?:md|mdx|\{mdx?,mdx?\})$/.test(glob));
  const whole = ofPages.map((glob) => {
    const [, not = '', path = ''] = /^(!?)(.*)$/s.exec(glob) ?? [];
    return not + (path.startsWith('**') ? path : posix.resolve(folder, path).slice(1));
  });
  const isRooted = globs.some((glob) => !/^[.!]/.test(glob));
  return pagesOf(whole, host).map((path) => {
    const relative = isRooted ? `/${path}` : posix.relative(folder, `/${path}`);
    return /^[./]/.test(relative) ? relative : `./${relative}`;
  });
}

class Files extends Opaque {
  readonly #options: ValueMap;
  readonly #from: string;
  readonly #reader: Reader;

  constructor(options: ValueMap, from: string, reader: Reader) {
    super();
    this.#options = options;
    this.#from = from;
    this.#reader = reader;
  }

  override member(path: string): Value {
    const option = (name: string) => String(this.#options.get(name) ?? '');
    const isRaw = option('as') === 'raw';
    const query = isRaw ? '?raw' : option('query').replace(/^\??(?=\w)/, '?');
    const name = isRaw ? 'default' : option('import') || '*';
    const load = () => {
      const module = this.#reader.modules.imported(path + query, name, this.#from);
      const isPage = name === '*' && query === '' && /\.mdx?$/.test(path);
      return isPage ? new Page(module, path, this.#from, this.#reader) : module;
    };
    return this.#options.get('eager') === true ? load() : new Callable(load);
  }
}

/** A document as Astro gives it to those who import it: https://docs.astro.build/en/guides/markdown-content */
class Page extends Opaque {
  readonly #module: Value;
  readonly #path: string;
  readonly #from: string;
  readonly #reader: Reader;

  constructor(module: Value, path: string, from: string, reader: Reader) {
    super();
    this.#module = module;
    this.#path = path;
    this.#from = from;
    this.#reader = reader;
  }

  override member(name: string): Value {
    if (name === 'file') return posix.join('/', posix.dirname(this.#from), this.#path);
    if (name !== 'frontmatter')
      return this.#module instanceof Opaque ? this.#module.member(name) : unknown;
    const file = this.#reader.host.include(this.#path, this.#from);
    return file.ok ? toValue(readFrontmatter(file.text).data) : unknown;
  }
}
