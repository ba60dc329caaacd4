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

/** What the front matter says of a page under names of their own: https://gohugo.io/methods/page/ */
function ofMatter(name: string, use: Use): Value {
  const isNode = use.pageFacts.get('File.TranslationBaseName') === '_index';
  const kind = !isNode ? 'page' : use.pageFacts.get('File.Dir') === '' ? 'home' : 'section';
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
    case 'IsPage':
      return !isNode;
    case 'Kind':
      return kind;
    default:
      return unknown;
  }
}

function ofSite(first: string, below: readonly string[], use: Use): Value {
  switch (first) {
    case 'Data':
      return dataAt(below, use);
    case 'Language':
      return use.pageFacts.get([first, ...below].join('.')) ?? unknown;
    case 'Title':
      return use.siteParam('title') ?? unknown;
    case 'Params':
      return use.siteParam(below.join('.')) ?? unknown;
    default:
      return unknown;
  }
}

/** A parameter of the page, or of the site where the page has none. */
export function paramOf(name: string, use: Use): Value {
  const value = use.pageParam(name.split('.'));
  return value === null ? (use.siteParam(name) ?? unknown) : value;
}
