import { posix } from 'node:path';
import {
  entriesOf,
  isObject,
  listOf,
  member,
  objectOf,
  type Place,
  type StaticData,
  type StaticObject,
  stringMember,
} from '../config/values.ts';
import type { DerivedPage } from '../record.ts';
import type { Folder } from './readers/folder.ts';
import { Descriptions, type Operation, operationPage, tagOf } from './readers/operations.ts';
import { trimmed } from './readers/urls.ts';

/** What a part of the navigation says of its API, or the part that it is in. */
interface Described {
  file: string;
  directory: string;
  /** The part that says it. */
  owner: StaticObject;
}

/** `GET /kilns/{id}` or `openapi.json GET /kilns/{id}`. */
const reference = /^(?:(\S+)\s+)?(get|put|post|delete|options|head|patch|trace|webhook)\s+(\S+)$/i;
/** Parts of the navigation that take all operations of a description. */
const takers = 'group tab anchor version language dropdown product item'.split(' ');
/** Their lists. */
const lists =
  'groups tabs anchors versions languages dropdowns products menu navigation global'.split(' ');

/**
 * The pages that a navigation has for operations of APIs, which it names by method and path or takes all of a
 * description. It is changed: each operation becomes the name of its page.
 *
 * https://mintlify.com/docs/api-playground/openapi-setup
 */
export function pagesOfApis(
  navigation: StaticData,
  { folder, place }: { folder: Folder; place: Place },
): DerivedPage[] {
  const apis = new ApiPages(folder, place);
  apis.addNamed(navigation, undefined);
  apis.addWhole(navigation);
  return [...apis.pages.values()];
}

class ApiPages {
  /** By their paths. */
  readonly pages = new Map<string, DerivedPage>();
  readonly #folder: Folder;
  readonly #descriptions: Descriptions;
  /** Parts with an operation that they name: these name all of them. */
  readonly #namers = new Set<StaticObject>();

  /** @param place of the navigation */
  constructor(folder: Folder, place: Place) {
    this.#folder = folder;
    this.#descriptions = new Descriptions(folder, place);
  }

  /** Adds the operations that lists of pages name. */
  addNamed(data: StaticData, above: Described | undefined): void {
    if (Array.isArray(data)) for (const one of data) this.addNamed(one, above);
    if (!isObject(data)) return;
    const described = describedBy(data) ?? above;
    const pages = listOf(member(data, 'pages'));
    for (const [at, page] of pages.entries()) {
      const name = typeof page === 'string' ? this.#named(page, described) : undefined;
      if (name === undefined) this.addNamed(page, described);
      else pages[at] = name;
    }
    for (const key of lists) this.addNamed(data.get(key), described);
  }

  #named(page: string, described: Described | undefined): string | undefined {
    const [, own, method = '', path = ''] = reference.exec(page.trim()) ?? [];
    const file = own ?? described?.file;
    if (method === '' || file === undefined) return undefined;
    const wanted = method.toLowerCase();
    const operation = this.#operations(file).find(
      (one) => one.method === wanted && trimmed(one.path) === trimmed(path),
    );
    if (operation === undefined) return undefined;
    if (own === undefined) this.#namers.add(described!.owner);
    return this.#add(operation, { file, directory: described?.directory ?? inDefault });
  }

  /** Adds all operations of the descriptions that parts take whole, in groups by their first tag. */
  addWhole(data: StaticData): void {
    if (Array.isArray(data)) for (const one of data) this.addWhole(one);
    if (!isObject(data)) return;
    for (const key of [...lists, 'pages']) this.addWhole(data.get(key));
    const described = describedBy(data);
    if (described === undefined || this.#namers.has(data) || !takers.some((key) => data.has(key)))
      return;
    const groups = new Map<string, string[]>();
    for (const operation of this.#operations(described.file)) {
      const name = this.#add(operation, described);
      if (member(operation.data, 'x-hidden') === true) continue;
      const group = tagOf(operation) ?? 'API Reference';
      groups.set(group, [...(groups.get(group) ?? []), name]);
    }
    const key = data.has('group') ? 'pages' : 'groups';
    const added = Array.from(groups, ([group, pages]) => objectOf({ group, pages }));
    data.set(key, [...listOf(data.get(key)), ...added]);
  }

  /** Adds the page of an operation; returns its name. */
  #add(operation: Operation, { file, directory }: Pick<Described, 'file' | 'directory'>): string {
    const from = this.#folder.inProject(inRoot(file));
    const base = nameOf(operation, directory);
    for (let count = 0; ; count++) {
      const name = count === 0 ? base : `${base}-${count}`;
      const path = this.#folder.inProject(`${name}.mdx`);
      const page = operationPage(operation, { path, from, ...addedTo(operation) });
      const known = this.pages.get(path);
      if (known !== undefined && known.text !== page.text) continue;
      this.pages.set(path, page);
      return name;
    }
  }

  #operations(file: string): Operation[] {
    const all = this.#descriptions.operations(inRoot(file));
    return all.filter(({ data }) => data.get('x-excluded') !== true);
  }
}

const inDefault = 'api-reference';

/** The first of the descriptions that a part names. */
function describedBy(owner: StaticObject): Described | undefined {
  const [first] = [owner.get('openapi')].flat();
  const file = typeof first === 'string' ? first : stringMember(first, 'source');
  if (file === undefined) return undefined;
  return { file, directory: inRoot(stringMember(first, 'directory') ?? inDefault), owner };
}

/** A path from the root of the docs, without the slashes at its ends. */
const inRoot = (path: string): string =>
  /^\w+:/.test(path) ? path : posix.join('.', trimmed(path).slice(1));

/** Where Mintlify puts the page of an operation: below its tag, by its summary, unless `x-mint` says it. */
function nameOf(operation: Operation, directory: string): string {
  const { method, path, data } = operation;
  const href = stringMember(data, 'x-mint', 'href');
  if (href !== undefined) return inRoot(href).toLowerCase();
  const unnamed = method === 'webhook' ? fileName(path) : `${method}-${fileName(path)}`;
  const name = fileName(stringMember(data, 'summary') ?? '') || unnamed;
  return posix.join(directory, fileName(tagOf(operation) ?? ''), name).toLowerCase();
}

/** Blanks and parameters become hyphens, other signs are left out. */
const fileName = (text: string): string =>
  text
    .replaceAll(' ', '-')
    .replace(/\{.*?\}/g, '-')
    .replace(/^-|-$/g, '')
    .replace(/[{}(),.'\n/]/g, '')
    .replaceAll('--', '-')
    .toLowerCase();

/** What `x-mint` adds to the page of an operation. */
function addedTo({ data }: Operation): { matter: Record<string, unknown>; content?: string } {
  const metadata = entriesOf(member(data, 'x-mint', 'metadata')).filter(
    ([, value]) => typeof value === 'string' || typeof value === 'boolean',
  );
  const content = stringMember(data, 'x-mint', 'content');
  const isDeprecated = data.get('deprecated') === true;
  return {
    matter: { ...(isDeprecated && { deprecated: true }), ...Object.fromEntries(metadata) },
    ...(content !== undefined && { content }),
  };
}
