import { readFrontmatter } from '../document/frontmatter.ts';
import { fitting } from '../glob.ts';
import {
  callBack,
  fn,
  isScalar,
  isTrue,
  Opaque,
  toValue,
  unknown,
  type Value,
  type ValueMap,
} from '../static/value.ts';
import { Partial } from './partial.ts';
import type { Reader } from './reader.ts';
import { zod } from './schemas.ts';

/**
 * What `astro:content` gives to components: entries of collections and what they show.
 * https://docs.astro.build/en/reference/modules/astro-content/
 */
export function contentExport(name: string, reader: Reader): Value {
  if (name === 'z') return zod;
  const give = exported.get(name);
  return give && fn((...args) => give(args, reader));
}

const exported = new Map<string, (args: readonly Value[], reader: Reader) => Value>([
  ['defineCollection', ([collection]) => collection],
  ['getCollection', ([name, test], reader) => collectionOf(name, test, reader)],
  [
    'getEntries',
    ([list], reader) => (Array.isArray(list) ? list.map((one) => entryOf([one], reader)) : unknown),
  ],
  ['getEntry', entryOf],
  ['render', ([entry]) => (entry instanceof Entry ? entry.member('rendered') : unknown)],
]);

/** Loaders as data: https://docs.astro.build/en/reference/content-loader-reference/ */
export const loaders: ValueMap = new Map<string, Value>([
  ['glob', fn((options) => options)],
  ['file', fn((file) => new Map<string, Value>([['file', file]]))],
]);

const dataEndings = ['.json', '.yaml', '.yml'];
const textEndings = ['.mdx', '.md', '/index.mdx', '/index.md'];

/** A document of a collection; what stands in it is read when it is asked for. */
class Entry extends Opaque {
  readonly #members: ReadonlyMap<string, () => Value>;

  constructor(path: string, names: { id: string; collection: string }, { host }: Reader) {
    super();
    const text = () => {
      const file = host.include(path, host.path);
      return file.ok ? file.text : '';
    };
    const rendered: ValueMap = new Map([['Content', new Partial(path, host.path)]]);
    this.#members = new Map<string, () => Value>([
      ['id', () => names.id],
      ['slug', () => names.id],
      ['collection', () => names.collection],
      ['filePath', () => path.slice(1)],
      ['data', () => toValue(readFrontmatter(text()).data)],
      ['body', () => text().slice(readFrontmatter(text()).end)],
      ['rendered', () => rendered],
      ['render', () => fn(() => rendered)],
    ]);
  }

  override member(name: string): Value {
    const give = this.#members.get(name);
    return give === undefined ? unknown : give();
  }
}

function entryOf([first, second]: readonly Value[], reader: Reader): Value {
  const isReference = first instanceof Map;
  const name = isReference ? first.get('collection') : first;
  const id = isReference ? (first.get('id') ?? first.get('slug')) : second;
  if (!isScalar(name) || !isScalar(id)) return unknown;
  const collection = String(name);
  const { file, base } = placeOf(collection, reader);
  if (file !== undefined) {
    const entries = entriesIn(file, collection, reader);
    return entries?.find((entry) => entry.get('id') === String(id)) ?? unknown;
  }
  const { host } = reader;
  const found = (endings: readonly string[]) =>
    endings.map((end) => `${base}/${id}${end}`).find((path) => host.include(path, host.path).ok);
  const text = found(textEndings);
  if (text !== undefined) return new Entry(text, { id: String(id), collection }, reader);
  const data = found(dataEndings);
  if (data === undefined) return unknown;
  return dataEntry(reader.modules.imported(data, 'default', host.path), String(id), collection);
}

function collectionOf(name: Value, test: Value, reader: Reader): Value {
  if (!isScalar(name)) return unknown;
  const collection = String(name);
  const place = placeOf(collection, reader);
  const entries: Value[] | undefined =
    place.file === undefined
      ? (documentsIn(place.base, collection, reader) ?? filesIn(place, collection, reader))
      : entriesIn(place.file, collection, reader);
  if (entries === undefined || test === undefined) return entries ?? unknown;
  const tests = entries.map((entry) => isTrue(callBack(test, entry)));
  return tests.includes(undefined) ? unknown : entries.filter((_, index) => tests[index]);
}

function documentsIn(base: string, collection: string, reader: Reader): Entry[] | undefined {
  const paths = reader.host.pagesBelow(base);
  return paths?.map(
    (path) => new Entry(`${base}/${path}`, { id: entryId(path), collection }, reader),
  );
}

/** What a folder has that is none of the documents; Astro gives it in no certain order, here it is by path. */
function filesIn({ base, globs }: Place, collection: string, reader: Reader): Value[] | undefined {
  const { host, modules } = reader;
  const isWanted = globs === undefined ? isEntry : fitting(globs);
  const entries = host.filesBelow(base, host.path).flatMap((path): Value[] => {
    const id = entryId(path);
    const whole = `${base}/${path}`;
    if (!isWanted(path)) return [];
    if (/\.mdx?$/.test(path)) return [new Entry(whole, { id, collection }, reader)];
    return dataEndings.some((ending) => path.endsWith(ending))
      ? [dataEntry(modules.imported(whole, 'default', host.path), id, collection)]
      : [];
  });
  return entries.length > 0 ? entries : undefined;
}

/** Files and folders that begin with an underscore are none, where no pattern says more. */
const isEntry = (path: string): boolean => !/(?:^|\/)_/.test(path);

/** The page itself as an entry of the collection that it belongs to. */
export const pageEntry = (reader: Reader, collection: string): ValueMap =>
  new Map<string, Value>([
    ['id', entryId(reader.host.path)],
    ['collection', collection],
    ['filePath', `${placeOf(collection, reader).base.slice(1)}/${reader.host.path}`],
    ['data', reader.host.frontMatter],
  ]);

/** The id that a document has by its path: `Guides/Get Started/index.md` is `guides/get-started`. */
export const entryId = (path: string): string =>
  path
    .replace(/\.\w+$/, '')
    .split('/')
    .map((part) =>
      part
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    )
    .join('/')
    .replace(/\/index$/, '');

/** A list of objects with an `id`, or objects by their ids. */
function entriesIn(file: string, collection: string, reader: Reader): ValueMap[] | undefined {
  const data = reader.modules.imported(file, 'default', reader.host.path);
  const list = Array.isArray(data)
    ? data.map((one): [Value, Value] => [one instanceof Map ? one.get('id') : undefined, one])
    : data instanceof Map
      ? [...data]
      : undefined;
  return list?.map(([id, one]) => dataEntry(one, String(id), collection));
}

const dataEntry = (data: Value, id: string, collection: string): ValueMap =>
  new Map<string, Value>([
    ['id', id],
    ['collection', collection],
    ['data', data],
  ]);

const configs = ['content.config', 'content/config'].flatMap((name) =>
  ['ts', 'mjs', 'js'].map((ending) => `/src/${name}.${ending}`),
);

/** Where the entries of a collection are: a folder and which of its files they are, or a file of data. */
interface Place {
  base: string;
  globs?: string[];
  file?: string;
}

function placeOf(collection: string, { modules, host }: Reader): Place {
  const stated = configs.map((path) => modules.imported(path, 'collections', host.path));
  const all = stated.find((one) => one instanceof Map);
  const settings = all?.get(collection);
  const loader = settings instanceof Map ? settings.get('loader') : undefined;
  const named = (key: string): string | undefined => {
    const value = loader instanceof Map ? loader.get(key) : undefined;
    return typeof value === 'string' ? fromRoot(value) : undefined;
  };
  const file = named('file');
  const base = named('base') ?? `/src/content/${collection}`;
  if (file !== undefined) return { base, file };
  const pattern = loader instanceof Map ? loader.get('pattern') : undefined;
  const globs = [pattern].flat().filter((one) => typeof one === 'string');
  return globs.length > 0 ? { base, globs } : { base };
}

/** `./src/data/` as `/src/data` */
const fromRoot = (path: string): string => `/${path.replace(/^\.?\//, '').replace(/\/+$/, '')}`;
