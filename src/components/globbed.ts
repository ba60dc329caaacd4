import { posix } from 'node:path';
import picomatch from 'picomatch';
import { readFrontmatter } from '../document/frontmatter.ts';
import { fitting } from '../glob.ts';
import { known } from '../static/globals.ts';
import { Registry } from '../static/registry.ts';
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
import { Later } from './component.ts';
import { pagesOf } from './pages-of.ts';
import type { Reader } from './reader.ts';

/**
 * Vite's `import.meta.glob('./demos/*.vue')`: documents of the site, else the files that are there; of patterns with
 * an alias, those whose paths are asked for. https://vite.dev/guide/features#glob-import
 *
 * @param from the file that asks
 */
export const globbed = (from: string, reader: Reader): Value =>
  fn((patterns, given) => {
    const options: ValueMap = given instanceof Map ? given : new Map();
    const globs = [patterns].flat().flatMap((one) => textOf(one) ?? []);
    const pages = pagesAt(globs, from, reader);
    const files = new Files(options, from, reader);
    if (pages.length > 0)
      return new Map(pages.map((path): [string, Value] => [path, files.member(path)]));
    const paths = filesAt(globs, from, reader);
    return paths.length === 0
      ? files
      : new Registry(new Map(paths.map((path) => [path, () => files.member(path)])));
  });

/** The files that a data loader watches, by their paths from the root; unknown where none is found. */
export function watchedFiles(patterns: Value, from: string, reader: Reader): Value {
  const globs = [patterns].flat().flatMap((one) => textOf(one) ?? []);
  const pages = pagesAt(globs, from, reader);
  const paths = pages.length > 0 ? pages : filesAt(globs, from, reader);
  return paths.length === 0
    ? unknown
    : paths.map((path) => posix.resolve('/', posix.dirname(from), path));
}

/** The files of patterns, by their paths as Vite writes them. */
function filesAt(globs: readonly string[], from: string, { host }: Reader): string[] {
  const folder = posix.join('/', posix.dirname(from));
  const whole = (glob: string) => (glob.startsWith('**') ? glob : posix.resolve(folder, glob));
  const isLeftOut = fitting(
    globs.filter((glob) => glob.startsWith('!')).map((glob) => whole(glob.slice(1))),
  );
  const paths = globs.flatMap((written) => {
    if (!/^\.{0,2}\//.test(written)) return [];
    const { base, glob } = picomatch.scan(written);
    if (glob === '') return host.include(written, from).ok ? [written] : [];
    const fits = fitting([glob]);
    const below = host.filesBelow(base === '' ? '/' : base, from).filter((path) => fits(path));
    return below.map((path) => posix.join(base || '/', path));
  });
  const named = paths.map((path) => (/^(?:\/|\.\.?\/)/.test(path) ? path : `./${path}`));
  return [...new Set(named)].filter((path) => !isLeftOut(whole(path))).sort();
}

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

  /** A path from the root of the project as one from the file that asks: no page is served there. */
  #beside(path: string): string {
    const folder = posix.join('/', this.#reader.host.root, posix.dirname(this.#from));
    const relative = posix.relative(folder, path);
    return relative.startsWith('.') ? relative : `./${relative}`;
  }

  override member(path: string): Value {
    const option = (name: string) => String(this.#options.get(name) ?? '');
    const isRaw = option('as') === 'raw';
    const query = isRaw ? '?raw' : option('query').replace(/^\??(?=\w)/, '?');
    const name = isRaw ? 'default' : option('import') || '*';
    const isPage = name === '*' && query === '' && /\.mdx?$/.test(path);
    const asked = isPicture.test(path) ? this.#beside(path) : path;
    const load = () =>
      isPage
        ? new Page(path, this.#from, this.#reader)
        : this.#reader.modules.imported(asked + query, name, this.#from);
    if (this.#options.get('eager') !== true) return new Callable(load);
    const isComponent = query === '' && /\.(?:astro|svelte|vue)$/.test(path);
    if (!isComponent || (name !== '*' && name !== 'default')) return load();
    const component = new Later(path, () =>
      this.#reader.modules.imported(path, 'default', this.#from),
    );
    return name === '*' ? known({ default: component }) : component;
  }
}

const isPicture = /^\/.*\.(?:avif|gif|jpe?g|png|svg|webp)$/i;

/** A document as Astro gives it to those who import it, read when it is asked for: https://docs.astro.build/en/guides/markdown-content */
class Page extends Opaque {
  readonly #path: string;
  readonly #from: string;
  readonly #reader: Reader;

  constructor(path: string, from: string, reader: Reader) {
    super();
    this.#path = path;
    this.#from = from;
    this.#reader = reader;
  }

  override member(name: string): Value {
    if (name === 'file') return posix.join('/', posix.dirname(this.#from), this.#path);
    if (name !== 'frontmatter') {
      const module = this.#reader.modules.imported(this.#path, '*', this.#from);
      return module instanceof Opaque ? module.member(name) : unknown;
    }
    const file = this.#reader.host.include(this.#path, this.#from);
    return file.ok ? toValue(readFrontmatter(file.text).data) : unknown;
  }
}
