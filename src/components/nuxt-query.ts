import { readFrontmatter } from '../document/frontmatter.ts';
import { fitting } from '../glob.ts';
import {
  fn,
  isNone,
  isScalar,
  toValue,
  Unknown,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import { pagesOf } from './pages-of.ts';
import { remembered } from './parsed.ts';
import { Partial } from './partial.ts';
import type { Reader } from './reader.ts';
import { zod } from './schemas.ts';

/** What a query of Nuxt Content has been asked. */
interface Asked {
  /** The name of a collection, and the path of one document. */
  collection?: Value;
  path?: Value;
  /** What is known of a page that is wanted; undefined where that cannot be told. */
  tests?: readonly ((page: Page) => boolean | undefined)[];
  order?: readonly (readonly [field: Value, isDown: boolean])[];
  skip?: Value;
  limit?: Value;
}

const same = fn((value) => value);

/** What the configuration of collections imports, which is data. */
export const definitions: ValueMap = new Map<string, Value>([
  ['defineCollection', same],
  ['defineContentConfig', same],
  ['z', zod],
]);

/** A query for documents, by the path of one or by conditions: https://content.nuxt.com/docs/utils/query-collection */
export function query(reader: Reader, asked: Asked): Value {
  const { tests = [], order = [] } = asked;
  const more = (added: Asked) => query(reader, { ...asked, ...added });
  const whole = fn(() => more({}));
  const first = fn(() => {
    if (asked.path !== undefined) return documentAt(asked.path, reader);
    const pages = pagesAsked(asked, reader);
    return pages === undefined ? unknown : pages[0];
  });
  const all = fn(() => pagesAsked(asked, reader) ?? unknown);
  return new Map<string, Value>([
    ['all', all],
    ['count', fn(() => pagesAsked(asked, reader)?.length ?? unknown)],
    ['find', all],
    ['findOne', first],
    ['first', first],
    ['limit', fn((limit) => more({ limit }))],
    ['only', whole],
    ['order', fn((field, way) => more({ order: [...order, [field, way === 'DESC']] }))],
    ['path', fn((path) => more({ path }))],
    ['select', whole],
    ['skip', fn((skip) => more({ skip }))],
    [
      'where',
      fn((field, operator, value) =>
        more({ tests: [...tests, (page) => meets(page, { field, operator, value })] }),
      ),
    ],
    ['without', whole],
  ]);
}

function pagesAsked(asked: Asked, reader: Reader): Page[] | undefined {
  const { tests = [], order = [], skip = 0, limit = Number.POSITIVE_INFINITY } = asked;
  if (asked.path !== undefined || typeof skip !== 'number' || typeof limit !== 'number')
    return undefined;
  const found: Page[] = [];
  for (const page of pagesOfCollection(asked.collection, reader) ?? [undefined]) {
    reader.budget.step();
    const met = page && tests.reduce<boolean | undefined>((all, test) => all && test(page), true);
    if (met === undefined) return undefined;
    if (met && page) found.push(page);
  }
  for (const [field, isDown] of order.toReversed()) {
    const keys = new Map(found.map((page) => [page, isScalar(field) && page.member(`${field}`)]));
    if (![...keys.values()].every((key) => isScalar(key))) return undefined;
    const compared = (a: Page, b: Page) => (keys.get(a)! < keys.get(b)! ? -1 : 1);
    found.sort((a, b) => (keys.get(a) === keys.get(b) ? 0 : compared(a, b) * (isDown ? -1 : 1)));
  }
  return found.slice(skip, skip + limit);
}

/** The pages of a collection in the order of their files; undefined where the project does not tell which they are. */
function pagesOfCollection(name: Value, reader: Reader): Page[] | undefined {
  const { host, modules } = reader;
  const config = ['ts', 'js', 'mjs']
    .map((ending) => modules.imported(`/content.config.${ending}`, 'default', host.path))
    .find((one) => one instanceof Map);
  const globs = config === undefined ? ['**'] : globsOf(config as ValueMap, name);
  if (globs === undefined) return undefined;
  const paths = pagesOf(['**/*.md'], host).filter(fitting(globs.filter((one) => one[0] !== '!')));
  const isOut = fitting(globs.flatMap((one) => (one[0] === '!' ? [one.slice(1)] : [])));
  return paths.filter((path) => !isOut(path)).map((path) => new Page(path, reader));
}

/** https://content.nuxt.com/docs/collections/define#source */
function globsOf(config: ValueMap, name: Value): string[] | undefined {
  const collections = config.get('collections');
  const one = collections instanceof Map && isScalar(name) ? collections.get(`${name}`) : undefined;
  if (!(one instanceof Map) || one.get('type') === 'data') return undefined;
  const globs = [one.get('source')].flat().flatMap((source) => {
    if (!(source instanceof Map)) return [source];
    const isElsewhere = source.has('cwd') || source.has('repository');
    const left = [source.get('exclude') ?? []].flat().map((glob) => `!${glob}`);
    return isElsewhere ? [unknown] : [...[source.get('include')].flat(), ...left];
  });
  return globs.every((glob) => typeof glob === 'string') ? (globs as string[]) : undefined;
}

/** https://content.nuxt.com/docs/utils/query-collection#wherefield-sqlfields-operator-sqloperator-value-unknown */
function meets(
  page: Page,
  { field, operator, value }: Record<'field' | 'operator' | 'value', Value>,
): boolean | undefined {
  if (!isScalar(field) || typeof operator !== 'string' || value instanceof Unknown)
    return undefined;
  const own = page.member(`${field}`);
  if (own instanceof Unknown) return undefined;
  const [not, name] = /^(NOT |IS NOT )?(.*)$/.exec(operator.toUpperCase())?.slice(1) ?? [];
  if (name?.endsWith('NULL')) return isNone(own) === (not === undefined);
  // What is not there meets no condition, nor the opposite.
  if (isNone(own)) return false;
  const met = comparisons[name ?? '']?.(own, value);
  return met === undefined ? undefined : met === (not === undefined);
}

const comparisons: Readonly<Record<string, (own: Value, value: Value) => boolean | undefined>> = {
  '=': (own, value) => own === value,
  '<>': (own, value) => own !== value,
  '>': (own, value) => (isScalar(own) && isScalar(value) ? own > value : undefined),
  '<': (own, value) => (isScalar(own) && isScalar(value) ? own < value : undefined),
  '>=': (own, value) => (isScalar(own) && isScalar(value) ? own >= value : undefined),
  '<=': (own, value) => (isScalar(own) && isScalar(value) ? own <= value : undefined),
  IN: (own, value) => (Array.isArray(value) ? value.includes(own) : undefined),
  LIKE: (own, value) =>
    isScalar(own) && isScalar(value) ? isLike(`${own}`, `${value}`) : undefined,
};

/** `%` stands for any text; case does not count. */
function isLike(text: string, pattern: string): boolean {
  const [start = '', ...parts] = pattern.toLowerCase().split('%');
  const last = parts.pop();
  let rest = text.toLowerCase();
  if (last === undefined) return rest === start;
  if (!rest.startsWith(start)) return false;
  rest = rest.slice(start.length);
  for (const part of parts) {
    const at = rest.indexOf(part);
    if (at < 0) return false;
    rest = rest.slice(at + part.length);
  }
  return rest.endsWith(last);
}

/** The page of a path, else the file. */
export function documentAt(path: Value, reader: Reader): Value {
  if (!isScalar(path)) return unknown;
  const { host } = reader;
  const stem = String(path).replace(/^\/*/, '/').replace(/\/+$/, '');
  const page = host.pageAt(stem);
  const file = ['/content', '']
    .flatMap((folder) => [`${folder}${stem}.md`, `${folder}${stem}/index.md`])
    .find((one) => host.include(one, host.path).ok);
  const found = page ?? file?.slice(1);
  return found === undefined ? unknown : new Page(found, reader);
}

const frontOf = remembered((text) => readFrontmatter(text).data);

/** A document, and its fields: https://content.nuxt.com/docs/collections/types */
class Page extends Partial {
  readonly #path: string;
  readonly #reader: Reader;
  #front: Value;

  constructor(path: string, reader: Reader) {
    super(`/${path}`, reader.host.path);
    this.#path = path;
    this.#reader = reader;
  }

  override member(name: string): Value {
    const { host } = this.#reader;
    if (name === 'stem') return this.#path.replace(/\.md$/, '');
    if (name === 'extension') return 'md';
    if (name === 'path') return host.page(this.#path)?.route ?? unknown;
    if (this.#front === undefined) {
      const file = host.include(this.specifier, this.from);
      this.#front = file.ok ? toValue(frontOf(file.text, this.#path)) : unknown;
    }
    const given = this.#front instanceof Map ? this.#front.get(name) : this.#front;
    if (given !== undefined) return given;
    if (name === 'navigation') return true;
    if (name === 'title') return host.page(this.#path)?.title ?? unknown;
    return /^(?:body|id|meta|seo)$/.test(name) ? unknown : undefined;
  }
}
