import type { LinkKind, OtherSources, Site, SiteTarget, SiteView } from '../document/site.ts';
import { hashOf } from '../files/hash.ts';
import { getOrMake } from '../maps.ts';
import { siteLookups, withOthers } from './lookups.ts';
import { siteFiles } from './site-files.ts';

export interface RecordingSiteView extends SiteView {
  /** The lookups since the last call, each with its result: `lookup=result`, sorted. */
  used(): string[];
  /**
   * Whether every recorded lookup would give the same today.
   *
   * @param options with `samePages`, the pages are known to be those of the record, and only files are looked for
   */
  isCurrent(used: readonly string[], options?: { samePages?: boolean }): boolean;
}

export interface ViewOptions {
  /** Absolute path of the source root; without it, there are no files beside the pages. */
  sourceRoot?: string;
  /**
   * Whether no file comes or goes while the view is used, so that each is looked for once. Not so in
   * a worker of a queue, which gets files when it asks for them. Default false.
   */
  still?: boolean;
  /** Whether `used()` lists lookups; their results are the same without. Default true. */
  recording?: boolean;
  /** Pages of the other sources of the build; default: there are none. */
  others?: OtherSources | undefined;
}

/** What stages ask of a site. Made once in each worker; `used()` after each document. */
export function siteView(
  site: Site,
  { sourceRoot, still = false, recording = true, others }: ViewOptions = {},
): RecordingSiteView {
  const own = siteLookups(site, siteFiles(site, { sourceRoot, still }));
  const lookups = others === undefined ? own : withOthers(own, others);
  const answers = answersOf(lookups);
  const isCurrent: RecordingSiteView['isCurrent'] = (used, { samePages = false } = {}) =>
    used.every((entry) => {
      if (samePages && !entry.startsWith('asset:')) return true;
      const colon = entry.indexOf(':');
      const equals = entry.lastIndexOf('=');
      const answer = answers[entry.slice(0, colon)];
      return answer?.(entry.slice(colon + 1, equals)) === entry.slice(equals + 1);
    });
  if (!recording) return Object.freeze({ ...lookups, used: () => [], isCurrent });

  const asked = new Map<string, string>();
  const used = () => {
    const list = Array.from(asked, ([lookup, answer]) => `${lookup}=${answer}`).sort();
    asked.clear();
    return list;
  };
  const { madeRoute } = lookups;
  const makesNone = (site.routes?.made ?? []).length === 0;
  const noted = recorded(lookups, answers, asked);
  return Object.freeze({
    ...noted,
    ...(makesNone && { madeRoute }),
    ...(others === undefined && alone(lookups, noted)),
    used,
    isCurrent,
  });
}

/** Whether one of these lookups gave a page, by its output. */
export function gavePage(used: readonly string[], isMeant: (out: string) => boolean): boolean {
  return used.some((entry) => {
    const [, out = ''] = entry.slice(entry.lastIndexOf('=') + 1).split('\t');
    return isMeant(out.replaceAll('\u0001', '='));
  });
}

/** What one source alone never has need not be noted. */
function alone({ pageByAddress }: SiteView, { pageByPath }: SiteView): Partial<SiteView> {
  return {
    pageByPath: (path) => (path.startsWith('../') ? undefined : pageByPath(path)),
    pageByAddress,
  };
}

/** What each kind of lookup gives, as a text that is kept; the path of an anchor and its id are one key, as are the folder of a picture and a part of its name. */
type Answers = Readonly<Record<string, (key: string) => string>>;

function answersOf(lookups: SiteView): Answers {
  return {
    path: (key) => describe(lookups.pageByPath(key)),
    below: (key) => hashOf(lookups.pagesBelow(key).join('\n')),
    address: (key) => describe(lookups.pageByAddress(key)),
    route: (key) => describe(lookups.pageByRoute(key)),
    elsewhere: (key) => lookups.elsewhere(key) ?? nothing,
    beside: (key) => String(lookups.isBeside(key)),
    unknown: (key) => String(lookups.isUnknown(key as LinkKind)),
    made: (key) => lookups.madeRoute(key) ?? nothing,
    file: (key) => lookups.fileOf(key) ?? nothing,
    picture: (key) => lookups.pictureIn(...pairIn(key)) ?? nothing,
    anchor: (key) => lookups.anchor(...pairIn(key)) ?? nothing,
    asset: (key) => String(lookups.hasAsset(key)),
  };
}

/** The path of a key, and what stands behind it. */
function pairIn(key: string): [path: string, rest: string] {
  const tab = key.indexOf('\t');
  return [key.slice(0, tab), key.slice(tab + 1)];
}

/** The same lookups, each recorded with its result. */
function recorded(lookups: SiteView, answers: Answers, asked: Map<string, string>): SiteView {
  /** The answer that this document has had before, or a new one. */
  const answer = (kind: string, key: string): string =>
    getOrMake(asked, `${kind}:${key}`, () => answers[kind]!(key));
  const text = (kind: string, key: string): string | undefined => {
    const known = answer(kind, key);
    return known === nothing ? undefined : known;
  };
  return {
    source: lookups.source,
    pageByPath: (path) => (answer('path', path) === '' ? undefined : lookups.pageByPath(path)),
    pagesBelow(folder) {
      answer('below', folder);
      return lookups.pagesBelow(folder);
    },
    pageByAddress: (url) =>
      answer('address', url) === '' ? undefined : lookups.pageByAddress(url),
    pageByRoute: (route) =>
      answer('route', route) === '' ? undefined : lookups.pageByRoute(route),
    elsewhere: (route) => text('elsewhere', route),
    isBeside: (address) => answer('beside', address) === 'true',
    isUnknown: (kind) => answer('unknown', kind) === 'true',
    madeRoute: (destination) => text('made', destination),
    fileOf: (specifier) => text('file', specifier),
    pictureIn: (folder, part) => text('picture', `${folder}\t${part}`),
    anchor: (path, id) => text('anchor', `${path}\t${id}`),
    hasAsset: (path) => answer('asset', path) === 'true',
  };
}

/** Stands where there is no answer. */
const nothing = '\u0000';

function describe(page: SiteTarget | undefined): string {
  if (page === undefined) return '';
  const { path, out, url, address, route, guessed, title } = page;
  return [path, out, url ?? address ?? route, title, ...(guessed ? ['guessed'] : [])]
    .join('\t')
    .replaceAll('=', '\u0001');
}
