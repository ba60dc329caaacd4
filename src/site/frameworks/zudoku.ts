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
  noteReference(folder, config, 'apis');
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
    addressOf(path) {
      const name = path.replace(documentEnding, '');
      return addressOf(routes.get(name) ?? name, style);
    },
  };
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
