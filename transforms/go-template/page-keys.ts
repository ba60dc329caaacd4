import {
  DataPath,
  type NamedValue,
  page,
  resources,
  site,
  type Use,
  unknown,
  type Value,
} from './values.ts';

/** The data of the site below some keys. */
export function dataAt(keys: readonly string[], use: Use): Value {
  const value = keys.length === 0 ? unknown : use.data(keys);
  return value === unknown ? new DataPath(keys) : value;
}

/** What `.Page` and `.Site` give by their keys. */
export function ofPage(from: NamedValue, keys: readonly string[], use: Use): Value {
  const [first = '', ...below] = keys;
  if (from === site) return ofSite(first, below, use);
  const fact = use.pageFacts.get(keys.join('.'));
  if (fact !== undefined && first !== 'Site' && first !== 'Page') return fact;
  switch (first) {
    case 'Site':
      return ofPage(site, below, use);
    case 'Page':
      return below.length > 0 ? ofPage(page, below, use) : page;
    // The headings that it lists are in the page.
    case 'TableOfContents':
      return '';
    case 'Resources':
      return below.length === 0 ? resources : unknown;
    case 'Title':
      return use.pageParam(['title']) ?? unknown;
    case 'Params':
      return use.pageParam(below);
    default:
      return ofMatter(first, use);
  }
}

/** Whether the page has others below it. */
export const isNode = (use: Use): boolean =>
  use.pageFacts.get('File.TranslationBaseName') === '_index';

/** What the front matter says of a page under names of their own: https://gohugo.io/methods/page/ */
function ofMatter(name: string, use: Use): Value {
  const kind = !isNode(use) ? 'page' : use.pageFacts.get('File.Dir') === '' ? 'home' : 'section';
  switch (name) {
    case 'LinkTitle':
      return use.pageParam(['linktitle']) ?? use.pageParam(['title']) ?? unknown;
    case 'Description':
      return use.pageParam(['description']) ?? '';
    case 'Weight':
      return use.pageParam(['weight']) ?? 0;
    case 'Date':
    case 'Lastmod':
      return use.pageParam([name.toLowerCase()]) ?? unknown;
    case 'IsSection':
      return kind === 'section';
    case 'IsNode':
      return isNode(use);
    case 'IsPage':
      return !isNode(use);
    case 'Kind':
      return kind;
    default:
      return unknown;
  }
}

/** What a site has under the names of its settings: https://gohugo.io/methods/site/ */
const isSetting = /^(?:BaseURL|Copyright|LanguageCode|Title)$/;

function ofSite(first: string, below: readonly string[], use: Use): Value {
  switch (first) {
    case 'Data':
      return dataAt(below, use);
    case 'Language':
      if (below[0] === 'Params') return use.siteParam(below.slice(1)) ?? unknown;
      return use.pageFacts.get([first, ...below].join('.')) ?? unknown;
    case 'Params':
      return use.siteParam(below) ?? unknown;
    default:
      return isSetting.test(first) ? (use.siteSetting(first) ?? unknown) : unknown;
  }
}

/** A parameter of the page, or of the site where the page has none. */
export function paramOf(name: string, use: Use): Value {
  const value = use.pageParam(name.split('.'));
  return value === null ? (use.siteParam(name.split('.')) ?? unknown) : value;
}
