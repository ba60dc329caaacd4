import { posix } from 'node:path';
import {
  entriesOf,
  isObject,
  listOf,
  member,
  type StaticData,
  type StaticObject,
  stringMember,
  Unknown,
} from '../config/values.ts';
import { fileAddress } from './addresses/routes.ts';
import { onlySource, type StatedSite } from './framework.ts';
import { pagesOfApis } from './mintlify-apis.ts';
import type { Folder } from './readers/folder.ts';
import { redirectList, siteAddress, trimmed } from './readers/urls.ts';

const excluded = [
  ...['/snippets/', '/_snippets/', 'node_modules/', '.mintlify/'],
  ...['/README.md', '/LICENSE.md', '/CHANGELOG.md', '/CONTRIBUTING.md'],
  // They instruct agents that work on the pages.
  ...['/AGENTS.md', '/CLAUDE.md'],
];

/** What `.mintignore` leaves out, in the syntax of `.gitignore`: https://mintlify.com/docs/organize/mintignore */
const ignoredBy = (folder: Folder): string[] => folder.text('.mintignore')?.split('\n') ?? [];

/** Settings that may have the address of the site, the surest first. */
const canonicalPlaces = [
  ['seo', 'metatags', 'canonical'],
  ['metadata', 'canonical'],
  ['seo', 'metatags', 'og:url'],
  ['metadata', 'og:url'],
];

/** Mintlify: `docs.json`, `mint.json` before it; files are routes, beside the configuration. */
export function readMintlify(folder: Folder, file: string): StatedSite | undefined {
  const config = withReferences(folder.data(file), folder, file);
  const isMintlify =
    /mintlify/.test(stringMember(config, '$schema') ?? '') ||
    member(config, 'navigation') !== undefined;
  if (!isMintlify) return undefined;
  const text = (...path: string[]) => folder.setting(config, path);
  const canonical = canonicalPlaces.flatMap((path) => text(...path) ?? [])[0];
  const navigation = member(config, 'navigation');
  const languages = languagesIn(navigation);
  const derived = pagesOfApis(navigation, {
    folder,
    place: folder.placeOf(config, ['navigation']),
  });
  return {
    dialect: 'mintlify',
    sources: [
      onlySource(folder.path, folder.placeOf(config, ['navigation']), {
        exclude: [...excluded, ...ignoredBy(folder)],
      }),
    ],
    title: text('name'),
    description: text('description'),
    baseUrl: siteAddress(canonical),
    strictLocales: true,
    locales: languages.map(({ key }) => ({ key, lang: key })),
    ...(languages.length > 0 && {
      defaultLocale: languages.find(({ main }) => main)?.key ?? languages[0]!.key,
    }),
    versions: versionsIn(navigation),
    redirects: redirectList(member(config, 'redirects'), 'source', 'destination'),
    sidebar: navigation,
    publics: [folder.path],
    derived,
    named: pagesIn(navigation),
    generated: [...new Set(generatedIn(navigation))],
    addressOf: (path) => fileAddress(path, { pages: 'plain', indexes: 'plain' }),
  };
}

/** Files that a configuration may name; they may name each other again and again. */
const mostReferences = 1000;

/**
 * Data with the files in place that `{ "$ref": "./config/fr.json" }` in it names; what stands beside
 * `$ref` counts first: https://mintlify.com/docs/organize/settings#split-configuration-with-ref
 */
function withReferences(whole: StaticData, folder: Folder, config: string): StaticData {
  let left = mostReferences;
  const resolved = (data: StaticData, open: readonly string[]): StaticData => {
    if (Array.isArray(data)) for (const [at, one] of data.entries()) data[at] = resolved(one, open);
    if (!isObject(data)) return data;
    for (const [key, value] of data) data.set(key, resolved(value, open));
    const path = stringMember(data, '$ref');
    return path === undefined ? data : withFile(data, path, open);
  };
  const withFile = (data: StaticObject, path: string, open: readonly string[]): StaticData => {
    const file = posix.join(posix.dirname(open.at(-1)!), path);
    const isRead = !open.includes(file) && !file.startsWith('../') && left-- > 0;
    const named = isRead ? resolved(folder.data(file), [...open, file]) : undefined;
    if (named === undefined) {
      const place = folder.placeOf(data, ['$ref']);
      const why = `${path}, which is not another file of the docs`;
      folder.note(`$ref of ${path}`, new Unknown(place, why));
    }
    if (!isObject(named)) return named;
    for (const [key, value] of data) if (key !== '$ref') named.set(key, value);
    return named;
  };
  return resolved(whole, [config]);
}

/** The pages that the navigation names; what its OpenAPI files make is named by method and path. */
function pagesIn(data: StaticData): string[] {
  if (typeof data === 'string') return /^[a-z]+:|\s/i.test(data) ? [] : [data];
  if (Array.isArray(data)) return data.flatMap(pagesIn);
  return entriesOf(data).flatMap(([key, value]) =>
    key === 'pages' || key === 'root' || typeof value === 'object' ? pagesIn(value) : [],
  );
}

/** Folders in which OpenAPI files of the navigation make pages: https://mintlify.com/docs/api-playground/openapi-setup */
function generatedIn(data: StaticData): string[] {
  if (Array.isArray(data)) return data.flatMap(generatedIn);
  const inner = entriesOf(data).flatMap(([, value]) => generatedIn(value));
  const own = [member(data, 'openapi') ?? []].flat();
  const folders = own.map((one) => trimmed(stringMember(one, 'directory') ?? 'api-reference'));
  return [...folders, ...inner];
}

interface Division {
  key: string;
  main: boolean;
}

const languagesIn = (data: StaticData) => divisionsIn(data, 'languages', 'language');

/** The one that readers are shown first, then the others in their order. */
function versionsIn(data: StaticData): string[] {
  const found = divisionsIn(data, 'versions', 'version');
  return [...found.filter(({ main }) => main), ...found.filter(({ main }) => !main)].map(
    ({ key }) => key,
  );
}

/** Languages or versions, wherever in the navigation they are; each once. */
function divisionsIn(data: StaticData, kind: string, name: string): Division[] {
  const here = listOf(member(data, kind)).flatMap((one) => {
    const key = stringMember(one, name);
    return key === undefined ? [] : [{ key, main: member(one, 'default') === true }];
  });
  if (here.length > 0) return here;
  for (const [key, inner] of entriesOf(data)) {
    if (!divided.has(key)) continue;
    const found = listOf(inner).flatMap((part) => divisionsIn(part, kind, name));
    if (found.length > 0)
      return found.filter(
        (one, at) => found.findIndex(({ key: other }) => other === one.key) === at,
      );
  }
  return [];
}

const divided = new Set(['tabs', 'versions', 'languages', 'products', 'dropdowns', 'anchors']);
