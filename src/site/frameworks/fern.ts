import { posix } from 'node:path';
import { entriesOf, listOf, member, type StaticData } from '../config/values.ts';
import type { Redirect } from '../record.ts';
import { routeIn, type Served } from './addresses/fern.ts';
import { productsOf, titleOf } from './fern-navigation.ts';
import { onlySource, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { redirectList, repositoryOf, siteAddress, trimmed } from './readers/urls.ts';

/** Fern: `docs.yml` beside `fern.config.json`; pages are those that the navigation names, under the names that it gives. */
export function readFern(folder: Folder, file: string): StatedSite | undefined {
  const config = folder.data(file);
  const served: Served = { pages: new Map(), folders: [], generated: [], derived: [] };
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
    derived: served.derived,
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

/** Redirects are written with the base path. */
function redirectsOf(config: StaticData, inSite: (path: string) => string): Redirect[] {
  return redirectList(member(config, 'redirects'), 'source', 'destination').map(({ from, to }) => ({
    from: inSite(from),
    to: inSite(to),
  }));
}
