import { posix } from 'node:path';
import {
  entriesOf,
  listOf,
  member,
  objectOf,
  type StaticData,
  type StaticObject,
  stringMember,
} from '../config/values.ts';
import { kebab, type Place, type Served } from './addresses/fern.ts';
import { ApiReference, type Endpoint, inPackages, packageAsSection } from './fern-apis.ts';
import { unusedName } from './readers/api-page.ts';
import type { Folder } from './readers/folder.ts';
import { operationPage } from './readers/operations.ts';
import { trimmed } from './readers/urls.ts';

/** A product is always in routes; pages of the first are found without it, too. */
export function productsOf(folder: Folder, config: StaticData, served: Served): StaticData {
  const products = listOf(member(config, 'products'));
  const walk = { config, served, routes: [''], bases: [''], from: '' };
  if (products.length === 0) return versionsOf(folder, config, walk);
  const read = products.map((product, at) => {
    const routes = [trimmed(slugOf(product)), ...(at === 0 ? [''] : [])];
    const hasFile = member(product, 'versions') === undefined;
    const file = hasFile ? fileOf(folder, product, walk.from) : { data: product, from: '' };
    const inner = versionsOf(folder, file.data, { ...walk, routes, from: file.from });
    return new Map([['product', titleOf(product)], ...inner]);
  });
  return objectOf({ products: read });
}

/** The first version is served without its name, too. */
function versionsOf(folder: Folder, config: StaticData, walk: Walk): StaticObject {
  const versions = listOf(member(config, 'versions'));
  if (versions.length === 0) return objectOf({ groups: groupsOf(folder, config, walk) });
  const read = versions.map((version, at) => {
    const named = walk.routes.map((route) => `${route}/${slugOf(version)}`);
    const routes = at === 0 ? [...walk.routes, ...named] : named;
    const { data, from } = fileOf(folder, version, walk.from);
    const groups = groupsOf(folder, data, { ...walk, routes, from });
    return objectOf({ version: titleOf(version), groups });
  });
  return objectOf({ versions: read });
}

function groupsOf(folder: Folder, data: StaticData, walk: Walk): StaticData[] {
  const groups = navigationOf(folder, data, { ...walk, bases: walk.routes });
  leadsTo(walk.served, firstOf(groups), walk.routes);
  return groups;
}

/** The file that a product or a version names; the paths in it are from its own folder. */
function fileOf(
  folder: Folder,
  part: StaticData,
  from: string,
): { data: StaticData; from: string } {
  const path = stringMember(part, 'path');
  if (path === undefined) return { data: undefined, from };
  const file = posix.join(from, path);
  return { data: folder.data(file), from: posix.dirname(file) };
}

/** Where a part of the navigation is served. */
interface Walk {
  /** The main configuration. */
  config: StaticData;
  served: Served;
  routes: string[];
  bases: string[];
  /** The folder of the file that names the pages, from that of the main configuration. */
  from: string;
  /** The API whose reference it is a part of. */
  api?: ApiReference;
}

function navigationOf(folder: Folder, data: StaticData, walk: Walk): StaticData[] {
  const landing = member(data, 'landing-page');
  const tabs = member(data, 'tabs') ?? member(walk.config, 'tabs');
  const items = listOf(folder.known(data, ['navigation']));
  return [...(landing === undefined ? [] : [landing]), ...items].flatMap((item) => {
    const id = stringMember(item, 'tab');
    if (id === undefined) return itemOf(folder, item, walk);
    const tab = member(tabs, id);
    const layouts = listOf(member(item, 'variants'));
    const contents = layouts.length > 0 ? layouts : member(item, 'layout');
    const section = new Map<string, StaticData>([['section', id], ...entriesOf(tab)]);
    return itemOf(folder, section.set('contents', contents), walk);
  });
}

/** The keys under which an item has its title, by its kind. */
const titles = ['display-name', 'title', 'page', 'section', 'api', 'link'];

/** One item of the navigation as Mintlify has it. */
function itemOf(folder: Folder, given: StaticData, walk: Walk): StaticData[] {
  const { served } = walk;
  const endpoint = walk.api?.take(given);
  if (endpoint !== undefined)
    return [pageOf(endpoint, folder, { walk, item: given, packages: [] })];
  const item = walk.api ? packageAsSection(given, walk.api) : given;
  const [named, summary, log, files] = ['path', 'summary', 'changelog', 'folder'].map((name) => {
    const value = stringMember(item, name);
    return value === undefined ? undefined : folder.inProject(posix.join(walk.from, value));
  });
  const path = named ?? summary;
  const isSkipped = member(item, 'skip-slug') === true;
  const slug = slugOf(item) || (log === undefined ? '' : 'changelog');
  const routes = walk.routes.map((route) =>
    isSkipped || slug === '' ? route : `${route}/${slug}`,
  );
  const place = { routes, bases: walk.bases };
  pagesAt(served, path, place);
  for (const found of [log, files]) {
    if (found !== undefined) served.folders.push({ ...place, path: found, dated: found === log });
  }
  const isReference = member(item, 'api') !== undefined;
  if (isReference) served.generated.push(...routes.map((route) => route || '/'));
  const api = isReference ? new ApiReference(folder, item) : walk.api;
  const inside = { ...walk, routes, ...(api && { api }) };
  const inner = ['contents', 'layout'].flatMap((name) => listOf(member(item, name)));
  const read = inner.flatMap((one) => itemOf(folder, one, inside));
  const pages = [...read, ...restOf(folder, item, inside)];
  if (pages.length === 0 && inner.length === 0) return path === undefined ? [] : [path];
  if (path === undefined && !isSkipped) leadsTo(served, firstOf(pages), routes);
  return [objectOf({ group: titleOf(item), ...(path !== undefined && { root: path }), pages })];
}

/** What of an API no layout places: of a package, where the item is one, or of all of it. */
function restOf(folder: Folder, item: StaticData, walk: Walk): StaticData[] {
  const name = stringMember(item, 'package');
  const isWhole = member(item, 'api') !== undefined;
  if (walk.api === undefined || !(isWhole || name !== undefined)) return [];
  const add = (endpoint: Endpoint) => {
    const packages = isWhole ? endpoint.packages : endpoint.packages.slice(1);
    return pageOf(endpoint, folder, { walk, item: undefined, packages });
  };
  if (!isWhole) return walk.api.takeRest(name).map(add);
  return inPackages(walk.api.takeRest()).flatMap(([group, endpoints]): StaticData[] => {
    const pages = endpoints.map(add);
    return group === '' ? pages : [objectOf({ group, pages })];
  });
}

/** Makes and serves the page of an operation; gives its path. */
function pageOf(
  { operation, file, slug }: Endpoint,
  folder: Folder,
  { walk, item, packages }: { walk: Walk; item: StaticData; packages: readonly string[] },
): string {
  const { served, bases } = walk;
  const name = trimmed(stringMember(item, 'slug') ?? slug).slice(1);
  const [first = ''] = walk.routes;
  const pathOf = (one: string) =>
    folder.inProject(`${[first, ...packages, one].join('/').slice(1)}.mdx`);
  // Several descriptions may have an operation of one name.
  const own = unusedName(name, (one) => served.pages.has(pathOf(one)));
  const path = pathOf(own);
  const routes = walk.routes.map((route) => [route, ...packages, own].join('/'));
  const title = stringMember(item, 'title');
  const matter = title === undefined ? {} : { title };
  pagesAt(served, path, { routes, bases });
  served.derived.push(operationPage(operation, { path, from: folder.inProject(file), matter }));
  return path;
}

function pagesAt({ pages }: Served, path: string | undefined, { routes, bases }: Place): void {
  if (path === undefined) return;
  const known = pages.get(path);
  pages.set(path, {
    ...known,
    routes: [...(known?.routes ?? []), ...routes],
    bases: [...(known?.bases ?? []), ...bases],
  });
}

function leadsTo({ pages }: Served, path: string | undefined, routes: readonly string[]): void {
  const known = path === undefined ? undefined : pages.get(path);
  if (known) known.leads = [...(known.leads ?? []), ...routes];
}

/** A section without a page of its own leads to the first in it. */
function firstOf(pages: readonly StaticData[]): string | undefined {
  const [first] = pages;
  if (first === undefined || typeof first === 'string') return first;
  return stringMember(first, 'root') ?? firstOf(listOf(member(first, 'pages')));
}

export const titleOf = (data: StaticData): string =>
  titles.flatMap((name) => stringMember(data, name) ?? [])[0] ?? '';

const slugOf = (data: StaticData): string =>
  trimmed(stringMember(data, 'slug') ?? kebab(titleOf(data))).slice(1);
