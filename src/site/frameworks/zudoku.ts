import { posix } from 'node:path';
import {
  entriesOf,
  listOf,
  member,
  type StaticData,
  stringMember,
  textsOf,
} from '../config/values.ts';
import type { SiteSource } from '../record.ts';
import { addressOf, documentEnding } from './addresses/routes.ts';
import type { StatedSite } from './framework.ts';
import { apiPages, type ShownApi } from './readers/api-page.ts';
import type { Folder } from './readers/folder.ts';
import { noteReference } from './readers/operations.ts';
import { editLink, redirectList, servedFrom } from './readers/urls.ts';

const style = { pages: 'plain', indexes: 'plain' } as const;

/** Zudoku: the files that `docs.files` names are routes, unless the navigation gives them others. https://zudoku.dev/docs/configuration/docs */
export function readZudoku(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  const stated = textsOf(member(config, 'docs', 'files'));
  const place = folder.placeOf(config, ['docs', 'files']);
  const patterns = stated.length > 0 ? stated : ['/pages/**/*.{md,mdx}'];
  const sources = patterns.map((pattern, at): SiteSource => {
    const [, parent = '', rest = ''] =
      /^(?:\.?\/)*((?:[^*?[\]{}()!/]+\/)*)(.*)$/.exec(pattern) ?? [];
    const path = folder.inProject(parent.replace(/\/$/, '') || '.');
    return {
      folder: path,
      kind: 'docs',
      prefix: '',
      include: [`/${rest}`],
      exclude: [],
      main: at === 0,
      ...place,
    };
  });
  const navigation = navigationOf(folder, config);
  const apis = apiPages(shownApis(folder, config), {
    folder,
    documents: sources[0]!.folder,
    place: folder.placeOf(config, ['apis']),
  });
  const entries = [...entriesIn(navigation)];
  const routes = new Map(entries.flatMap((entry) => routeGiven(entry) ?? []));
  const made = [
    ...[member(config, 'apis')].flat(),
    ...[member(config, 'catalogs')].flat(),
    ...entries,
  ];
  return {
    dialect: 'zudoku',
    sources,
    together: true,
    title: text('site', 'title') ?? text('metadata', 'defaultTitle'),
    description: text('metadata', 'description'),
    ...servedFrom(
      text('canonicalUrlOrigin') ?? text('sitemap', 'siteUrl'),
      text('basePath')?.value,
    ),
    ...editLink(text('docs', 'defaultOptions', 'suggestEdit', 'url')),
    redirects: redirectList(folder.known(config, ['redirects']), 'from', 'to'),
    sidebar: navigation,
    publics: [folder.inProject('public')],
    // Pages of APIs, and pages that are components.
    generated: made.flatMap((one) =>
      stringMember(one, 'file') ? [] : (stringMember(one, 'path') ?? []),
    ),
    derived: apis.map(({ page }) => page),
    addressOf(path, source) {
      const api = apis.find(({ page }) => page.path === posix.join(source.folder, path));
      if (api) return addressOf(api.route, style);
      const name = path.replace(documentEnding, '');
      return addressOf(routes.get(name) ?? name, style);
    },
  };
}

/** Of the versions of an API, the first is the latest: https://zudoku.dev/docs/configuration/api-reference */
function shownApis(folder: Folder, config: StaticData): ShownApi[] {
  return [folder.known(config, ['apis'])].flat().flatMap((api): ShownApi[] => {
    if (!/^(?:file|url)$/.test(stringMember(api, 'type') ?? '')) {
      noteReference(folder, config, 'apis');
      return [];
    }
    const [latest] = [member(api, 'input')].flat();
    const file = typeof latest === 'string' ? latest : stringMember(latest, 'input');
    const route = stringMember(api, 'path');
    return file === undefined || route === undefined ? [] : [{ file, route }];
  });
}

/** One list; in earlier versions lists by their names, called `sidebar`. */
function navigationOf(folder: Folder, config: StaticData): StaticData {
  const navigation = folder.known(config, ['navigation']);
  if (Array.isArray(navigation)) return navigation;
  return entriesOf(folder.known(config, ['sidebar'])).flatMap(([, list]) => listOf(list));
}

/** All entries of a navigation, and what categories lead to. */
function* entriesIn(navigation: StaticData): Generator<StaticData> {
  for (const entry of listOf(navigation)) {
    yield entry;
    const link = member(entry, 'link');
    if (link !== undefined) yield link;
    yield* entriesIn(member(entry, 'items'));
  }
}

/** `{ type: 'doc', file: 'guides/kiln', path: 'kiln' }`. */
function routeGiven(entry: StaticData): [file: string, route: string][] | undefined {
  const [file, path] = [stringMember(entry, 'file'), stringMember(entry, 'path')];
  return file && path ? [[file.replace(/^\//, '').replace(documentEnding, ''), path]] : undefined;
}
