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
import type { Redirect } from '../record.ts';
import { kebab, type Place, routeIn, type Served } from './addresses/fern.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { noteReference } from './readers/operations.ts';
import { redirectList, repositoryOf, siteAddress, trimmed } from './readers/urls.ts';

/** Fern: `docs.yml` beside `fern.config.json`; pages are those that the navigation names, under the names that it gives. */
export function readFern(folder: Folder, file: string): StatedSite | undefined {
  const config = folder.data(file);
  const served: Served = { pages: new Map(), folders: [], generated: [] };
  const sidebar = productsOf(folder, config, served);
  const paths = [...served.pages.keys(), ...served.folders.map(({ path }) => `${path}/**`)];
  if (paths.length === 0) return undefined;
  const root = paths.reduce(commonFolder, folder.path);
  const [instance] = listOf(member(config, 'instances'));
  const [domain] = [member(instance, 'custom-domain')].flat();
  const place = folder.placeOf(instance, ['custom-domain']);
  const address =
    typeof domain === 'string' ? { value: domain, ...place } : folder.setting(instance, ['url']);
  const baseUrl = siteAddress(address);
  const base = baseUrl ? new URL(baseUrl.value).pathname : '/';
  const inSite = (path: string) =>
    base !== '/' && path.startsWith(`${base}/`) ? path.slice(base.length) : path;
  const edit = (name: string) => folder.setting(instance, ['edit-this-page', 'github', name]);
  return {
    dialect: 'fern',
    sources: [
      onlySource(root, folder.placeOf(config, ['navigation']), {
        include: paths.map((path) => `/${posix.relative(root, path)}`),
      }),
    ],
    title: folder.setting(config, ['title']),
    baseUrl,
    repo: repositoryOf(edit('owner'), edit('repo')),
    ref: edit('branch'),
    versions: listOf(member(config, 'versions')).map(titleOf),
    redirects: redirectsOf(config, inSite),
    sidebar: below(sidebar, root),
    publics: [folder.path],
    named: [
      ...[...served.pages.keys()].flatMap((path) => routeIn(served, path, undefined)?.route ?? []),
      // A changelog has a page of all its entries.
      ...served.folders.flatMap(({ routes, dated }) => (dated ? routes : [])),
    ],
    generated: served.generated,
    addressOf: (path, _source, { slug }) =>
      routeIn(served, posix.join(root, path), slug && inSite(trimmed(slug))),
  };
}

function commonFolder(folder: string, path: string): string {
  let common = folder;
  while (common !== '' && !path.startsWith(`${common}/`)) {
    common = common.includes('/') ? posix.dirname(common) : '';
  }
  return common;
}

/** The paths of a navigation from a folder. */
function below(data: StaticData, root: string): StaticData {
  if (typeof data === 'string') return posix.relative(root, data);
  if (Array.isArray(data)) return data.map((one) => below(one, root));
  const entries = entriesOf(data).map(([key, value]): [string, StaticData] => [
    key,
    typeof value === 'string' && key !== 'root' ? value : below(value, root),
  ]);
  return new Map(entries);
}

/** A product is always in routes; pages of the first are found without it, too. */
function productsOf(folder: Folder, config: StaticData, served: Served): StaticData {
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
function itemOf(folder: Folder, item: StaticData, walk: Walk): StaticData[] {
  const { served } = walk;
  const [path, log, files] = ['path', 'changelog', 'folder'].map((name) => {
    const value = stringMember(item, name);
    return value === undefined ? undefined : folder.inProject(posix.join(walk.from, value));
  });
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
  if (member(item, 'api') !== undefined) {
    served.generated.push(...routes.map((route) => route || '/'));
    noteReference(folder, item, 'api');
  }
  const inner = ['contents', 'layout'].flatMap((name) => listOf(member(item, name)));
  if (inner.length === 0) return path === undefined ? [] : [path];
  const pages = inner.flatMap((one) => itemOf(folder, one, { ...walk, routes }));
  if (path === undefined && !isSkipped) leadsTo(served, firstOf(pages), routes);
  return [objectOf({ group: titleOf(item), ...(path !== undefined && { root: path }), pages })];
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

const titleOf = (data: StaticData): string =>
  titles.flatMap((name) => stringMember(data, name) ?? [])[0] ?? '';

const slugOf = (data: StaticData): string =>
  trimmed(stringMember(data, 'slug') ?? kebab(titleOf(data))).slice(1);

/** Redirects are written with the base path. */
function redirectsOf(config: StaticData, inSite: (path: string) => string): Redirect[] {
  return redirectList(member(config, 'redirects'), 'source', 'destination').map(({ from, to }) => ({
    from: inSite(from),
    to: inSite(to),
  }));
}
